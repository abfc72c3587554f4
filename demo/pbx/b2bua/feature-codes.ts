import type { Leg } from './leg.js';

/** Codes that a person presses in a call. */
const codes = { '*70': 'park' } as const;

const longest = 3;

/** Finds feature codes in the digits of each leg of an extension. */
export class FeatureCodes {
  readonly #last = new WeakMap<Leg, string>();

  /** What the digit completes, or null. */
  take(leg: Leg, digit: string): 'park' | null {
    if (leg.extension === null) return null;
    const text = `${this.#last.get(leg) ?? ''}${digit}`.slice(-longest);
    this.#last.set(leg, text);
    return text in codes ? codes[text as keyof typeof codes] : null;
  }
}
