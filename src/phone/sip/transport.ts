import { EmitterImpl } from 'sip.js/lib/api/emitter.js';
import type { Transport } from 'sip.js/lib/api/transport.js';
import { TransportState } from 'sip.js/lib/api/transport-state.js';
import { Backlog } from '../../shared/backlog.js';
import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import { inspectFrame } from './frame-guard.js';
import type { DropReason } from './frame-guard.js';
import { Liveness, defaultLivenessTimes } from './liveness.js';
import type { LivenessTimes } from './liveness.js';
import { SipTransportError, WatchedSocket, errorName } from './watched-socket.js';
import type { CreateWebSocket } from './watched-socket.js';

/** What a `SipTransport` is made of. */
export interface SipTransportOptions {
  /** `ws:` or `wss:` address; may carry a token, so it appears in no message and no log. */
  readonly wsUri: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly createWebSocket?: CreateWebSocket | undefined;
  readonly liveness?: LivenessTimes;
}

/** What the transport has seen since it was made. */
export interface SipTransportStats {
  connects: number;
  received: number;
  sent: number;
  dropped: number;
  droppedBy: Partial<Record<DropReason, number>>;
  /** Exceptions out of the handlers of messages, such as SIP.js throws for a bad CSeq. */
  handlerErrors: number;
  probes: number;
  /** Sockets given up because a probe was not answered. */
  deadSockets: number;
}

interface Opening {
  readonly done: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * SIP over WebSocket (RFC 7118) as SIP.js wants it, one socket at a time. It never connects again by
 * itself: its owner does. A lost socket is reported at once, without waiting for the browser's close
 * event, and nothing that a handler throws can wedge it.
 */
export class SipTransport implements Transport {
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  /** Handles a message, or tells why it does not. */
  onMessage: ((message: string) => DropReason | void) | undefined;
  /** Sends a SIP request that every server answers; CRLF frames are used while it is missing. */
  sendProbe: (() => void) | undefined;
  readonly stateChange = new EmitterImpl<TransportState>();
  readonly stats: SipTransportStats = {
    connects: 0,
    received: 0,
    sent: 0,
    dropped: 0,
    droppedBy: {},
    handlerErrors: 0,
    probes: 0,
    deadSockets: 0,
  };
  readonly #options: SipTransportOptions;
  readonly #backlog: Backlog<string | Uint8Array>;
  #wsUri: string;
  #state = TransportState.Disconnected;
  #inCall = false;
  #socket: WatchedSocket | undefined;
  #opening: Opening | undefined;
  #liveness: Liveness | undefined;
  #awaiting: (() => void)[] = [];

  constructor(options: SipTransportOptions) {
    this.#options = options;
    this.#backlog = new Backlog((data) => this.#take(data), options.clock.monotonic.bind(options.clock), 0);
    this.#wsUri = options.wsUri;
  }

