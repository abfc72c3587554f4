import { WebSocket } from 'ws';
import type { RawData } from 'ws';
import { RefusedRequest } from './answers.js';
import type { GatewayServices } from './gateway-services.js';
import { OwnCallEvents, seesAllCalls } from './own-calls.js';
import { StoreUnavailable } from './store.js';
import type { SocketGrant } from './tickets.js';
import type { TokenClaims } from './token-signing.js';
import { VisitorEvents, seesTheSame } from './visitor.js';

export interface SocketRelayOptions {
  readonly services: GatewayServices;
  /** Path on the platform, which the ticket must be for. */
  readonly path: string;
  readonly onEnd: () => void;
}

/** Time for the first message, and for the platform to open its socket. */
const openMs = 10_000;
/** A page that reads slower than this much behind is cut off: it comes back and catches up by REST. */
const maxBehindBytes = 4 * 1024 * 1024;

/** Open sockets per gateway and extension. */
const openByExtension = new WeakMap<GatewayServices, Map<string, number>>();

/**
 * One socket of a page and the platform's beside it. Closes: 4400 unreadable, 4401 no valid ticket or token ended,
 * 4429 too many, 1013 the platform or the store is away or the page too slow, 1012 the platform closed.
 */
export class SocketRelay {
  readonly #page: WebSocket;
  readonly #options: SocketRelayOptions;
  readonly #requestId = crypto.randomUUID();
  #platform: WebSocket | null = null;
  #claims: TokenClaims | null = null;
  #timer: NodeJS.Timeout;
  /** Null for who may see all calls. */
  #events: OwnCallEvents | VisitorEvents | null = null;
  #isAuthenticating = false;
  #isAlive = true;

