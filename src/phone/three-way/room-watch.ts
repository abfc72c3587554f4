import type { CancelTimer, Clock } from '../../shared/clock.js';

/** Time between two looks when no event tells of a change; the documented one. */
export const POLL_MS = 2000;
/** While somebody is expected to come in any moment, or has to be taken off hold. */
const HURRY_MS = 300;
/** Looks in a row that may be hurried. */
const HURRIES = 10;

/** Looks at the conference again and again, and whenever it is asked to: never twice at the same time. */
export class RoomWatch {
  readonly #clock: Clock;
  readonly #look: () => Promise<void>;
  #running = false;
  #looking: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #cancelTimer: CancelTimer = () => {};
  #hurries = 0;

  /** `look` must not reject. */
  constructor(clock: Clock, look: () => Promise<void>) {
    this.#clock = clock;
    this.#look = look;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#schedule();
  }

  stop(): void {
    this.#running = false;
    this.#hurries = 0;
    this.#cancelTimer();
  }

  /** Looks more often for a while. */
  hurry(): void {
    this.#hurries = HURRIES;
    if (this.#running && !this.#looking) this.#schedule();
  }

  /** Looks now. Resolves after a look that began no earlier than this call. */
  now(): Promise<void> {
    if (this.#next) return this.#next;
    if (!this.#looking) return this.#begin();
    this.#next = this.#looking.then(() => {
      this.#next = null;
      return this.#begin();
    });
    return this.#next;
  }

  #begin(): Promise<void> {
    this.#cancelTimer();
    const looking = this.#look().finally(() => {
      this.#looking = null;
      if (this.#running && !this.#next) this.#schedule();
    });
    this.#looking = looking;
    return looking;
  }

  #schedule(): void {
    this.#cancelTimer();
    const wait = this.#hurries > 0 ? HURRY_MS : POLL_MS;
    this.#hurries = Math.max(0, this.#hurries - 1);
    this.#cancelTimer = this.#clock.after(wait, () => void this.now());
  }
}
