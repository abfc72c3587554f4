/** Cancels the timer it was returned for. */
export type CancelTimer = () => void;

/** Time as the core sees it. Tests drive their own; everything that waits takes one. */
export interface Clock {
  /** Milliseconds on a clock that never jumps, for durations. */
  monotonic(): number;
  /** Epoch milliseconds, for what people read. */
  now(): number;
  /** Runs `task` after `ms`. */
  after(ms: number, task: () => void): CancelTimer;
}

export const systemClock: Clock = {
  monotonic: () => performance.now(),
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
