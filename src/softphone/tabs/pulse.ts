import type { CancelTimer, Clock } from '../../shared/clock.js';

/** Between two questions: while there is a call, without one, and while somebody looks whether all is well. */
const IN_CALL_MS = 2000;
const IDLE_MS = 3500;
const LOOK_MS = 1000;
/** Questions in a row that a tab may leave without an answer: one that shows a dialog, or works hard, is not gone. */
const MOST_MISSED = 3;

/**
 * Whether the tab with the phone still runs. A frozen page keeps its lock, so it is asked. What counts is questions
 * without an answer and not time: timers of hidden tabs come late, and after sleep all come at once.
 */
export class Pulse {
  readonly #clock: Clock;
  readonly #ask: () => void;
  readonly #onSilence: () => void;
  #interval = IDLE_MS;
  /** Asked since it was last felt. */
  #missed = 0;
  #looks = 0;
  #cancel: CancelTimer = () => {};

  /** Asks at once. `onSilence` comes once for each time it falls silent. */
  constructor(clock: Clock, ask: () => void, onSilence: () => void) {
    this.#clock = clock;
    this.#ask = ask;
    this.#onSilence = onSilence;
    this.#next();
  }

  stop(): void {
    this.#cancel();
  }

  /** It answered, or said something of its own. */
  felt(): void {
    this.#missed = 0;
    this.#looks = 0;
  }

  setInCall(inCall: boolean): void {
    this.#interval = inCall ? IN_CALL_MS : IDLE_MS;
  }

  /** Asks now, and quicker until there is an answer. */
  hasten(): void {
    this.#looks = MOST_MISSED;
    this.#missed = 0;
    this.#cancel();
    this.#next();
  }

  #next(): void {
    this.#missed += 1;
    this.#ask();
    const wait = this.#looks > 0 ? LOOK_MS : this.#interval;
    this.#looks = Math.max(0, this.#looks - 1);
    this.#cancel = this.#clock.after(wait, () => {
      if (this.#missed >= MOST_MISSED) {
        this.#missed = 0;
        this.#onSilence();
      }
      this.#next();
    });
  }
}
