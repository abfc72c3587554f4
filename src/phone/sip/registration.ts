import type { UserAgent } from 'sip.js';
import type { URI } from 'sip.js/lib/grammar/uri.js';
import type { CancelTimer, Clock } from '../../shared/clock.js';
import { Emitter } from '../../shared/emitter.js';
import type { RegistrationError } from '../../shared/errors.js';
import type { Logger } from '../../shared/logger.js';
import { registrationErrors } from './registration-errors.js';
import { randomToken, randomUuid } from './random-token.js';
import { RegisterRequest } from './register-request.js';
import type { Refusal, RegisterOutcome, RegistrationIds } from './register-request.js';
import type { RegistrationState } from './registration-state.js';
import { RetryTimer } from './retry-timer.js';

const defaultExpires = 300;
const longestExpires = 86_400;
const longestRetryAfter = 600;
const unregisterTimeout = 2_000;

export interface RegistrationOptions {
  readonly userAgent: UserAgent;
  readonly registrar: URI;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Seconds asked for; 300 when omitted. */
  readonly expires?: number;
  /** Source of randomness of the delays, in [0, 1). */
  readonly random?: (() => number) | undefined;
  /** The server left a REGISTER without an answer: a reason to look at the socket. */
  readonly onTimeout?: () => void;
}

/**
 * Keeps one binding at the registrar while there is a socket: at most one REGISTER under way, refreshed at
 * 50–75 % of the granted time, retried with growing delays for ever. Only wrong credentials end it.
 */
export class Registration extends Emitter<{ statechange: RegistrationState }> {
  readonly #options: RegistrationOptions;
  readonly #random: () => number;
  readonly #ids: RegistrationIds = { callId: randomUuid(), fromTag: randomToken(20) };
  readonly #retryTimer: RetryTimer;
  #state: RegistrationState = Object.freeze({ status: 'unregistered' });
  #request: RegisterRequest | undefined;
  #unregistering: Promise<void> | undefined;
  #cancelRefresh: CancelTimer | undefined;
  #wanted = false;
  #nextCseq = 1;
  #expires: number;
  #intervalAdjusted = false;
  #retryAsked = false;
  #overdueAt = Infinity;
  #boundUntil = 0;

  constructor(options: RegistrationOptions) {
    super();
    this.#options = options;
    this.#random = options.random ?? Math.random;
    this.#retryTimer = new RetryTimer(options.clock, this.#random);
    this.#expires = options.expires ?? defaultExpires;
  }

  get state(): RegistrationState {
    return this.#state;
  }

  /**
   * Epoch ms until which the registrar keeps the binding it confirmed last; 0 without one. A refused
   * refresh does not end it (RFC 3261 section 10.3), a lost socket does.
   */
  get boundUntil(): number {
    return this.#boundUntil;
  }

