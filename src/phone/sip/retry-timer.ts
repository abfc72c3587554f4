import { Backoff } from '../../shared/backoff.js';
import type { CancelTimer, Clock } from '../../shared/clock.js';

const firstDelay = 300;
const capIdle = 30_000;
const capInCall = 8_000;

/** When to try again: full jitter from 0–300 ms up to 30 s, or 8 s while a call is up. No limit of attempts. */
export class RetryTimer {
  readonly #clock: Clock;
  readonly #random: () => number;
  #backoff: Backoff;
  #inCall = false;
  #pending: { cancel: CancelTimer; due: number; asked: boolean; task: () => void } | undefined;

  constructor(clock: Clock, random: () => number = Math.random) {
    this.#clock = clock;
    this.#random = random;
    this.#backoff = this.#createBackoff();
  }

  get isPending(): boolean {
    return this.#pending !== undefined;
  }

  /** Runs `task` after the next delay, yet not before `atLeast` ms. Replaces what was pending. Returns the delay. */
  schedule(task: () => void, atLeast = 0): number {
    const delay = Math.max(this.#backoff.next(), atLeast);
    this.#start(task, delay, atLeast > 0);
    return delay;
  }

  /** Runs `task` after `ms` at the latest, in place of what was pending. Does not count as an attempt. */
  hasten(task: () => void, ms: number): void {
    const due = this.#pending?.due ?? Infinity;
    if (due - this.#clock.monotonic() > ms) this.#start(task, ms, false);
  }

  cancel(): void {
    this.#pending?.cancel();
    this.#pending = undefined;
  }

  /** Call after a success. */
  reset(): void {
    this.#backoff.reset();
  }

  /** A call that starts shortens a long wait, unless the server asked for it. */
  setInCall(inCall: boolean): void {
    if (inCall === this.#inCall) return;
    this.#inCall = inCall;
    this.#backoff = this.#createBackoff();
    if (!inCall || !this.#pending || this.#pending.asked) return;
    const left = this.#pending.due - this.#clock.monotonic();
    if (left > capInCall) this.schedule(this.#pending.task);
  }

  #start(task: () => void, delay: number, asked: boolean): void {
    this.cancel();
    const cancel = this.#clock.after(delay, () => {
      this.#pending = undefined;
      task();
    });
    this.#pending = { cancel, due: this.#clock.monotonic() + delay, asked, task };
  }

  #createBackoff(): Backoff {
    return new Backoff({ first: firstDelay, cap: this.#inCall ? capInCall : capIdle, random: this.#random });
  }
}
