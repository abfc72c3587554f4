import type { StepTools } from './preflight.js';
import type { StepResult } from './report.js';

const ONLINE_MS = 12_000;
/** A call is set up in about three times that. */
const SLOW_MS = 600;

/** Goes online when the phone is not, and asks the SIP server something. */
export async function tryLine(tools: StepTools): Promise<StepResult> {
  const { softphone } = tools;
  if (!(await online(tools))) return { state: 'failed', finding: 'line-offline' };
  try {
    const roundTripMs = Math.round((await softphone.engine?.roundTrip()) ?? 0);
    const slow = roundTripMs > SLOW_MS;
    return {
      state: slow ? 'warning' : 'ok',
      finding: slow ? 'line-slow' : 'line-works',
      measures: { roundTripMs },
    };
  } catch {
    return { state: 'warning', finding: 'line-unsure' };
  }
}

async function online({ softphone, clock, signal }: StepTools): Promise<boolean> {
  if (softphone.snapshot.status === 'online') return true;
  softphone.connect().catch(() => undefined);
  return new Promise((resolve) => {
    const finish = (): void => {
      cancel();
      unsubscribe();
      signal.removeEventListener('abort', finish);
      resolve(softphone.snapshot.status === 'online');
    };
    const cancel = clock.after(ONLINE_MS, finish);
    const unsubscribe = softphone.on('registered', finish);
    signal.addEventListener('abort', finish);
  });
}
