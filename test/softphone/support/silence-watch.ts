import { HEARD_DB, type Ear } from '../../support/hearing.js';

/** The watch itself may be late on a busy machine: what it did not see is no silence. */
const BLIND_MS = 250;
const EVERY_MS = 40;

interface Listener {
  readonly ear: Ear;
  heardAt: number;
  lookedAt: number;
  longest: number;
}

/** Measures how long people hear nothing at all, neither a voice nor music. */
export class SilenceWatch {
  readonly #tones: readonly number[];
  readonly #listeners = new Map<string, Listener>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(tones: readonly number[]) {
    this.#tones = tones;
  }

  /** From now on, until they hang up or `stop`. */
  watch(name: string, ear: Ear): void {
    const now = performance.now();
    this.#listeners.set(name, { ear, heardAt: now, lookedAt: now, longest: 0 });
    this.#timer ??= setInterval(() => this.#look(), EVERY_MS);
  }

  /** Longest silence of each, in milliseconds. */
  stop(): [name: string, ms: number][] {
    clearInterval(this.#timer);
    this.#timer = undefined;
    const longest = [...this.#listeners].map(([name, listener]): [string, number] => [name, listener.longest]);
    this.#listeners.clear();
    return longest;
  }

  #look(): void {
    const now = performance.now();
    for (const listener of this.#listeners.values()) {
      const isBlind = now - listener.lookedAt > BLIND_MS;
      listener.lookedAt = now;
      // A call that is over is no silence.
      const isOver = listener.ear.element.srcObject === null;
      const hears = this.#tones.some((tone) => listener.ear.level(tone) > HEARD_DB);
      if (isBlind || isOver || hears) listener.heardAt = now;
      listener.longest = Math.max(listener.longest, now - listener.heardAt);
    }
  }
}
