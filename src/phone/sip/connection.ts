import { TransportState, UserAgentState } from 'sip.js';
import type { Invitation, SessionDescriptionHandlerFactory, UserAgent } from 'sip.js';
import type { CancelTimer, Clock } from '../../shared/clock.js';
import { Emitter } from '../../shared/emitter.js';
import type { RegistrationError } from '../../shared/errors.js';
import type { Logger } from '../../shared/logger.js';
import { registrationErrors } from './registration-errors.js';
import type { ConnectionEvents, ConnectionState } from './connection-state.js';
import type { SipCredentials } from './credentials.js';
import { closeLine, createLine } from './line.js';
import type { Line } from './line.js';
import { failLostRequests } from './lost-requests.js';
import type { RegistrationState } from './registration-state.js';
import { RetryTimer } from './retry-timer.js';
import type { CreateWebSocket } from './watched-socket.js';

/** Shortest time between two attempts that the page asks for. */
const askedAttemptGap = 1_000;

/** A socket that lives answers so soon; a slow one is only opened anew. */
const SOCKET_ANSWERS_MS = 700;

/** What a `Connection` is made of. */
export interface ConnectionOptions {
  readonly sip: SipCredentials;
  /** Shown to the people called; characters that could break a header are taken out. */
  readonly displayName: string;
  readonly sessionDescriptionHandlerFactory: SessionDescriptionHandlerFactory;
  readonly delegate: {
    /** A new call arrived. 100 was sent; 180 is the receiver's choice (`invitation.progress()`). */
    onInvite(invitation: Invitation): void;
  };
  readonly clock: Clock;
  readonly logger: Logger;
  /** For environments and tests without a global WebSocket. */
  readonly createWebSocket?: CreateWebSocket | undefined;
  /** Source of randomness of the delays, in [0, 1). */
  readonly random?: (() => number) | undefined;
}

/**
 * The phone's line to the SIP server: one socket that is opened again whenever it is lost, and one
 * registration on it. The `UserAgent` outlives sockets, so that live calls go on.
 * The constructor throws `RegistrationError` for credentials that form no SIP address.
 */
export class Connection extends Emitter<ConnectionEvents> {
  readonly #options: ConnectionOptions;
  readonly #retryTimer: RetryTimer;
  #account: { sip: SipCredentials };
  #line: Line;
  #state: ConnectionState = Object.freeze({ status: 'offline' });
  #wanted = false;
  #wasRegistered = false;
  #inCall = false;
  #stopping: Promise<void> | undefined;
  #lastAttempt = -Infinity;
  #cancelExpiry: CancelTimer | undefined;

  constructor(options: ConnectionOptions) {
    super();
    this.#options = options;
    this.#account = { sip: options.sip };
    this.#retryTimer = new RetryTimer(options.clock, options.random);
    this.#line = this.#createLine(this.#account);
  }

  /** The current one. Replaced only by `updateCredentials` with another username, domain or registrar. */
  get userAgent(): UserAgent {
    return this.#line.userAgent;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Connects and registers, and goes on for ever. */
  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#setState({ status: 'connecting' });
    if (!this.#stopping) this.#connect();
  }

  /** Unregisters (2 s at most), closes the socket, stops trying. Live calls are not ended by it: end them first. Never rejects. */
  stop(): Promise<void> {
    this.#wanted = false;
    this.#cancelExpiry?.();
    this.#retryTimer.cancel();
    this.#stopping ??= closeLine(this.#line).then(() => {
      this.#stopping = undefined;
      this.#wasRegistered = false;
      if (this.#wanted) this.#connect();
      else this.#setState({ status: 'offline' });
    });
    return this.#stopping;
  }

