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

/** Explicit type (RFC 8725 section 3.11): no other JWT of the host can pass for a gateway token. */
const tokenType = 'cemscale-gateway+jwt';
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
    holder: Pick<TokenClaims, 'extensionId' | 'extension' | 'permissions'>,
  ): Promise<{ token: string; expiresAt: number }> {
    const { keyRing, issuer, lifetimeSeconds, now } = this.#options;
    const { kid, key } = (await keyRing).signing;
    const issuedAt = Math.floor(now() / 1000);
    const expiresAt = issuedAt + lifetimeSeconds;
    const token = await new SignJWT({ ext: holder.extension, scope: holder.permissions.join(' ') })
      .setProtectedHeader({ alg: tokenAlgorithm, typ: tokenType, kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(holder.extensionId)
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
    if (token.length > maxTokenLength) throw TokenError.refused('invalid');
    const { verifying } = await this.#options.keyRing;
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => keyOf(kid, verifying), {
        algorithms: [tokenAlgorithm],
        issuer: this.#options.issuer,
        audience,
        typ: tokenType,
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(this.#options.now()),
        requiredClaims: ['sub', 'exp', 'nbf', 'iat', 'jti', 'ext', 'scope'],
        maxTokenAge: maxTokenAgeSeconds,
      });
      return readClaims(payload);
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
  return { extensionId: sub, extension, permissions, tokenId: jti, expiresAt: exp * 1000 };
}

function asTokenError(error: unknown): TokenError {
  if (error instanceof TokenError) return error;
  if (error instanceof errors.JWTExpired) return TokenError.refused('expired', error);
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf')
    return TokenError.refused('not-yet-valid', error);
  return TokenError.refused('invalid', error);
}
