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
}

export const defaultLivenessTimes: LivenessTimes = {
  inCall: 15_000,
  idle: 30_000,
  secondProbe: 2_000,
  verdict: 4_000,
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
  #inCall: boolean;
  #probing = false;
  #cancelTimer: CancelTimer | undefined;

  constructor(options: LivenessOptions, inCall: boolean) {
    this.#options = options;
    this.#inCall = inCall;
    this.#lastHeard = options.clock.monotonic();
    this.#waitForSilence();
  }

  /** Something arrived on the socket. */
  heard(): void {
    this.#lastHeard = this.#options.clock.monotonic();
    if (!this.#probing) return;
    this.#probing = false;
    this.#waitForSilence();
  }

  setInCall(inCall: boolean): void {
    if (inCall === this.#inCall) return;
    this.#inCall = inCall;
    if (!this.#probing) this.#waitForSilence();
  }

  /** Probes now, unless a probe is under way. */
  probe(): void {
    if (this.#probing) return;
    this.#probing = true;
    const { times, sendProbe, onDead } = this.#options;
    this.#schedule(times.secondProbe, () => {
      this.#schedule(times.verdict - times.secondProbe, onDead);
      sendProbe(2);
    });
    sendProbe(1);
  }

  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
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