  /**
   * Checks the line now: when the page becomes visible, after sleep. Cheap, call it freely. Urgently, a socket that does
   * not answer at once is replaced.
   */
  probe(how: 'patiently' | 'urgently' = 'patiently'): void {
    if (!this.userAgent.isConnected()) {
      if (this.#retryTimer.isPending) this.#connectSoon();
      return;
    }
    this.#line.transport.probe(how === 'urgently' ? SOCKET_ANSWERS_MS : undefined);
    this.#line.registration.probe();
  }

  /** Resolves with the next frame that comes, or when the socket is gone. */
  signOfLife(): Promise<void> {
    return this.#line.transport.signOfLife();
  }

  /** The page will not run for a while, which no socket outlives: nobody shall be shown as online by it when it does. */
  pause(): void {
    this.#line.transport.giveUp();
  }

  /** The network is another one: what was begun on the old one is begun anew, and a socket that is silent is replaced. */
  networkChanged(): void {
    const { transport } = this.#line;
    this.#retryTimer.reset();
    if (transport.state === TransportState.Connecting) void transport.disconnect();
    else this.probe('urgently');
  }

  /** Milliseconds from an OPTIONS to its answer. Rejects with `RegistrationError` after 4 s. */
  async roundTrip(): Promise<number> {
    const { roundTrip } = await import('./round-trip.js');
    return roundTrip(this.userAgent, this.#options.clock);
  }

  /** Tries again at once, also after wrong credentials. */
  retry(): void {
    if (!this.#wanted || this.#stopping) return;
    this.#line.registration.retry();
    if (!this.userAgent.isConnected()) this.#connectSoon();
  }

  /** Tighter liveness and shorter delays while a call is up. */
  setInCall(inCall: boolean): void {
    this.#inCall = inCall;
    this.#line.transport.setActive(inCall);
    this.#line.registration.setInCall(inCall);
    this.#retryTimer.setInCall(inCall);
  }

  /**
   * Uses these from the next request and the next socket on, and tries at once when the line is down.
   * Another username, domain or registrar means another account: the old one is unregistered and its
   * calls are lost. Throws `RegistrationError` for credentials that form no SIP address.
   */
  updateCredentials(sip: SipCredentials): void {
    const sameAccount = (['username', 'domain', 'registrar'] as const).every(
      (key) => sip[key] === this.#account.sip[key],
    );
    if (!sameAccount) return this.#changeAccount({ sip });
    this.#account.sip = sip;
    this.#line.transport.setUri(sip.wsUri);
    if (this.#state.status !== 'registered') this.retry();
  }

  #changeAccount(account: { sip: SipCredentials }): void {
    const old = this.#line;
    this.#line = this.#createLine(account);
    this.#account = account;
    this.#wasRegistered = false;
    this.setInCall(this.#inCall);
    this.#retryTimer.cancel();
    // stop() under way closes the old line itself and connects the new one when it is wanted again.
    if (this.#stopping) return;
    void closeLine(old);
    if (!this.#wanted) return;
    this.#setState({ status: 'connecting' });
    this.#connect();
  }

  #createLine(account: { sip: SipCredentials }): Line {
    const ifCurrent = (task: () => void): void => {
      if (account === this.#account) task();
    };
    return createLine(this.#options, () => account.sip, {
      onConnect: () => ifCurrent(() => this.#line.registration.register()),
      onDisconnect: () => ifCurrent(() => this.#lost()),
      onInvite: (invitation) => this.#options.delegate.onInvite(invitation),
      onRegistration: (state) => ifCurrent(() => this.#follow(state)),
    });
  }

  #connect(): void {
    this.#retryTimer.cancel();
    this.#lastAttempt = this.#options.clock.monotonic();
    const { userAgent, transport } = this.#line;
    const attempt = userAgent.state === UserAgentState.Stopped ? userAgent.start() : transport.connect();
    attempt.catch((cause: unknown) => {
      if (userAgent === this.userAgent) this.#unreachable(cause);
    });
  }

  /** Pages ask in bursts (online, visible, focus together): one attempt a second answers them all. */
  #connectSoon(): void {
    if (this.#line.transport.state === TransportState.Connecting) return;
    const waited = this.#options.clock.monotonic() - this.#lastAttempt;
    if (waited >= askedAttemptGap) this.#connect();
    else this.#retryTimer.hasten(() => this.#connect(), askedAttemptGap - waited);
  }

  #lost(): void {
    const { registration } = this.#line;
    this.emit('socketlost');
    registration.suspend();
    failLostRequests(this.userAgent.userAgentCore);
    // Without credentials that work a new socket is of no use.
    if (!this.#wanted || registration.state.status === 'failed') return;
    this.#options.logger.log('warn', 'The connection to the SIP server was lost; connecting again.');
    this.#retryTimer.schedule(() => this.#connect());
  }

  #unreachable(cause: unknown): void {
    if (!this.#wanted || this.#stopping) return;
    this.#setState({ status: this.#tryingStatus(), error: registrationErrors.unreachable(cause) });
    const delay = this.#retryTimer.schedule(() => this.#connect());
    this.#options.logger.log(
      'warn',
      `The SIP server cannot be reached; next try in ${Math.round(delay / 1000)} s.`,
    );
  }

  #follow(state: RegistrationState): void {
    if (!this.#wanted || this.#stopping) return;
    this.#cancelExpiry?.();
    if (state.status === 'registered') {
      this.#wasRegistered = true;
      this.#retryTimer.reset();
      this.#setState({ status: 'registered' });
    } else if (state.status === 'failed') {
      this.#setState({ status: 'failed', error: state.error });
    } else if (state.status === 'registering' || state.status === 'retrying') {
      if (this.#outlivesRefusal()) return;
      this.#setState({ status: this.#tryingStatus(), error: state.error });
    }
  }

  /** A refused refresh leaves the binding until its time is over; then the state is looked at again. */
  #outlivesRefusal(): boolean {
    const { registration } = this.#line;
    const left = registration.boundUntil - this.#options.clock.now();
    if (this.#state.status !== 'registered' || left <= 0) return false;
    this.#cancelExpiry = this.#options.clock.after(left, () => this.#follow(registration.state));
    return true;
  }

  #tryingStatus(): 'connecting' | 'reconnecting' {
    return this.#wasRegistered ? 'reconnecting' : 'connecting';
  }

  #setState(state: ConnectionState): void {
    const errorOf = (of: ConnectionState): RegistrationError | undefined => ('error' in of ? of.error : undefined);
    if (state.status === this.#state.status && errorOf(state) === errorOf(this.#state)) return;
    this.#state = Object.freeze(state);
    this.#options.logger.log('info', `SIP connection: ${state.status}.`);
    this.emit('statechange', this.#state);
  }
}
