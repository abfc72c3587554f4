import type { CancelTimer, Clock } from '../shared/clock.js';

/** Silence after which the server is asked for a sign of life, and the time it has for it. */
const SILENCE_MS = 25_000;
const ANSWER_MS = 10_000;
/** How often somebody looks whether there was one. */
const LOOK_MS = 2500;

/**
 * Notices a connection that is dead without a close, as after a change of networks. Any message is a sign of life.
 * A server that has never answered a ping may not know it, and its silence proves nothing.
 */
export class Liveness {
  readonly #clock: Clock;
  readonly #on: { ping(): void; dead(): void };
  #answersPings = false;
  #hasHeard = false;
  #silentMs = 0;
  #isAsking = false;
  #cancelTimer: CancelTimer = () => {};

  constructor(clock: Clock, on: { ping(): void; dead(): void }) {
    this.#clock = clock;
    this.#on = on;
    this.#listen();
  }

  /** A message came; `isPong` when it answers a ping. As cheap as can be: there may be ten thousand a second. */
  heard(isPong: boolean): void {
    this.#answersPings ||= isPong;
    this.#hasHeard = true;
    if (this.#isAsking) this.#listen();
  }

  stop(): void {
    this.#cancelTimer();
  }

  #listen(): void {
    this.#cancelTimer();
    this.#isAsking = false;
    this.#silentMs = 0;
    this.#hasHeard = false;
    this.#cancelTimer = this.#clock.after(LOOK_MS, () => this.#look());
  }

  #look(): void {
    if (this.#hasHeard) return this.#listen();
    this.#silentMs += LOOK_MS;
    if (this.#silentMs < SILENCE_MS) this.#cancelTimer = this.#clock.after(LOOK_MS, () => this.#look());
    else this.#ask();
  }

  #ask(): void {
    this.#isAsking = true;
    this.#on.ping();
    this.#cancelTimer = this.#clock.after(ANSWER_MS, () =>
      this.#answersPings ? this.#on.dead() : this.#listen(),
    );
  }
}
