import type { ActiveCall } from '../api/types/calls.js';
import type { Phone } from '../phone/phone.js';
import type { Clock } from '../shared/clock.js';
import type { PlatformLink } from './platform-link.js';

const ASK_EVERY_MS = 2000;
/** Readings in a row that do not name a call any more: one alone may fall between two states of the platform. */
const MISSED_READINGS = 2;

/**
 * While the SIP server cannot tell, the platform's list of calls does: a call of ours that it has named during this
 * outage and names no more has ended. What it never named, and every failure, decides nothing.
 */
export function hearOfEnds(phone: Phone, link: Promise<PlatformLink>, clock: Clock): void {
  /** Readings that missed a call, by its id, from the first that named it on. */
  const missed = new Map<string, number>();
  let isAsking = false;

  const judge = (active: readonly ActiveCall[]): void => {
    for (const { id } of phone.calls) {
      const call = phone.findCall(id);
      const uuid = call?.channelUuid;
      if (!call || !uuid || call.conference) continue;
      const isThere = active.some(({ callUuid, peerUuid }) => callUuid === uuid || peerUuid === uuid);
      const misses = isThere ? 0 : (missed.get(id) ?? NaN) + 1;
      if (misses >= MISSED_READINGS) call.hangup(undefined, 'remote-hangup');
      else if (misses >= 0) missed.set(id, misses);
    }
  };
  const isNeeded = (): boolean => phone.connection.status !== 'registered' && phone.calls.length > 0;
  const ask = async (): Promise<void> => {
    isAsking = isNeeded();
    if (!isAsking) return missed.clear();
    const reading = await link.then(({ client }) => client.getActiveCalls()).catch(() => null);
    // The line may be back: it knows better.
    if (reading && isNeeded()) judge(reading.calls);
    clock.after(ASK_EVERY_MS, () => void ask());
  };
  phone.on('connection', () => {
    if (!isAsking) void ask();
  });
}
