import type { Logger } from '../../../src/shared/logger.js';
import type { FrameClock } from '../media/frame-clock.js';
import type { AudioParty } from '../media/party.js';
import { Bridge } from './bridge.js';
import type { HangupCause } from './causes.js';
import type { Callee, CalleeListener, CallerLeg, Leg } from './leg.js';

export interface CallOptions {
  readonly caller: CallerLeg;
  readonly callee: Callee;
  readonly clock: FrameClock;
  readonly logger: Logger;
  readonly onAnswer: (call: Call) => void;
  readonly onEnd: (call: Call, cause: HangupCause) => void;
}

/**
 * One call from its INVITE to its end: `ringing → active → ended`. Couples the signalling of the two
 * sides and connects their sound.
 */
export class Call {
  readonly startedAt = new Date();
  readonly caller: CallerLeg;
  readonly callee: Callee;
  readonly #options: CallOptions;
  readonly #bridge: Bridge;
  #state: 'ringing' | 'active' | 'ended' = 'ringing';
  #answeredAt: Date | null = null;
  #other: Leg | null = null;

  constructor(options: CallOptions) {
    this.#options = options;
    this.caller = options.caller;
    this.callee = options.callee;
    this.#bridge = new Bridge(options.clock);
    this.caller.onend = (cause) => this.end(cause);
  }

  get state(): 'ringing' | 'active' | 'ended' {
    return this.#state;
  }

  get answeredAt(): Date | null {
    return this.#answeredAt;
  }

  /** The leg that took the call; null before the answer. */
  get answeredBy(): Leg | null {
    return this.#other;
  }

  get legs(): readonly Leg[] {
    return this.#other === null ? [this.caller] : [this.caller, this.#other];
  }

  /** Extensions that take part: ringing ones too. */
  get extensions(): readonly string[] {
    const numbers = [this.caller.extension, this.callee.extension];
    return numbers.filter((number) => number !== null);
  }

  start(): void {
    this.#safely(() => this.callee.start(this.#listener()));
  }

  /** Ends every side that is still there. */
  end(cause: HangupCause): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.callee.cancel(cause);
    this.caller.end(cause);
    this.#other?.end(cause);
    this.#bridge.close();
    this.#options.onEnd(this, cause);
  }

  #listener(): CalleeListener {
    return {
      ringing: () => this.#safely(() => this.#state === 'ringing' && this.caller.ring()),
      earlyMedia: (party) => void this.#playEarly(party),
      answered: (leg) => void this.#answered(leg),
      failed: (cause) => this.end(cause),
      redirected: (number) => this.#safely(() => this.#redirect(number)),
      refers: (number) => this.#safely(() => this.caller.refer(number)),
      holds: (held) => this.#tryTo('hold the caller', this.caller.setHeldByFarEnd(held)),
    };
  }

  // Runs out of timers and socket handlers, where an exception would end the process and every other call.
  #safely(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#options.logger.log('error', `A call failed: ${String(error)}`);
      this.end('NORMAL_TEMPORARY_FAILURE');
    }
  }

  async #playEarly(party: AudioParty): Promise<void> {
    if (this.#state !== 'ringing') return;
    try {
      await this.caller.startEarlyMedia();
      if (this.#state === 'ringing' && this.#other === null) this.#bridge.playTo(this.caller.party, party);
    } catch (error) {
      this.#unusable(error);
    }
  }

  async #answered(leg: Leg): Promise<void> {
    if (this.#state !== 'ringing') return leg.end('LOSE_RACE');
    this.#other = leg;
    leg.onend = (cause) => this.end(cause);
    try {
      await this.caller.answer();
    } catch (error) {
      return this.#unusable(error);
    }
    if (this.#isOver()) return;
    this.#state = 'active';
    this.#answeredAt = new Date();
    for (const side of [this.caller, leg]) side.onhold = () => this.#bridge.connect(this.caller, leg);
    this.#bridge.connect(this.caller, leg);
    this.#options.onAnswer(this);
  }

  // The caller may leave while its answer is being prepared; TypeScript cannot see that.
  #isOver(): boolean {
    return this.#state === 'ended';
  }

  #redirect(number: string): void {
    this.caller.redirect(number);
    this.end('REDIRECTION_TO_NEW_DESTINATION');
  }

  #unusable(error: unknown): void {
    this.#options.logger.log('warn', `A caller's offer could not be used: ${String(error)}`);
    this.end('INCOMPATIBLE_DESTINATION');
  }

  #tryTo(what: string, attempt: Promise<void>): void {
    attempt.catch((error: unknown) => this.#options.logger.log('warn', `Could not ${what}: ${String(error)}`));
  }
}
