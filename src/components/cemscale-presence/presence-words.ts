import { str } from '@lit/localize/internal/str-tag.js';
import type { SoftphoneError } from '../../shared/errors.js';
import type { Colleague, KnownPresence, PresenceBoard } from '../../softphone/presence-board.js';
import type { Locale, Msg } from '../internal/localize.js';

/** The word beside the mark. */
export function statusWord(status: KnownPresence, msg: Msg): string {
  switch (status) {
    case 'available':
      return msg('Available', { id: 'presence-available' });
    case 'busy':
      return msg('Busy', { id: 'presence-busy' });
    case 'on_call':
      return msg('On a call', { id: 'call-active' });
    case 'ringing':
      return msg('Ringing', { id: 'presence-ringing' });
    case 'dnd':
      return msg('Do not disturb', { id: 'presence-dnd' });
    case 'offline':
      return msg('Offline', { id: 'status-offline' });
    case 'unknown':
      return msg('Unknown', { id: 'presence-unknown' });
  }
}

/** What to call somebody: the name, else the number. */
export function nameOf({ displayName, number }: Pick<Colleague, 'displayName' | 'number'>): string {
  return displayName || number;
}

/** `since 14:02`, with the day when it was not today; empty while nobody has seen the change. */
export function sinceWords(since: number | null, locale: Locale, msg: Msg): string {
  if (since === null) return '';
  const moment = new Date(since);
  const isToday = moment.toDateString() === new Date().toDateString();
  const day: Intl.DateTimeFormatOptions = isToday ? {} : { day: 'numeric', month: 'short' };
  // The reader's own kind of English or Spanish decides between 2:02 PM and 14:02.
  const tag = navigator.languages.find((one) => one.startsWith(locale)) ?? locale;
  const time = new Intl.DateTimeFormat(tag, { ...day, hour: 'numeric', minute: '2-digit' }).format(moment);
  return msg(str`since ${time}`, { id: 'presence-since' });
}

/** What stands between the reader and live statuses; empty when nothing does, or only for a moment. */
export function feedWords(board: PresenceBoard | null, msg: Msg): string {
  if (board?.state === 'polling')
    return msg('Live updates paused. Checking every 15 s.', { id: 'presence-polling' });
  if (board?.state !== 'failed') return '';
  switch (board.error?.reason) {
    case 'unauthorized':
      return msg('Sign in again to see who is available.', { id: 'presence-signed-out' });
    case 'forbidden':
      return msg('You may not see who is available.', { id: 'presence-forbidden' });
    default:
      return msg('Who is available is not known right now. Trying again every 15 s.', { id: 'presence-failed' });
  }
}

/** Why a wish was not fulfilled, in a sentence. */
export function problemWords({ reason }: SoftphoneError, wish: 'call' | 'status', msg: Msg): string {
  if (wish === 'status') return msg('Your status could not be changed. Try again.', { id: 'presence-not-set' });
  switch (reason) {
    case 'wrong-state':
      return msg('You are in a call already.', { id: 'presence-in-call' });
    case 'not-online':
      return msg('The phone is not online. Try again in a moment.', { id: 'presence-not-online' });
    case 'not-allowed':
      return msg('You may not make calls. Ask your administrator for the permission.', {
        id: 'presence-not-allowed',
      });
    case 'forbidden':
      return msg('This number may not be called from here.', { id: 'presence-destination' });
    default:
      return msg('The call could not be started.', { id: 'presence-not-called' });
  }
}
