import type { CancelTimer, Clock } from '../shared/clock.js';

const EVERY_MS = 1000;
/** Later than this, a timer was not just late: the computer slept, or the page was frozen. */
const GAP_MS = 4000;
/** The timers of a page that nobody sees may run once a minute without anybody sleeping. */
const HIDDEN_GAP_MS = 65_000;

/**
 * Calls `listener` when timers have stood still, which no event tells when a computer wakes; `isSleep` when it is sure
 * that the page stood still, too. Returns the way to stop.
 */
export function watchTimerGaps(clock: Clock, listener: (isSleep: boolean) => void): () => void {
  let cancel: CancelTimer;
  const wait = (): void => {
    const due = clock.now() + EVERY_MS;
    cancel = clock.after(EVERY_MS, () => {
      const late = clock.now() - due;
      wait();
      if (late > GAP_MS) listener(late > HIDDEN_GAP_MS || !document.hidden);
    });
  };
  wait();
  return () => cancel();
}
