import { str } from '@lit/localize/internal/str-tag.js';
import type { CallSnapshot } from '../../phone/call-state.js';
import { formatDuration } from '../internal/call-timer.js';
import type { Msg } from '../internal/localize.js';
import { holdWords } from './active-view.js';
import { partyOf } from './party.js';
import { wordsForDuration, wordsForEnd } from './words.js';

/** What a screen reader says about a change of a call. */
export interface Announcement {
  readonly text: string;
  /** Interrupts what is being read: a call is waiting to be answered. */
  readonly urgent: boolean;
}

/** The progress of a call in one sentence; null while nothing new is to be said. */
export function announcementFor(call: CallSnapshot, before: CallSnapshot | null, msg: Msg): Announcement | null {
  const text = sentence(call, before?.id === call.id ? before : null, msg);
  return text === '' ? null : { text, urgent: call.state.phase === 'incoming' };
}

function sentence(call: CallSnapshot, before: CallSnapshot | null, msg: Msg): string {
  const { state } = call;
  const name = partyOf(call, msg);
  if (state.phase === 'active' && before?.state.phase === 'active') return changeWords(state, before.state, msg);
  if (state.phase === before?.state.phase) return '';
  switch (state.phase) {
    case 'preparing':
      return msg(str`Calling ${name}`, { id: 'say-calling' });
    case 'dialing':
      return before ? '' : msg(str`Calling ${name}`, { id: 'say-calling' });
    case 'ringing':
      return msg('Ringing…', { id: 'progress-ringing' });
    case 'incoming':
      return msg(str`Incoming call from ${name}`, { id: 'say-incoming' });
    case 'answering':
      return msg('Answering…', { id: 'answering' });
    case 'resuming':
      return msg('Coming back to the call', { id: 'call-resuming' });
    case 'active':
      return msg(str`Connected with ${name}`, { id: 'say-connected' });
    case 'ended': {
      const { title, text } = wordsForEnd(msg, state.reason, state.error);
      const lasted = state.answered ? wordsForDuration(msg, formatDuration(state.durationSeconds)) : '';
      return [title, text, lasted].filter((part) => part !== '').join('. ');
    }
  }
}

type Active = Extract<CallSnapshot['state'], { phase: 'active' }>;

function changeWords(now: Active, before: Active, msg: Msg): string {
  if (now.muted !== before.muted) {
    return now.muted
      ? msg('You are muted', { id: 'say-muted' })
      : msg('You can be heard again', { id: 'say-unmuted' });
  }
  if (now.held === before.held && now.heldByRemote === before.heldByRemote) return '';
  return holdWords(now, msg) || msg('Both sides can talk', { id: 'say-unheld' });
}
