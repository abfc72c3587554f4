export interface BackoffOptions {
  /** Upper bound of the first delay, milliseconds. */
  readonly first: number;
  /** Upper bound of every later delay, milliseconds. */
  readonly cap: number;
  /** Source of randomness in [0, 1). */
  readonly random?: () => number;
}

/**
 * Full-jitter exponential back-off without a limit of attempts: each delay is uniform between
 * zero and a bound that doubles up to `cap`.
 */
export class Backoff {
  readonly #options: BackoffOptions;
  #attempt = 0;

  constructor(options: BackoffOptions) {
    this.#options = options;
  }

  /** Next delay in milliseconds. */
  next(): number {
    const { first, cap, random = Math.random } = this.#options;
    const bound = Math.min(cap, first * 2 ** Math.min(this.#attempt, 30));
    this.#attempt += 1;
    return Math.round(random() * bound);
  }

  /** Call after a success. */
  reset(): void {
    this.#attempt = 0;
  }
}
