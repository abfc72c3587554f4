import type { CancelTimer } from '../shared/clock.js';

/** Longest wait in a page that draws no frames, because it is hidden. */
const HIDDEN_MS = 250;

/** Runs a task before the next frame is drawn, or a quarter of a second later where none is. */
export function soon(task: () => void): CancelTimer {
  const cancel = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const run = (): void => {
    cancel();
    task();
  };
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, HIDDEN_MS);
  return cancel;
}
