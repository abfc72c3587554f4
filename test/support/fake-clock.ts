import type { CancelTimer, Clock } from '../../src/shared/clock.js';

interface Timer {
  readonly due: number;
  readonly task: () => void;
}

/** Time that moves only when a test says so. Starts at an arbitrary epoch. */
export class FakeClock implements Clock {
  #now = 0;
  #epoch = Date.UTC(2026, 0, 1);
  readonly #timers = new Set<Timer>();

  monotonic(): number {
    return this.#now;
  }

  now(): number {
    return this.#epoch + this.#now;
  }

  after(ms: number, task: () => void): CancelTimer {
    const timer = { due: this.#now + Math.max(0, ms), task };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Timers that have not run yet. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Milliseconds until the next timer, or null without one. */
  get nextDelay(): number | null {
    const next = this.#next();
    return next ? next.due - this.#now : null;
  }

  /** Moves time and runs what falls due, in order, also what those tasks add. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let timer = this.#next(); timer && timer.due <= end; timer = this.#next()) {
      this.#now = Math.max(this.#now, timer.due);
      this.#timers.delete(timer);
      timer.task();
    }
    this.#now = end;
  }

  /** The computer sleeps: the wall clock goes on, timers and the monotonic clock stand still. */
  sleep(ms: number): void {
    this.#epoch += ms;
  }

  #next(): Timer | undefined {
    return [...this.#timers].sort((a, b) => a.due - b.due)[0];
  }
}
