import type { OutgoingLeg } from '../leg.js';
import type { MediaPeer } from '../media/peer.js';
import type { Signalling } from '../sip/signalling.js';
import { FormerLeg, type FormerLegOptions } from './former-leg.js';
import { isUsable, type ResumeRecord } from './record.js';

/** What the phone lends for it. */
export interface ResumeTools extends Pick<FormerLegOptions, 'clock' | 'decline'> {
  readonly createPeer: () => MediaPeer;
}

/** What the legs go over: the line of the account that the calls belong to. */
interface ResumeLine extends Pick<Signalling, 'account' | 'takeOver' | 'whenCanSend'> {}

/** A leg and a peer for each record that this account may use. */
export function formerLegs(
  { records, signalling }: { readonly records: readonly ResumeRecord[]; readonly signalling: ResumeLine },
  { createPeer, ...tools }: ResumeTools,
): { readonly leg: FormerLeg; readonly peer: MediaPeer; readonly record: ResumeRecord }[] {
  return records
    .filter((record) => isUsable(record, signalling.account, tools.clock.now()))
    .map((record) => {
      const peer = createPeer();
      const replace = (): OutgoingLeg => signalling.takeOver(record.dialog)(peer);
      const whenConnected = (task: () => void): void => signalling.whenCanSend(task);
      return { record, peer, leg: new FormerLeg({ ...tools, whenConnected, record, replace }) };
    });
}
