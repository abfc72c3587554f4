import { isLive, type SoftphoneSnapshot } from '../../softphone/snapshot.js';

/** Whether somebody is, or may be in a moment, at the ear: a call that is not on hold. */
export function isTalking({ calls }: SoftphoneSnapshot): boolean {
  return calls.some((call) => isLive(call) && !(call.state.phase === 'active' && call.state.held));
}
