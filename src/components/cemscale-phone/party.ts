import type { CallSnapshot } from '../../phone/call-state.js';
import type { Msg } from '../internal/localize.js';

/** The other side's name for people: their name, else their number. */
export function partyOf(call: CallSnapshot, msg: Msg): string {
  return nameOfParty(call.remote, msg);
}

/** Somebody's name for people, like `partyOf`. */
export function nameOfParty({ displayName, number }: CallSnapshot['remote'], msg: Msg): string {
  return displayName?.trim() || number || msg('Unknown caller', { id: 'unknown-caller' });
}
