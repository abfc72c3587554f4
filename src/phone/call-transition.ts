import type { MediaError } from '../shared/errors.js';
import type { ActiveState, CallState, EndReason } from './call-state.js';

/** What can happen to a call. Times are epoch milliseconds. */
export type CallEvent =
  | { readonly type: 'invite-sent' }
  | { readonly type: 'progress'; readonly earlyMedia: boolean }
  | { readonly type: 'accepted-here' }
  | { readonly type: 'accept-failed' }
  | { readonly type: 'confirmed'; readonly at: number }
  | { readonly type: 'mute-changed'; readonly muted: boolean }
  | { readonly type: 'hold-confirmed'; readonly held: boolean }
  | { readonly type: 'remote-hold-changed'; readonly held: boolean }
  | {
      readonly type: 'ended';
      readonly reason: EndReason;
      readonly at: number;
      readonly statusCode?: number | undefined;
      readonly error?: MediaError | undefined;
    };

/**
 * The next state of a call. Pure. An event that the state does not allow (a late 180 after the answer,
 * anything after the end) returns the very same object, so callers compare by identity.
 */
export function transition(state: CallState, event: CallEvent): CallState {
  switch (event.type) {
    case 'invite-sent':
      return state.phase === 'preparing' ? { phase: 'dialing' } : state;
    case 'progress':
      return progress(state, event.earlyMedia);
    case 'accepted-here':
      return state.phase === 'incoming' ? { phase: 'answering' } : state;
    case 'accept-failed':
      return state.phase === 'answering' ? { phase: 'incoming' } : state;
    case 'confirmed':
      return confirmed(state, event.at);
    case 'mute-changed':
      return state.phase === 'resuming'
        ? { ...state, muted: event.muted }
        : changed(state, { muted: event.muted });
    case 'hold-confirmed':
      return changed(state, { held: event.held });
    case 'remote-hold-changed':
      return changed(state, { heldByRemote: event.held });
    case 'ended':
      return ended(state, event);
    default:
      return event satisfies never;
  }
}

function progress(state: CallState, earlyMedia: boolean): CallState {
  if (state.phase === 'dialing') return { phase: 'ringing', earlyMedia };
  // Early media stays: a 180 after a 183 does not silence the announcement that already plays.
  if (state.phase === 'ringing' && earlyMedia && !state.earlyMedia) return { phase: 'ringing', earlyMedia };
  return state;
}

function confirmed(state: CallState, at: number): CallState {
  const { phase } = state;
  if (phase === 'resuming') return { ...state, phase: 'active', heldByRemote: false };
  if (phase !== 'dialing' && phase !== 'ringing' && phase !== 'answering') return state;
  return { phase: 'active', answeredAt: at, muted: false, held: false, heldByRemote: false };
}

function changed(state: CallState, change: Partial<Omit<ActiveState, 'phase' | 'answeredAt'>>): CallState {
  if (state.phase !== 'active') return state;
  const next = { ...state, ...change };
  const same = next.muted === state.muted && next.held === state.held && next.heldByRemote === state.heldByRemote;
  return same ? state : next;
}

function ended(state: CallState, event: Extract<CallEvent, { type: 'ended' }>): CallState {
  if (state.phase === 'ended') return state;
  const answeredAt = answeredAtOf(state);
  return {
    phase: 'ended',
    reason: event.reason,
    answered: answeredAt !== null,
    durationSeconds: answeredAt === null ? 0 : Math.max(0, Math.floor((event.at - answeredAt) / 1000)),
    endedAt: event.at,
    statusCode: event.statusCode,
    error: event.error,
  };
}

/** When both sides could talk first; null while they could not, and after the end. */
export function answeredAtOf(state: CallState): number | null {
  return state.phase === 'active' || state.phase === 'resuming' ? state.answeredAt : null;
}
