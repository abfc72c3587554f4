import type { TokenProvider } from '../../api/authorization.js';
import type { VoIPClient } from '../../api/client.js';
import type { ActiveCall } from '../../api/types/calls.js';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { Phone } from '../../phone/phone.js';
import type { FormerRinging } from '../../phone/resume/former-leg.js';
import type { Clock } from '../../shared/clock.js';
import { platformLink } from '../platform-link.js';

const ASK_EVERY_MS = 2000;
/** Nothing rings for longer where the platform does not say what became of it. */
const LONGEST_RING_MS = 90_000;

export interface FormerRingingOptions {
  readonly phone: Phone;
  readonly tokens: TokenProvider;
  readonly clock: Clock;
  /** Of the extension. */
  readonly number: string;
}

/**
 * Declines calls that ring in the dialog of a page that is gone, and asks the platform every 2 s whether they still
 * ring: a CANCEL goes to the socket that is gone. It stops by itself when none rings any more.
 */
export function followFormerRinging({ phone, tokens, clock, number }: FormerRingingOptions): void {
  const { client } = platformLink(tokens);
  const until = clock.now() + LONGEST_RING_MS;
  phone.decline = (ringing) => void decline(client, ringing, number).catch(() => undefined);
  const ask = async (): Promise<void> => {
    const ringing = formerRinging(phone);
    if (ringing.length === 0) return;
    const active = await client.getActiveCalls().then(
      ({ calls }) => calls,
      () => null,
    );
    for (const call of ringing) {
      const reason = active ? overFor(call, active) : clock.now() > until ? 'missed' : null;
      if (reason) phone.stopRinging(call.id, reason);
    }
    clock.after(ASK_EVERY_MS, () => void ask());
  };
  void ask();
}

/**
 * Who called this extension and nobody else is hung up, by the channel that the platform's list names. Where others ring,
 * too, only our own channel is, which not every platform knows before it answers: then it rings there until it is over.
 */
async function decline(client: VoIPClient, { channelUuid, remote }: FormerRinging, number: string): Promise<void> {
  const { calls } = await client.getActiveCalls();
  const direct = calls.find(
    (call) => call.status === 'ringing' && call.callerIdNumber === remote.number && call.destination === number,
  );
  const channel = direct?.callUuid ?? channelUuid;
  if (channel !== null) await client.hangup(channel);
}

function formerRinging(phone: Phone): CallSnapshot[] {
  return phone.resumeRecords().flatMap(({ id }) => {
    const call = phone.findCall(id)?.snapshot;
    return call?.resumed && call.state.phase === 'incoming' ? [call] : [];
  });
}

/** The list names the caller's channel, which this leg does not know: it is found by its number. */
function overFor({ remote }: CallSnapshot, active: readonly ActiveCall[]): 'missed' | 'answered-elsewhere' | null {
  const same = active.filter(({ callerIdNumber }) => callerIdNumber === remote.number);
  if (same.some(({ status }) => status === 'ringing')) return null;
  return same.length > 0 ? 'answered-elsewhere' : 'missed';
}
