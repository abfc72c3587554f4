import type { CancelTimer, Clock } from '../shared/clock.js';

/** Silence after which the server is asked for a sign of life, and the time it has for it. */
const SILENCE_MS = 25_000;
const ANSWER_MS = 10_000;

/**
 * Notices a connection that is dead without a close, as after a change of networks. Any message is a sign of life.
 * A server that has never answered a ping may not know it, and its silence proves nothing.
 */
export class Liveness {
  readonly #clock: Clock;
  readonly #on: { ping(): void; dead(): void };
  #answersPings = false;
  #cancelTimer: CancelTimer = () => {};

  constructor(clock: Clock, on: { ping(): void; dead(): void }) {
    this.#clock = clock;
    this.#on = on;
    this.#wait();
  }

  /** A message came; `isPong` when it answers a ping. */
  heard(isPong: boolean): void {
    this.#answersPings ||= isPong;
    this.#wait();
  }

  stop(): void {
    this.#cancelTimer();
  }

  #wait(): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#clock.after(SILENCE_MS, () => {
      this.#on.ping();
      this.#cancelTimer = this.#clock.after(ANSWER_MS, () =>
        this.#answersPings ? this.#on.dead() : this.#wait(),
      );
    });
  }
}
