import type { UserAgent } from 'sip.js';
import type { Clock } from '../../shared/clock.js';
import { registrationErrors } from './registration-errors.js';
import { sendOptions } from './user-agent.js';

const PATIENCE_MS = 4000;

/** Milliseconds from an OPTIONS to its final answer, whatever that says: it came. Rejects with `RegistrationError`. */
export function roundTrip(userAgent: UserAgent, clock: Clock): Promise<number> {
  return new Promise((resolve, reject) => {
    if (!userAgent.isConnected()) return reject(registrationErrors.unreachable());
    const sentAt = clock.monotonic();
    const cancel = clock.after(PATIENCE_MS, () => reject(registrationErrors.timeout()));
    const answered = (): void => {
      cancel();
      resolve(clock.monotonic() - sentAt);
    };
    sendOptions(userAgent, { onAccept: answered, onRedirect: answered, onReject: answered });
  });
}
