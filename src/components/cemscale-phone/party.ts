import type { CallSnapshot } from '../../phone/call-state.js';
import type { Msg } from '../internal/localize.js';

/** The other side's name for people: their name, else their number. */
export function partyOf({ remote }: CallSnapshot, msg: Msg): string {
  return remote.displayName?.trim() || remote.number || msg('Unknown caller', { id: 'unknown-caller' });
}
