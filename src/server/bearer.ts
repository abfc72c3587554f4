import { RefusedRequest } from './answers.js';
import { TokenError } from './errors.js';
import { StoreUnavailable } from './store.js';
import type { GatewayStore } from './store.js';
import type { TokenClaims, TokenSigning } from './token-signing.js';

/** Tokens whose signature was checked a moment ago are remembered: checking one costs a tenth of a millisecond. */
const maxRemembered = 10_000;

/** Longer than any token lives. */
const revokedForMs = 1_000_000;

/** Checks bearer tokens and knows which were revoked. */
export class Bearer {
  readonly #signing: TokenSigning;
  readonly #store: GatewayStore;
  readonly #now: () => number;
  readonly #remembered = new Map<string, TokenClaims>();

  constructor(signing: TokenSigning, store: GatewayStore, now: () => number) {
    this.#signing = signing;
    this.#store = store;
    this.#now = now;
  }

  /** Who sends this request. Throws `RefusedRequest` (401). */
  async authenticate({ headers }: Request): Promise<TokenClaims> {
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(headers.get('Authorization') ?? '')?.[1];
    if (token === undefined) throw unauthorized('token-missing', 'Send the token as Authorization: Bearer.');
    const claims = await this.#verify(token);
    await this.requireValid(claims.tokenId);
    return claims;
  }

  /**
   * Throws `RefusedRequest` (401) for a revoked token. When the store cannot be asked the token counts: it lives for
   * minutes only, and whatever costs money asks the store again and stops there.
   */
  async requireValid(tokenId: string): Promise<void> {
    const revoked = await this.#store.get(`revoked:${tokenId}`).catch((error: unknown) => {
      if (error instanceof StoreUnavailable) return null;
      throw error;
    });
    if (revoked !== null) throw unauthorized('token-revoked', 'The token was revoked. Sign in again.');
  }

  async revoke(tokenId: string): Promise<void> {
    await this.#store.put(`revoked:${tokenId}`, '1', revokedForMs);
  }

  async #verify(token: string): Promise<TokenClaims> {
    const known = this.#remembered.get(token);
    if (known !== undefined && known.expiresAt > this.#now()) return known;
    this.#remembered.delete(token);
    const claims = await this.#signing.verify(token).catch(refuse);
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size >= maxRemembered && oldest !== undefined) this.#remembered.delete(oldest);
    this.#remembered.set(token, claims);
    return claims;
  }
}

/** The refusal for a token or ticket that does not count. */
export function refuse(error: unknown): never {
  if (error instanceof TokenError)
    throw unauthorized(`token-${error.reason}`, 'Ask the token endpoint for a new one.');
  throw error;
}

function unauthorized(code: string, message: string): RefusedRequest {
  const headers = { 'WWW-Authenticate': 'Bearer' };
  return new RefusedRequest({ status: 401, code, message, headers });
}
