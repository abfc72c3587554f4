import { frameMs } from './party.js';

/** A clock that fell further behind than this skips what it missed instead of hurrying after it. */
const giveUpMs = 200;

/**
 * Calls every task once per 20 ms. Corrects itself against the monotonic clock, so that timers that fire
 * late do not slow the audio down. Runs only while there is a task.
 */
export class FrameClock {
  readonly #tasks = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #due = 0;

  /** Starts calling `task`; the function returned stops it. */
  add(task: () => void): () => void {
    this.#tasks.add(task);
    if (this.#timer === undefined) {
      this.#due = performance.now() + frameMs;
      this.#schedule();
    }
    return () => {
      this.#tasks.delete(task);
      if (this.#tasks.size === 0) this.stop();
    };
  }

  /** Stops every task. */
  stop(): void {
    this.#tasks.clear();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): void {
    this.#timer = setTimeout(() => this.#tick(), Math.max(0, this.#due - performance.now()));
  }

  #tick(): void {
    if (performance.now() - this.#due > giveUpMs) this.#due = performance.now();
    while (this.#tasks.size > 0 && performance.now() >= this.#due) {
      for (const task of [...this.#tasks]) task();
      this.#due += frameMs;
    }
    if (this.#tasks.size > 0) this.#schedule();
  }
}
