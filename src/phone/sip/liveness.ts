import type { CancelTimer, Clock } from '../../shared/clock.js';

/** Times in milliseconds. */
export interface LivenessTimes {
  /** Silence before a probe while a call is up. */
  readonly inCall: number;
  /** Silence before a probe otherwise. */
  readonly idle: number;
  /** From the first probe to the second, which uses another means. */
  readonly secondProbe: number;
  /** From the first probe to the verdict. */
  readonly verdict: number;
  /** After silence for as long the computer slept, or nearly: whoever asks then is told that the socket is dead. */
  readonly stale: number;
}

export const defaultLivenessTimes: LivenessTimes = {
  inCall: 15_000,
  idle: 30_000,
  secondProbe: 2_000,
  verdict: 3_500,
  // Longer than the silence that timers of a hidden page, once a minute, leave unnoticed.
  stale: 100_000,
};

export interface LivenessOptions {
  readonly clock: Clock;
  readonly times: LivenessTimes;
  /** Sends something that a living server answers; attempt 2 uses another means than 1. */
  readonly sendProbe: (attempt: 1 | 2) => void;
  readonly onDead: () => void;
}

/**
 * Watches one open socket. Anything received proves life; after silence it probes, and without an answer
 * it gives the verdict. The browser reports a half-open socket only after a minute or more.
 */
export class Liveness {
  readonly #options: LivenessOptions;
  #lastHeard: number;
  /** By the clock on the wall, which goes on while the computer sleeps. */
  #lastHeardAt: number;
  #inCall: boolean;
  #probing = false;
  /** When the probe under way began, and when it will have failed. */
  #verdict = { since: 0, ends: 0 };
  #cancelTimer: CancelTimer | undefined;

  constructor(options: LivenessOptions, inCall: boolean) {
    this.#options = options;
    this.#inCall = inCall;
    this.#lastHeard = options.clock.monotonic();
    this.#lastHeardAt = options.clock.now();
    this.#waitForSilence();
  }

  /** Something arrived on the socket. */
  heard(): void {
    this.#lastHeard = this.#options.clock.monotonic();
    this.#lastHeardAt = this.#options.clock.now();
    if (!this.#probing) return;
    this.#probing = false;
    this.#waitForSilence();
  }

  setInCall(inCall: boolean): void {
    if (inCall === this.#inCall) return;
    this.#inCall = inCall;
    if (!this.#probing) this.#waitForSilence();
  }

  /**
   * Probes now, unless a probe is under way; after a sleep it does not wait for the answer. `withinMs`: the verdict
   * falls so soon after its beginning.
   */
  probe(withinMs = this.#options.times.verdict): void {
    const { clock, times, sendProbe, onDead } = this.#options;
    if (clock.now() - this.#lastHeardAt > times.stale) return onDead();
    const now = clock.monotonic();
    const isFirst = !this.#probing;
    const { since, ends } = isFirst ? { since: now, ends: Infinity } : this.#verdict;
    if (since + withinMs >= ends) return;
    this.#probing = true;
    this.#verdict = { since, ends: since + withinMs };
    this.#waitForVerdict();
    if (isFirst) sendProbe(1);
  }

  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #waitForVerdict(): void {
    const { clock, times, sendProbe, onDead } = this.#options;
    const { since, ends } = this.#verdict;
    const now = clock.monotonic();
    const second = since + times.secondProbe;
    if (second <= now || second >= ends) return this.#schedule(Math.max(0, ends - now), onDead);
    this.#schedule(second - now, () => {
      this.#schedule(ends - second, onDead);
      sendProbe(2);
    });
  }

  /** One timer per silence, not per frame: a frame only moves the mark, the timer looks at it when due. */
  #waitForSilence(): void {
    const { clock, times } = this.#options;
    const limit = this.#inCall ? times.inCall : times.idle;
    const left = this.#lastHeard + limit - clock.monotonic();
    this.#schedule(Math.max(0, left), () => {
      if (clock.monotonic() - this.#lastHeard >= limit) this.probe();
      else this.#waitForSilence();
    });
  }

  #schedule(ms: number, task: () => void): void {
    this.stop();
    this.#cancelTimer = this.#options.clock.after(ms, task);
  }
}