  /** Registers as soon as there is a socket, and from then on. Does nothing after wrong credentials. */
  register(): void {
    this.#wanted = true;
    if (this.#state.status !== 'failed') this.#send();
  }

  /** Tries at once, also after wrong credentials, and once more when credentials under way turn out wrong. */
  retry(): void {
    this.#wanted = true;
    this.#retryAsked = this.#request !== undefined;
    if (this.#state.status === 'failed') this.#setState({ status: 'registering', error: this.#state.error });
    this.#send();
  }

  /** The socket is gone and with it the binding, for all that is known. `register()` goes on. */
  suspend(): void {
    this.#cancelTimers();
    this.#request?.abort();
    this.#boundUntil = 0;
    if (!this.#wanted || this.#state.status === 'failed') return;
    this.#setState({ status: 'retrying', error: registrationErrors.unreachable() });
  }

  /** Refreshes when it is due by the wall clock: timers stand still while a computer sleeps. */
  probe(): void {
    if (this.#state.status === 'registered' && this.#options.clock.now() >= this.#overdueAt) this.#send();
  }

  /** Shorter delays while a call is up. */
  setInCall(inCall: boolean): void {
    this.#retryTimer.setInCall(inCall);
  }

  /** Removes the binding. Resolves after the answer or 2 s, never rejects. */
  unregister(): Promise<void> {
    this.#wanted = false;
    this.#cancelTimers();
    this.#unregistering ??= this.#remove().finally(() => {
      this.#unregistering = undefined;
      this.#boundUntil = 0;
      this.#setState({ status: 'unregistered' });
      if (this.#wanted) this.#send();
    });
    return this.#unregistering;
  }

  #send(): void {
    if (this.#request || this.#unregistering || !this.#options.userAgent.isConnected()) return;
    this.#cancelTimers();
    this.#retryAsked = false;
    if (this.#state.status !== 'registered') {
      this.#setState({ status: 'registering', error: 'error' in this.#state ? this.#state.error : undefined });
    }
    void this.#exchange(this.#expires).then((outcome) => this.#conclude(outcome));
  }

  async #exchange(expires: number): Promise<RegisterOutcome> {
    const { userAgent, registrar, clock } = this.#options;
    const request = new RegisterRequest({
      userAgent,
      registrar,
      clock,
      ids: this.#ids,
      cseq: this.#nextCseq,
      expires,
    });
    this.#request = request;
    const outcome = await request.done;
    this.#nextCseq = request.nextCseq;
    this.#request = undefined;
    return outcome;
  }

  #conclude(outcome: RegisterOutcome): void {
    if (!this.#wanted) return;
    if (outcome.kind === 'aborted') return this.#send();
    if (outcome.kind === 'refused') return this.#refused(outcome.refusal);
    if (outcome.kind === 'timeout') {
      this.#retryLater(registrationErrors.timeout());
      return this.#options.onTimeout?.();
    }
    // A 200 that does not list this phone means that no call would find it.
    if (!outcome.bound)
      return this.#retryLater(registrationErrors.refused(200, 'but without this phone among its contacts'));
    this.#retryTimer.reset();
    this.#intervalAdjusted = false;
    const refreshAfter = outcome.expires * (0.5 + this.#random() * 0.25) * 1000;
    this.#cancelRefresh = this.#options.clock.after(refreshAfter, () => this.#send());
    const now = this.#options.clock.now();
    this.#overdueAt = now + refreshAfter;
    this.#boundUntil = now + outcome.expires * 1000;
    this.#setState({ status: 'registered' });
  }

  #refused(refusal: Refusal): void {
    const { statusCode, reasonPhrase, retryAfter, authenticated } = refusal;
    const challenge = statusCode === 401 || statusCode === 407;
    if (statusCode === 403 || (challenge && authenticated)) {
      if (this.#retryAsked) return this.#send();
      this.#setState({ status: 'failed', error: registrationErrors.wrongCredentials(statusCode) });
    } else if (challenge) {
      this.#retryLater(
        registrationErrors.refused(statusCode, `${reasonPhrase} with a challenge other than digest MD5`),
        retryAfter,
      );
    } else if (statusCode === 423) {
      this.#adjustInterval(refusal);
    } else {
      this.#retryLater(registrationErrors.refused(statusCode, reasonPhrase), retryAfter);
    }
  }

  /** One immediate try with what the registrar asks for (RFC 3261 section 10.2.8), then it must wait. */
  #adjustInterval({ minExpires, retryAfter }: Refusal): void {
    const usable = minExpires !== undefined && minExpires > this.#expires && minExpires <= longestExpires;
    if (usable) this.#expires = minExpires;
    const again = usable && !this.#intervalAdjusted;
    this.#intervalAdjusted = true;
    if (again) this.#send();
    else this.#retryLater(registrationErrors.intervalTooBrief(), retryAfter);
  }

  #retryLater(error: RegistrationError, retryAfter = 0): void {
    // A tenth more at random, or all phones of a restarted server return in the same second.
    const asked = Math.min(retryAfter, longestRetryAfter) * 1000 * (1 + this.#random() * 0.1);
    const delay = this.#retryTimer.schedule(() => this.#send(), asked);
    this.#options.logger.log(
      'warn',
      `Registration failed (${error.reason}${error.statusCode ? ` ${error.statusCode}` : ''}); next try in ${Math.round(delay / 1000)} s.`,
    );
    this.#setState({ status: 'retrying', error, retryAt: this.#options.clock.now() + delay });
  }

  async #remove(): Promise<void> {
    const { status } = this.#state;
    if (status === 'unregistered' || status === 'failed' || !this.#options.userAgent.isConnected()) return;
    this.#setState({ status: 'unregistering' });
    let late = false;
    const cancelTimer = this.#options.clock.after(unregisterTimeout, () => {
      late = true;
      this.#request?.abort();
    });
    await this.#request?.done;
    if (!late && this.#options.userAgent.isConnected()) await this.#exchange(0);
    cancelTimer();
  }

  #cancelTimers(): void {
    this.#cancelRefresh?.();
    this.#cancelRefresh = undefined;
    this.#retryTimer.cancel();
  }

  #setState(state: RegistrationState): void {
    this.#state = Object.freeze(state);
    this.emit('statechange', this.#state);
  }
}
