import { svg } from 'lit';
import type { TemplateResult } from 'lit';
import { str } from '@lit/localize/internal/str-tag.js';
import type { RecentCall } from '../../softphone/recents/recent-call.js';
import type { Recents } from '../../softphone/recents/recents.js';
import { drawn } from '../internal/icons.js';
import type { Locale, Msg } from '../internal/localize.js';
import { readersTag } from '../internal/when-words.js';

/** What became of a call, in a word or two. */
export function outcomeWord({ outcome, direction }: RecentCall, msg: Msg): string {
  switch (outcome) {
    case 'answered':
      return direction === 'inbound'
        ? msg('Incoming', { id: 'recent-incoming' })
        : msg('Outgoing', { id: 'recent-outgoing' });
    case 'missed':
      return msg('Missed', { id: 'recent-missed' });
    case 'voicemail':
      return msg('Voicemail', { id: 'voicemail' });
    case 'answered-elsewhere':
      return msg('Answered elsewhere', { id: 'end-answered-elsewhere' });
    case 'forwarded':
      return msg('Forwarded', { id: 'recent-forwarded' });
    case 'declined':
      return msg('Declined', { id: 'recent-declined' });
    case 'busy':
      return msg('Busy', { id: 'end-busy' });
    case 'rejected':
      return msg('Not accepted', { id: 'recent-rejected' });
    case 'no-answer':
      return msg('No answer', { id: 'end-no-answer' });
    case 'canceled':
      return msg('Canceled', { id: 'recent-canceled' });
    case 'failed':
      return msg('Not connected', { id: 'recent-failed' });
  }
}

const shapes = {
  incoming: svg`<path d="M18 6 7 17M7 9v8h8"/>`,
  outgoing: svg`<path d="M6 18 17 7M9 7h8v8"/>`,
  missed: svg`<path d="m4 8 8 8 8-8M4 13V8h5"/>`,
  voicemail: svg`<circle cx="6.5" cy="12" r="3.5"/><circle cx="17.5" cy="12" r="3.5"/><path d="M6.5 15.5h11"/>`,
  elsewhere: svg`<rect x="3.5" y="5" width="11" height="9" rx="2"/><path d="M9 17.5v.5a2 2 0 0 0 2 2h7.5a2 2 0 0 0 2-2v-7a2 2 0 0 0-2-2H18"/>`,
  forwarded: svg`<path d="M4.5 18.5v-3a5 5 0 0 1 5-5h9.5m-4-4 4 4-4 4"/>`,
  refused: svg`<circle cx="12" cy="12" r="8"/><path d="m9 9 6 6m0-6-6 6"/>`,
  busy: svg`<circle cx="12" cy="12" r="8"/><path d="M8.5 12h7"/>`,
  unanswered: svg`<path d="M6 18 17 7M9 7h8v8" stroke-dasharray="2.5 3.5"/>`,
} as const;

const shapeOf: Readonly<Record<RecentCall['outcome'], keyof typeof shapes>> = {
  answered: 'incoming',
  missed: 'missed',
  voicemail: 'voicemail',
  'answered-elsewhere': 'elsewhere',
  forwarded: 'forwarded',
  declined: 'refused',
  busy: 'busy',
  rejected: 'refused',
  'no-answer': 'unanswered',
  canceled: 'unanswered',
  failed: 'busy',
};

/** The mark beside that word: each outcome has a form of its own, colour only repeats it. */
export function outcomeIcon({ outcome, direction }: RecentCall): TemplateResult {
  const isMade = outcome === 'answered' && direction === 'outbound';
  return drawn(shapes[isMade ? 'outgoing' : shapeOf[outcome]]);
}

/** `Today`, `Yesterday`, a weekday of the last six days, else the date. */
export function dayWords(at: number, locale: Locale, msg: Msg, now: number = Date.now()): string {
  const date = new Date(at);
  const today = new Date(now);
  const days = Math.round((startOf(today) - startOf(date)) / 86_400_000);
  if (days === 0) return msg('Today', { id: 'recent-today' });
  if (days === 1) return msg('Yesterday', { id: 'recent-yesterday' });
  const format: Intl.DateTimeFormatOptions =
    days > 1 && days < 7
      ? { weekday: 'long' }
      : {
          day: 'numeric',
          month: 'long',
          ...(date.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' }),
        };
  const words = new Intl.DateTimeFormat(readersTag(locale), format).format(date);
  return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
}

function startOf(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** The time of day. */
export function timeWords(at: number, locale: Locale): string {
  return new Intl.DateTimeFormat(readersTag(locale), { hour: 'numeric', minute: '2-digit' }).format(at);
}

/** What stands between the reader and all calls; empty when nothing does. */
export function recentsNotice(recents: Recents, msg: Msg): string {
  if (recents.state !== 'failed') return '';
  switch (recents.error?.reason) {
    case 'unauthorized':
      return msg('Sign in again to see your calls.', { id: 'recents-signed-out' });
    case 'unreachable':
    case 'timeout':
      return msg('Offline. These are the calls this phone remembers.', { id: 'recents-offline' });
    default:
      return msg('Your calls could not be loaded.', { id: 'recents-error' });
  }
}

/** In place of an empty list. */
export function recentsEmpty(
  { state }: Recents,
  { query, onlyMissed }: { query: string; onlyMissed: boolean },
  msg: Msg,
): string {
  if (state === 'loading' || state === 'idle') return msg('Looking for your calls…', { id: 'recents-loading' });
  if (query.trim() !== '') return msg(str`No call found for “${query}”.`, { id: 'recents-none-found' });
  if (onlyMissed) return msg('No missed calls', { id: 'recents-none-missed' });
  return state === 'failed' ? '' : msg('No calls yet', { id: 'recents-none' });
}
