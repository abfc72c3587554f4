import { SignJWT, errors, jwtVerify } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import { TokenError } from './errors.js';
import { tokenAlgorithm } from './keys.js';
import type { KeyRing } from './keys.js';

/** What a token says about its holder. */
export interface TokenClaims {
  /** The platform's id of the extension (`sub`). */
  readonly extensionId: string;
  /** Short number of the extension (`ext`). */
  readonly extension: string;
  /** From `scope`. */
  readonly permissions: readonly string[];
  /** From `see`: the extensions whose status a visitor may see. Absent for people with an extension. */
  readonly presenceOf?: readonly string[];
  /** `jti`, unique per token. */
  readonly tokenId: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface TokenSigningOptions {
  readonly keyRing: Promise<KeyRing>;
  readonly issuer: string;
  readonly lifetimeSeconds: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** A media ticket: one resource, for a moment. */
export interface MediaClaims {
  /** Path and query on the platform. */
  readonly path: string;
  readonly extension: string;
  /** The token it was made with; revoking that revokes the ticket. */
  readonly tokenId: string;
}

/** Explicit type (RFC 8725 section 3.11): no other JWT of the host can pass for a gateway token. */
const tokenType = 'cemscale-gateway+jwt';
const mediaType = 'cemscale-media+jwt';
const audience = 'cemscale-gateway';
const maxTokenLength = 4096;
const clockToleranceSeconds = 5;
/** The longest life a gateway may be set to; a token that claims more is not ours. */
const maxTokenAgeSeconds = 900;

/** Signs and checks the gateway's bearer tokens. Needs no store and runs on edge runtimes. */
export class TokenSigning {
  readonly #options: TokenSigningOptions;

  constructor(options: TokenSigningOptions) {
    this.#options = options;
  }

  /** Issues a token that is valid from now on. */
  async sign(
    holder: Pick<TokenClaims, 'extensionId' | 'extension' | 'permissions' | 'presenceOf'>,
  ): Promise<{ token: string; expiresAt: number }> {
    const { extensionId, extension, permissions, presenceOf } = holder;
    const claims = { sub: extensionId, ext: extension, scope: permissions.join(' ') };
    const see = presenceOf ? { see: presenceOf.join(' ') } : {};
    return this.#issue(tokenType, { ...claims, ...see }, this.#options.lifetimeSeconds);
  }

  /** Issues a ticket that opens one resource by its address. */
  async signMedia(
    { path, extension, tokenId }: MediaClaims,
    lifetimeSeconds: number,
  ): Promise<{ token: string; expiresAt: number }> {
    return this.#issue(mediaType, { sub: path, ext: extension, tid: tokenId }, lifetimeSeconds);
  }

  async #issue(
    typ: string,
    claims: JWTPayload,
    lifetimeSeconds: number,
  ): Promise<{ token: string; expiresAt: number }> {
    const { keyRing, issuer, now } = this.#options;
    const { kid, key } = (await keyRing).signing;
    const issuedAt = Math.floor(now() / 1000);
    const expiresAt = issuedAt + lifetimeSeconds;
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: tokenAlgorithm, typ, kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setNotBefore(issuedAt)
      .setExpirationTime(expiresAt)
      .setJti(crypto.randomUUID())
      .sign(key);
    return { token, expiresAt: expiresAt * 1000 };
  }

  /**
   * Checks signature, algorithm, key, issuer, audience, type, times and the shape of the claims.
   * Key hints in the token's header (`jku`, `x5u`, `jwk`) are never followed. Throws `TokenError`.
   */
  async verify(token: string): Promise<TokenClaims> {
    return readClaims(await this.#check(token, tokenType, ['sub', 'ext', 'scope']));
  }

  /** The same checks for a media ticket. Throws `TokenError`. */
  async verifyMedia(ticket: string): Promise<MediaClaims> {
    const { sub, ext, tid } = await this.#check(ticket, mediaType, ['sub', 'ext', 'tid']);
    if (typeof sub === 'string' && typeof ext === 'string' && typeof tid === 'string')
      return { path: sub, extension: ext, tokenId: tid };
    throw TokenError.refused('invalid');
  }

  async #check(token: string, typ: string, claims: readonly string[]): Promise<JWTPayload> {
    if (token.length > maxTokenLength) throw TokenError.refused('invalid');
    const { verifying } = await this.#options.keyRing;
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => keyOf(kid, verifying), {
        algorithms: [tokenAlgorithm],
        issuer: this.#options.issuer,
        audience,
        typ,
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(this.#options.now()),
        requiredClaims: ['exp', 'nbf', 'iat', 'jti', ...claims],
        maxTokenAge: maxTokenAgeSeconds,
      });
      return payload;
    } catch (error) {
      throw asTokenError(error);
    }
  }
}

function keyOf(kid: string | undefined, keys: ReadonlyMap<string, CryptoKey>): CryptoKey {
  const key = kid === undefined ? undefined : keys.get(kid);
  if (key === undefined) throw TokenError.refused('unknown-key');
  return key;
}

function readClaims(payload: JWTPayload): TokenClaims {
  const { sub, jti, exp } = payload;
  const extension = payload['ext'];
  const scope = payload['scope'];
  if (typeof sub !== 'string' || typeof jti !== 'string' || typeof exp !== 'number')
    throw TokenError.refused('invalid');
  if (typeof extension !== 'string' || typeof scope !== 'string') throw TokenError.refused('invalid');
  const permissions = scope === '' ? [] : scope.split(' ');
  const claims = { extensionId: sub, extension, permissions, tokenId: jti, expiresAt: exp * 1000 };
  const see = payload['see'];
  if (see === undefined) return claims;
  if (typeof see !== 'string') throw TokenError.refused('invalid');
  return { ...claims, presenceOf: see.split(' ') };
}

function asTokenError(error: unknown): TokenError {
  if (error instanceof TokenError) return error;
  if (error instanceof errors.JWTExpired) return TokenError.refused('expired', error);
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf')
    return TokenError.refused('not-yet-valid', error);
  return TokenError.refused('invalid', error);
}