  /** Transport of the Via header. */
  get protocol(): string {
    return /^wss:/i.test(this.#wsUri) ? 'WSS' : 'WS';
  }

  get state(): TransportState {
    return this.#state;
  }

  isConnected(): boolean {
    return this.#state === TransportState.Connected;
  }

  /** Address of the next socket; the open one stays. */
  setUri(wsUri: string): void {
    this.#wsUri = wsUri;
  }

  /** Shorter silence before a probe while a call is up. */
  setActive(inCall: boolean): void {
    this.#inCall = inCall;
    this.#liveness?.setInCall(inCall);
  }

  /** Asks the server for a sign of life now; a dead socket is reported within seconds, or so soon. */
  probe(withinMs?: number): void {
    this.#liveness?.probe(withinMs);
  }

  /** Resolves with the next frame that comes, or when the socket is gone. */
  signOfLife(): Promise<void> {
    return new Promise((resolve) => this.#awaiting.push(resolve));
  }

  /** Gives the socket up, though nothing is wrong with it yet. */
  giveUp(): void {
    if (this.#socket) this.#closed(new SipTransportError('The socket was given up.'));
  }

  /** Resolves when the socket is open; rejects after 8 s at the latest. */
  connect(): Promise<void> {
    if (this.isConnected()) return Promise.resolve();
    this.#opening ??= this.#open();
    return this.#opening.done;
  }

  /** Lets the socket go at once, without waiting for the browser's close event. */
  disconnect(): Promise<void> {
    if (this.#socket) this.#closed();
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  /** Hands the text to the socket. Rejects with `SipTransportError` when there is none. */
  send(message: string): Promise<void> {
    try {
      if (!this.#socket) throw new SipTransportError('Not connected.');
      this.#socket.send(message);
      this.stats.sent += 1;
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(new SipTransportError(`Not sent (${errorName(error)}).`));
    }
  }

  #open(): Opening {
    const opening = createOpening();
    const { clock, createWebSocket } = this.#options;
    this.#socket = new WatchedSocket(
      this.#wsUri,
      clock,
      {
        onOpen: () => this.#opened(),
        onFrame: (data) => this.#receive(data),
        onClose: (error) => this.#closed(error),
      },
      createWebSocket,
    );
    this.#setState(TransportState.Connecting);
    return opening;
  }

  #opened(): void {
    const opening = this.#opening;
    this.#opening = undefined;
    this.#liveness = this.#watch();
    this.stats.connects += 1;
    this.#setState(TransportState.Connected);
    opening?.resolve();
    this.#guard(() => this.onConnect?.());
  }

  /** `error` is missing when it was asked for. */
  #closed(error?: SipTransportError): void {
    const opening = this.#opening;
    this.#socket?.release();
    this.#liveness?.stop();
    this.#backlog.clear();
    this.#socket = undefined;
    this.#opening = undefined;
    this.#liveness = undefined;
    this.#setState(TransportState.Disconnected);
    this.#tellAwaiting();
    if (opening) opening.reject(error ?? new SipTransportError('Disconnected while connecting.'));
    else this.#guard(() => this.onDisconnect?.(error));
  }

  #tellAwaiting(): void {
    for (const resolve of this.#awaiting.splice(0)) resolve();
  }

  #watch(): Liveness {
    const { clock, logger, liveness: times = defaultLivenessTimes } = this.#options;
    const onDead = (): void => {
      this.stats.deadSockets += 1;
      logger.log('warn', 'The SIP server stopped answering; the socket is given up.');
      this.#closed(new SipTransportError('The server stopped answering.'));
    };
    return new Liveness(
      { clock, times, sendProbe: (attempt) => this.#probeServer(attempt), onDead },
      this.#inCall,
    );
  }

  /** OPTIONS is answered by every SIP server; Kamailio answers CRLF even where its script drops OPTIONS. */
  #probeServer(attempt: 1 | 2): void {
    this.stats.probes += 1;
    if (attempt === 1 && this.sendProbe) this.#guard(this.sendProbe);
    else this.#keepAlive('\r\n\r\n');
  }

  #receive(data: unknown): void {
    this.stats.received += 1;
    this.#liveness?.heard();
    this.#tellAwaiting();
    const frame = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
    if (typeof frame !== 'string' && !(frame instanceof Uint8Array)) return this.#drop('not-text');
    if (this.#backlog.add(frame)) return;
    // What is left out could be the end of a call: on a new socket all calls are asked for.
    this.#drop('flood');
    this.#closed(new SipTransportError('The server sends more than can be read.'));
  }

  #take(data: string | Uint8Array): void {
    const frame = inspectFrame(data);
    if (frame.kind === 'ping') this.#keepAlive('\r\n');
    if (frame.kind === 'drop') this.#drop(frame.reason);
    if (frame.kind !== 'message') return;
    let reason: DropReason | void = 'failed';
    this.#guard(() => (reason = this.onMessage?.(frame.text)));
    if (reason) this.#drop(reason);
  }

  #drop(reason: DropReason): void {
    const { droppedBy } = this.stats;
    const count = (droppedBy[reason] = (droppedBy[reason] ?? 0) + 1);
    this.stats.dropped += 1;
    // A second answer to a request is no fault of anybody.
    const level = reason === 'unmatched' ? 'debug' : 'warn';
    this.#log(level, count, `A frame of the SIP server was dropped (${reason})`);
  }

  /** The first, the tenth, the hundredth: a flood of frames is none of lines. */
  #log(level: 'debug' | 'warn', count: number, what: string): void {
    if (/^10*$/.test(`${count}`)) this.#options.logger.log(level, `${what}: ${count} so far.`);
  }

  #keepAlive(text: string): void {
    this.send(text).catch(() => undefined);
  }

  #setState(state: TransportState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#guard(() => this.stateChange.emit(state));
  }

  /** An exception of a handler must stop neither the socket's events nor a change of state. */
  #guard(task: () => void): void {
    try {
      task();
    } catch (error) {
      this.stats.handlerErrors += 1;
      this.#log('warn', this.stats.handlerErrors, `A handler of the SIP transport failed (${errorName(error)})`);
    }
  }
}

function createOpening(): Opening {
  let resolve!: () => void;
  let reject!: (error: Error) => void;
  const done = new Promise<void>((...settle) => {
    [resolve, reject] = settle;
  });
  // An owner that only listens to state changes awaits nothing: that is no unhandled rejection.
  done.catch(() => undefined);
  return { done, resolve, reject };
}
