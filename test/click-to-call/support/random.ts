import { seeded } from '../../support/seeded.js';

/** Chance that repeats itself: the same seed writes the same page. */
export class Random {
  /** From 0 up to, but not including, 1. */
  readonly next: () => number;

  constructor(seed: number) {
    this.next = seeded(seed);
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.next() * list.length)];
    if (one === undefined) throw new Error('There is nothing to pick from.');
    return one;
  }

  digits(count: number): string {
    let text = '';
    for (let i = 0; i < count; i += 1) text += this.int(0, 9);
    return text;
  }

  /** A pattern filled in: `#` any digit, `N` 2 to 9, `A` a capital letter, everything else itself. */
  fill(pattern: string): string {
    return pattern.replace(/[#NA]/g, (mark) => {
      if (mark === 'A') return String.fromCharCode(65 + this.int(0, 25));
      return String(mark === 'N' ? this.int(2, 9) : this.int(0, 9));
    });
  }
}
