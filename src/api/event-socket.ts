import { Backlog } from '../shared/backlog.js';
import { Backoff } from '../shared/backoff.js';
import type { CancelTimer, Clock } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import { ApiError } from '../shared/errors.js';
import { EventFeed } from './event-feed.js';
import { readMessage } from './event-shape.js';
import type { ReconnectPolicy, SocketLike, WebSocketConstructor } from './event-socket-options.js';
import { Liveness } from './liveness.js';
import type { Api } from './requests.js';
import type { SocketAccess } from './sockets.js';
import { toJson } from '../shared/json.js';
import type { ClientMessage, PlatformEvent, PlatformEventOf, PlatformEventType } from './types/events.js';

/** What listeners of the event socket get: the platform's events, and what the socket says of itself. */
export type WsEvents = { [Type in PlatformEventType]: PlatformEventOf<Type> } & {
  /** The socket gave up, or was refused; `connectWebSocket()` tries anew. */
  error: ApiError;
  /** Whether events arrive as they happen. */
  realtime_change: { readonly isRealtime: boolean };
  /** What was missed since then could not be read: load what you show anew. */
  gap: { readonly since: string };
};

export interface EventSocketOptions {
  readonly api: Api;
  /** Asked before every try, because a ticket works once. */
  readonly access: () => Promise<SocketAccess>;
  /** Something newer after the server refused; false when there is nothing else to try. */
  readonly renew: () => Promise<boolean>;
  readonly policy: ReconnectPolicy;
  readonly clock: Clock;
  readonly random: () => number;
  readonly WebSocket: () => WebSocketConstructor;
}

/** Longest wait for the first message of the server. */
const CONNECT_MS = 10_000;
/** The first try after a loss comes within this time, if the connection had lasted for a while. */
const EARLY_MS = 300;
const LASTING_MS = 5000;
const refusedCodes = [1008, 4401, 4403];

/**
 * The one connection for events. It authenticates by its first message, notices a dead connection, comes back by
 * `ReconnectPolicy`, and tells each event once and in order, also those missed in between.
 */
export class EventSocket extends Emitter<WsEvents> {
  readonly #options: EventSocketOptions;
  readonly #backoff: Backoff;
  readonly #feed: EventFeed;
  /** What has come and was not read yet. */
  readonly #backlog: Backlog<string>;
  #socket: SocketLike | null = null;
  #liveness: Liveness | null = null;
  #cancelTimer: CancelTimer = () => {};
  #wanted = false;
  #tries = 0;
  /** Counts attempts: what an older one brings late is dropped. */
  #turn = 0;
  #openedAt: number | null = null;
  #isRealtime = false;
  /** Messages that were none, or too long, since the client was made; what comes after one is read as ever. */
  broken = 0;

