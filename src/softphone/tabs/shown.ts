import type { SoftphoneSnapshot } from '../snapshot.js';

/**
 * The part of a snapshot that is the same in all tabs. What a person and a browser allow, and sound, are each tab's
 * own. As it travels, its errors are plain.
 */
export type Shown = Pick<
  SoftphoneSnapshot,
  'status' | 'error' | 'calls' | 'threeWay' | 'threeWayEnd' | 'transfer' | 'transferEnd' | 'parked'
>;

/** What of this snapshot the other tabs show. */
export function shownOf(snapshot: SoftphoneSnapshot): Shown {
  const { status, error, calls, threeWay, threeWayEnd, transfer, transferEnd, parked } = snapshot;
  return { status, error, calls, threeWay, threeWayEnd, transfer, transferEnd, parked };
}
