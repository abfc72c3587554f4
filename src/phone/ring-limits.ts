import type { CancelTimer, Clock } from '../shared/clock.js';
import type { CallState } from './call-state.js';
import type { LegEnd } from './leg.js';

/** Longest time a call of ours may go without a final answer; the network's own timers are shorter. */
const NO_ANSWER_MS = 120_000;
/** Whoever we call may answer while our socket is gone, and would hear nothing. */
const RINGING_WITHOUT_LINE_MS = 10_000;
/** Whoever calls us rings on at the server, which cannot tell us when they give up. */
const INCOMING_WITHOUT_LINE_MS = 30_000;

/** How long a call may ring: at all, and without a socket on which its end would be told. */
export class RingLimits {
  readonly #clock: Clock;
  readonly #over: (end: LegEnd) => void;
  #cancelAnswer: CancelTimer = () => {};
  #cancelLine: CancelTimer = () => {};

  constructor(clock: Clock, over: (end: LegEnd) => void) {
    this.#clock = clock;
    this.#over = over;
  }

  dialled(): void {
    this.#cancelAnswer = this.#clock.after(NO_ANSWER_MS, () => this.#over({ reason: 'no-answer' }));
  }

  lineLost(phase: CallState['phase']): void {
    this.#cancelLine();
    if (phase === 'ringing') this.#within(RINGING_WITHOUT_LINE_MS, { reason: 'connection-lost' });
    else if (phase === 'incoming') this.#within(INCOMING_WITHOUT_LINE_MS, { reason: 'missed' });
  }

  /** A call of ours is told of its end again; one that rings here is not, since its dialog stays with the dead socket. */
  lineBack(phase: CallState['phase']): void {
    if (phase !== 'incoming') this.#cancelLine();
  }

  stop(): void {
    this.#cancelAnswer();
    this.#cancelLine();
  }

  #within(ms: number, end: LegEnd): void {
    this.#cancelLine = this.#clock.after(ms, () => this.#over(end));
  }
}