  constructor(page: WebSocket, options: SocketRelayOptions) {
    this.#page = page;
    this.#options = options;
    this.#timer = setTimeout(() => this.close(4401, 'not-authenticated'), openMs);
    page.on('message', (data, isBinary) => this.#onPageMessage(data, isBinary));
    page.on('pong', () => void (this.#isAlive = true));
    page.on('error', () => {});
    page.once('close', (code) => this.#end(code));
  }

  /** Whether no ticket was taken yet: such a socket costs whoever opens it nothing. */
  get isNew(): boolean {
    return this.#claims === null;
  }

  /** Ends a socket whose page has silently gone, or whose token was revoked. */
  async check(): Promise<void> {
    try {
      if (!this.#isAlive) return this.#page.terminate();
      this.#isAlive = false;
      // `ping` throws on a socket that is still connecting, as to a platform that accepts and never answers.
      if (this.#isOpen(this.#page)) this.#page.ping();
      if (this.#isOpen(this.#platform)) this.#platform.ping();
      if (this.#claims === null) return;
      await this.#options.services.bearer.requireValid(this.#claims.tokenId);
    } catch (error) {
      if (error instanceof RefusedRequest) this.close(4401, error.refusal.code);
    }
  }

  close(code: number, reason: string): void {
    this.#page.close(code, reason);
  }

  #onPageMessage(data: RawData, isBinary: boolean): void {
    this.#isAlive = true;
    const platform = this.#platform;
    if (isBinary) {
      if (this.#isOpen(platform) && this.#options.path !== '/ws') platform.send(data, { binary: true });
      return;
    }
    const message = readMessage(String(data));
    if (message === null) return this.close(4400, 'unreadable');
    if (message.type === 'auth') void this.#authenticate(message.ticket);
    else if (message.type === 'ping') this.#page.send('{"type":"pong"}');
    // Nothing else is anything a page has to say to the platform; an answer of the playground ends with this.
    else if (message.type === 'end' && this.#options.path !== '/ws' && this.#isOpen(platform))
      platform.send('{"type":"end"}');
  }

  async #authenticate(ticket: unknown): Promise<void> {
    if (this.#isAuthenticating) return this.close(4400, 'unexpected');
    this.#isAuthenticating = true;
    try {
      const grant = typeof ticket === 'string' ? await this.#options.services.tickets.spend(ticket) : null;
      this.#admit(grant);
    } catch (error) {
      if (error instanceof StoreUnavailable) this.close(1013, 'store-unavailable');
      else this.close(4401, 'ticket-refused');
    } finally {
      this.#isAuthenticating = false;
    }
  }

  #admit(grant: SocketGrant | null): void {
    const before = this.#claims;
    const isOurs = grant !== null && grant.path === this.#options.path;
    if (!isOurs || (before !== null && before.extension !== grant.claims.extension))
      return this.close(4401, 'ticket-refused');
    if (this.#page.readyState !== WebSocket.OPEN) return;
    if (before === null && !this.#countIn(grant.claims.extension)) return this.close(4429, 'too-many-sockets');
    // What was learnt of others cannot be taken back, but nothing is added: the page comes back and begins anew.
    const seesMore = (one: TokenClaims): boolean =>
      seesAllCalls(one) !== seesAllCalls(grant.claims) || !seesTheSame(one, grant.claims);
    if (before !== null && seesMore(before)) return this.close(1012, 'permissions-changed');
    this.#claims = grant.claims;
    clearTimeout(this.#timer);
    const lifeMs = grant.claims.expiresAt - this.#options.services.clock.now();
    this.#timer = setTimeout(() => this.close(4401, 'token-ended'), lifeMs);
    if (before === null) this.#openPlatform(grant.claims);
  }

  /** From now on only what the token may see passes; resolves once the calls that began earlier are known. */
  async #watchOwnCalls(claims: TokenClaims): Promise<void> {
    if (this.#options.path !== '/ws' || seesAllCalls(claims)) return;
    if (claims.presenceOf) return void (this.#events = new VisitorEvents(claims.presenceOf));
    const events = (this.#events = new OwnCallEvents(claims.extension));
    // Ends by its own timeout: a controller kept for the life of each socket would weigh more than the answer.
    const context = { signal: new AbortController().signal, requestId: this.#requestId };
    // Without an answer the calls that began earlier stay unknown, and so unseen.
    events.remember(await this.#options.services.lookups.ownCalls(claims.extension, context).catch(() => []));
  }

  #openPlatform(claims: TokenClaims): void {
    const { platform, log } = this.#options.services;
    const url = `${platform.apiUrl.replace(/\/$/, '').replace(/^http/, 'ws')}${this.#options.path}`;
    const socket = new WebSocket(url, {
      followRedirects: false,
      handshakeTimeout: openMs,
      maxPayload: 16 * 1024 * 1024,
      perMessageDeflate: false,
    });
    this.#platform = socket;
    let ready: Promise<void> = Promise.resolve();
    socket.once('open', () => {
      socket.send(JSON.stringify({ type: 'auth', token: platform.apiKey }));
      ready = this.#watchOwnCalls(claims);
    });
    socket.on('message', (data, isBinary) => void ready.then(() => this.#onPlatformMessage(data, isBinary)));
    socket.on('error', () => {});
    socket.once('close', (code) => {
      // The platform's 4401 means the API key, which a page cannot renew.
      if (code === 4401) {
        const message = 'The platform refused the API key on its event socket.';
        log({ level: 'error', event: 'platform-failed', requestId: this.#requestId, message });
      }
      if (code === 1000) this.close(1000, '');
      else this.close(code === 1006 || code === 4401 ? 1013 : 1012, 'platform-closed');
    });
  }

  #onPlatformMessage(data: RawData, isBinary: boolean): void {
    if (!this.#isOpen(this.#page)) return;
    if (this.#page.bufferedAmount > maxBehindBytes) return this.#cutOff();
    const { apiKey } = this.#options.services.platform;
    if (isBinary) return this.#page.send(data, { binary: true });
    const text = this.#events === null ? String(data) : this.#events.pass(String(data));
    if (text !== null)
      this.#page.send(text.includes(apiKey) ? text.replaceAll(apiKey, '*'.repeat(apiKey.length)) : text);
  }

  #cutOff(): void {
    this.close(1013, 'too-slow');
    this.#page.terminate();
  }

  #countIn(extension: string): boolean {
    const { services } = this.#options;
    const open = openByExtension.get(services) ?? new Map<string, number>();
    openByExtension.set(services, open);
    const count = open.get(extension) ?? 0;
    if (count >= services.limits.socketsAtOnce) return false;
    open.set(extension, count + 1);
    return true;
  }

  #end(code: number): void {
    const { services, onEnd } = this.#options;
    clearTimeout(this.#timer);
    this.#platform?.terminate();
    onEnd();
    const extension = this.#claims?.extension;
    const open = openByExtension.get(services);
    const left = extension === undefined ? 0 : (open?.get(extension) ?? 1) - 1;
    if (extension !== undefined && left > 0) open?.set(extension, left);
    else if (extension !== undefined) open?.delete(extension);
    services.log({
      level: 'info',
      event: 'socket',
      requestId: this.#requestId,
      route: 'socket',
      status: code,
      ...(extension === undefined ? {} : { extension }),
    });
  }

  #isOpen(socket: WebSocket | null): socket is WebSocket {
    return socket?.readyState === WebSocket.OPEN;
  }
}

function readMessage(text: string): { type: string; ticket?: unknown } | null {
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message !== 'object' || message === null || !('type' in message)) return null;
    return typeof message.type === 'string' ? { ...message, type: message.type } : null;
  } catch {
    return null;
  }
}
