import type { Clock } from '../shared/clock.js';
import { CallError } from '../shared/errors.js';
import type { Softphone } from './softphone.js';

/** How long a call waits for a phone that is only now going online. */
const CALL_PATIENCE_MS = 10_000;

/** Connects and waits for it, as long as a call may; rejects with why the phone is not online. */
export function untilOnline(softphone: Pick<Softphone, 'snapshot' | 'connect'>, clock: Clock): Promise<void> {
  const { status } = softphone.snapshot;
  return new Promise<void>((resolve, reject) => {
    const tooLate = (): void => reject(CallError.notOnline());
    if (status === 'failed' || status === 'reconnecting') return tooLate();
    const cancel = clock.after(CALL_PATIENCE_MS, tooLate);
    // Without finally(): old pages bring a Promise of their own that has none.
    void softphone.connect().then(resolve, reject).then(cancel);
  });
}
