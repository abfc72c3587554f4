import type { MediaTicket, SocketTicket } from '../api/types/tickets.js';
import { RefusedRequest, jsonAnswer } from './answers.js';
import { refuse } from './bearer.js';
import type { Bearer } from './bearer.js';
import { matchEndpoint } from './endpoint-match.js';
import { requirePermission } from './ownership.js';
import type { PlatformContext } from './platform.js';
import type { ApiProxy } from './proxy.js';
import type { GatewayStore } from './store.js';
import type { TokenClaims, TokenSigning } from './token-signing.js';

/** Longest time between asking for a socket ticket and spending it. */
const socketTicketMs = 30_000;
/** A media element asks again for each part it plays, so its address lives a little longer. */
const mediaTicketSeconds = 300;

export interface TicketsOptions {
  readonly store: GatewayStore;
  readonly signing: TokenSigning;
  readonly bearer: Bearer;
  readonly proxy: ApiProxy;
  readonly now: () => number;
}

/** What a spent socket ticket opens. */
export interface SocketGrant {
  readonly claims: TokenClaims;
  /** Path on the platform. */
  readonly path: string;
}

/** Makes and takes tickets: for a socket, spent once; for an audio or a download, signed and good for that one address. */
export class Tickets {
  readonly #options: TicketsOptions;

  constructor(options: TicketsOptions) {
    this.#options = options;
  }

  /** Answers `POST {mount}/tickets`. Throws `RefusedRequest`, `PlatformFailure` or `StoreUnavailable`. */
  async answer(
    wanted: unknown,
    gatewayUrl: string,
    claims: TokenClaims,
    context: PlatformContext,
  ): Promise<Response> {
    if (typeof wanted !== 'string' || !wanted.startsWith('/')) throw noSuchResource();
    const url = URL.canParse(wanted, 'http://x') ? new URL(wanted, 'http://x') : null;
    if (url === null || url.host !== 'x') throw noSuchResource();
    const socket = matchEndpoint('WS', url.pathname);
    if (socket !== null) {
      requirePermission(socket, claims);
      return jsonAnswer(200, await this.#socketTicket({ claims, path: socket.path }));
    }
    const match = matchEndpoint('GET', url.pathname);
    if (match?.isMedia !== true) throw noSuchResource();
    const path = await this.#options.proxy.admit({ match, query: url.searchParams, claims, context });
    return jsonAnswer(200, await this.#mediaTicket(path, gatewayUrl, claims));
  }

  /** Spends a socket ticket: the first who asks gets it, on whichever gateway. Null when it is none or spent. */
  async spend(ticket: string): Promise<SocketGrant | null> {
    if (!/^[\w-]{43}$/.test(ticket)) return null;
    const kept = await this.#options.store.take(await keyOf(ticket));
    if (kept === null) return null;
    const grant = JSON.parse(kept) as SocketGrant;
    await this.#options.bearer.requireValid(grant.claims.tokenId);
    return grant.claims.expiresAt > this.#options.now() ? grant : null;
  }

  /** Checks the ticket in a media address against the resource asked for. Throws `RefusedRequest` (401). */
  async admitMedia(ticket: string, path: string): Promise<{ extension: string; path: string }> {
    const media = await this.#options.signing.verifyMedia(ticket).catch(refuse);
    await this.#options.bearer.requireValid(media.tokenId);
    if (media.path.split('?')[0] === path) return media;
    throw new RefusedRequest({
      status: 401,
      code: 'ticket-elsewhere',
      message: 'The ticket is for another address.',
    });
  }

  async #socketTicket(grant: SocketGrant): Promise<SocketTicket> {
    const ticket = base64url(crypto.getRandomValues(new Uint8Array(32)));
    await this.#options.store.put(await keyOf(ticket), JSON.stringify(grant), socketTicketMs);
    return { ticket, expiresAt: new Date(this.#options.now() + socketTicketMs).toISOString() };
  }

  async #mediaTicket(path: string, gatewayUrl: string, claims: TokenClaims): Promise<MediaTicket> {
    const { extension, tokenId } = claims;
    const ticket = await this.#options.signing.signMedia({ path, extension, tokenId }, mediaTicketSeconds);
    const join = path.includes('?') ? '&' : '?';
    const url = `${gatewayUrl}${path}${join}ticket=${ticket.token}`;
    return { url, expiresAt: new Date(ticket.expiresAt).toISOString() };
  }
}

/** The store keeps a digest only: whoever reads it can spend nothing. */
async function keyOf(ticket: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(ticket));
  return `ticket:${base64url(new Uint8Array(digest))}`;
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function noSuchResource(): RefusedRequest {
  const message = 'Name a socket, an audio or a download by its path on the platform.';
  return new RefusedRequest({ status: 404, code: 'no-such-resource', message });
}
