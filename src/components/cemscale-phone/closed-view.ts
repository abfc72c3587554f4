import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { DeskView } from './phone-desk.js';

/** As long as a phone is nothing but closed. */
export function viewWithoutDesk(snapshot: SoftphoneSnapshot): DeskView {
  return {
    snapshot,
    checking: '',
    contact: null,
    ringtoneBlocked: false,
    keepable: false,
    notifications: 'off',
    shortcuts: false,
  };
}