  constructor(options: EventSocketOptions) {
    super();
    this.#options = options;
    const { initialDelayMs, maxDelayMs } = options.policy;
    this.#backoff = new Backoff({ first: initialDelayMs, cap: maxDelayMs, random: options.random });
    const now = (): number => options.clock.monotonic();
    this.#backlog = new Backlog((text) => this.#receive(text), now);
    this.#feed = new EventFeed(options.api, now, {
      event: (event) => this.#wanted && this.#tell(event),
      gap: (since) => this.emit('gap', { since }),
      live: () => this.#setRealtime(true),
    });
  }

  /** Whether events arrive as they happen and nothing that was missed is still to be told. */
  get isRealtime(): boolean {
    return this.#isRealtime;
  }

  /** Connects, or tries at once while it waits; the counter of tries begins anew. Harmless when connected. */
  connect(): void {
    this.#tries = 0;
    if (this.#wanted && this.#socket) return;
    this.#wanted = true;
    void this.#open();
  }

  /** Closes for good; no event is told any more. */
  disconnect(): void {
    this.#wanted = false;
    this.#drop();
  }

  /** Proves again who this is, in band: a gateway closes a socket when the token ends that opened it. */
  async reauthenticate(): Promise<void> {
    const turn = this.#turn;
    if (this.#openedAt === null) return;
    const access = await this.#options.access().catch(() => null);
    if (access && turn === this.#turn) this.#say(access.auth);
  }

  async #open(): Promise<void> {
    this.#drop();
    const turn = this.#turn;
    const isCurrent = (): boolean => turn === this.#turn;
    this.#cancelTimer = this.#options.clock.after(CONNECT_MS, () => this.#lost());
    try {
      const { url, auth } = await this.#options.access();
      if (!isCurrent()) return;
      const socket = new (this.#options.WebSocket())(url);
      this.#socket = socket;
      socket.addEventListener('open', () => isCurrent() && this.#say(auth));
      socket.addEventListener('message', ({ data }) => isCurrent() && this.#queue(String(data)));
      socket.addEventListener('close', ({ code }) => isCurrent() && void this.#closed(code));
      // The close that follows tells; without a listener Node would end the process.
      socket.addEventListener('error', () => undefined);
    } catch (error) {
      if (isCurrent()) this.#failed(error);
    }
  }

  #say(message: ClientMessage): void {
    this.#socket?.send(toJson(message));
  }

  /** A server that sends more than can be read is left; on a new connection what was missed is asked for. */
  #queue(text: string): void {
    if (!this.#backlog.add(text)) this.#lost();
  }

  #receive(text: string): void {
    const message = readMessage(text);
    if (message === 'broken') {
      this.broken += 1;
      return;
    }
    if (this.#openedAt === null) this.#opened();
    this.#liveness?.heard(message.type === 'pong');
    if (message.type !== 'pong' && message.type !== 'error') this.#feed.receive(message);
  }

  /** The first message says that the server has taken the authentication. */
  #opened(): void {
    const { clock } = this.#options;
    this.#cancelTimer();
    this.#openedAt = clock.monotonic();
    this.#tries = 0;
    this.#liveness = new Liveness(clock, { ping: () => this.#say({ type: 'ping' }), dead: () => this.#lost() });
    this.#feed.open();
  }

  async #closed(code: number): Promise<void> {
    if (!refusedCodes.includes(code)) return this.#lost();
    this.#drop();
    const turn = this.#turn;
    const hasOther = await this.#options.renew().catch(() => true);
    if (turn !== this.#turn) return;
    if (hasOther) return this.#lost();
    this.#giveUp('unauthorized', 'The event socket refused the API key.', 'Check the key and its role.');
  }

  #failed(error: unknown): void {
    // Without a WebSocket, or a permission, there is nothing to wait for.
    const isFinal = error instanceof ApiError && ['rejected', 'forbidden'].includes(error.reason);
    if (!isFinal) return this.#lost();
    this.disconnect();
    this.emit('error', error);
  }

  #lost(): void {
    const { clock, random, policy } = this.#options;
    const lasted = this.#openedAt !== null && clock.monotonic() - this.#openedAt >= LASTING_MS;
    this.#drop();
    if (!this.#wanted) return;
    this.#tries += 1;
    if (this.#tries > policy.maxRetries) {
      const advice = 'Check the network; connectWebSocket() tries anew.';
      return this.#giveUp('unreachable', `The event socket gave up after ${policy.maxRetries} tries.`, advice);
    }
    if (lasted) this.#backoff.reset();
    const wait = lasted ? Math.round(random() * EARLY_MS) : this.#backoff.next();
    this.#cancelTimer = clock.after(wait, () => void this.#open());
  }

  #giveUp(reason: 'unauthorized' | 'unreachable', message: string, advice: string): void {
    this.disconnect();
    this.emit('error', new ApiError(reason, message, { advice }));
  }

  /** Lets go of the connection without waiting for its close, which a dead one would take a minute for. */
  #drop(): void {
    this.#turn += 1;
    this.#cancelTimer();
    this.#liveness?.stop();
    this.#liveness = null;
    this.#backlog.clear();
    this.#feed.close();
    this.#openedAt = null;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
    this.#setRealtime(false);
  }

  #setRealtime(isRealtime: boolean): void {
    if (this.#isRealtime === isRealtime) return;
    this.#isRealtime = isRealtime;
    this.emit('realtime_change', { isRealtime });
  }

  #tell(event: PlatformEvent): void {
    (this.emit as (type: PlatformEventType, event: PlatformEvent) => void).call(this, event.type, event);
  }
}
