import type { EndReason } from '../call-state.js';
import type { Party, TransferEndReason, TransferFailure, TransferState } from './state.js';

/** What can happen to a transfer. */
export type TransferEvent =
  | {
      readonly type: 'target-called';
      readonly from: string;
      readonly to: string;
      readonly target: Party;
      readonly wasHeld: boolean;
    }
  | { readonly type: 'target-answered'; readonly to: string }
  /** A consultation is to be completed. */
  | { readonly type: 'complete-asked' }
  | { readonly type: 'blind-asked'; readonly from: string; readonly target: Party }
  | { readonly type: 'target-rings' }
  /** The last word on what was asked: null when it is done. */
  | { readonly type: 'settled'; readonly failure: TransferFailure | 'caller-left' | null }
  | { readonly type: 'call-ended'; readonly id: string; readonly reason: EndReason }
  | { readonly type: 'canceled' };

/**
 * The next state of a transfer. Pure. An event that the state does not allow returns the very same object, so callers
 * compare by identity.
 */
export function transition(state: TransferState, event: TransferEvent): TransferState {
  switch (event.type) {
    case 'target-called': {
      const { from, to, target, wasHeld } = event;
      if (state.phase !== 'none') return state;
      return { phase: 'consulting', from, to, target, wasHeld, isAnswered: false };
    }
    case 'target-answered':
      if (state.phase !== 'consulting' || state.to !== event.to || state.isAnswered) return state;
      return { ...state, isAnswered: true };
    case 'complete-asked': {
      if (state.phase !== 'consulting' || !state.isAnswered) return state;
      const { from, target } = state;
      return { phase: 'transferring', kind: 'attended', from, target, consultation: state, rings: false };
    }
    case 'blind-asked': {
      const { from, target } = event;
      if (state.phase !== 'none') return state;
      return { phase: 'transferring', kind: 'blind', from, target, consultation: null, rings: false };
    }
    case 'target-rings':
      return state.phase === 'transferring' && !state.rings ? { ...state, rings: true } : state;
    case 'settled':
      return state.phase === 'transferring' ? settled(state, event.failure) : state;
    case 'call-ended':
      return callEnded(state, event.id, event.reason);
    case 'canceled':
      return state.phase === 'consulting' ? none('canceled') : state;
    default:
      return event satisfies never;
  }
}

type Transferring = Extract<TransferState, { phase: 'transferring' }>;

function none(reason: TransferEndReason): TransferState {
  return { phase: 'none', reason };
}

function settled(
  { kind, consultation }: Transferring,
  failure: TransferFailure | 'caller-left' | null,
): TransferState {
  if (failure === null) return none('completed');
  if (consultation) return consultation;
  return none(kind === 'attended' ? 'target-left' : failure);
}

function callEnded(state: TransferState, id: string, reason: EndReason): TransferState {
  if (state.phase === 'none') return state;
  if (id === state.from)
    return none(reason === 'hangup' ? 'canceled' : isHandedOver(state) ? 'completed' : 'caller-left');
  if (state.phase === 'consulting' && id === state.to) return none(consultationEnd(reason, state.isAnswered));
  // Whoever takes our place ends the call with us, a moment before or after the word of it.
  if (state.phase === 'transferring' && id === state.consultation?.to) return { ...state, consultation: null };
  return state;
}

/** Both of a consultation have left us after we asked them to: they are with each other. */
function isHandedOver(state: TransferState): boolean {
  return state.phase === 'transferring' && state.kind === 'attended' && state.consultation === null;
}

function consultationEnd(reason: EndReason, wasAnswered: boolean): TransferEndReason {
  if (reason === 'hangup' || reason === 'canceled') return 'canceled';
  if (wasAnswered) return 'target-left';
  return failureOf(reason);
}

const failures: ReadonlySet<EndReason> = new Set([
  'busy',
  'no-answer',
  'rejected',
  'not-found',
  'unavailable',
  'forbidden',
]);

/** Why a call did not come about, as a failure of the transfer that wanted it. */
export function failureOf(reason: EndReason): TransferFailure {
  return failures.has(reason) ? (reason as TransferFailure) : 'failed';
}
