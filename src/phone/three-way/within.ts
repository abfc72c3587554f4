import type { Clock } from '../../shared/clock.js';

/** Waits for the task, but no longer than this many milliseconds. */
export async function within(clock: Clock, ms: number, task: Promise<void>): Promise<void> {
  let cancel = (): void => {};
  await Promise.race([task, new Promise<void>((resolve) => (cancel = clock.after(ms, resolve)))]);
  cancel();
}
