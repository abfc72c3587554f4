import type { ActiveState, CallSnapshot, CallState, EndReason, EndedState } from '../../src/phone/call-state.js';
import { offlineSnapshot, type SoftphoneSnapshot } from '../../src/softphone/snapshot.js';

const extension = { id: '6f1d4c1e-0000-4000-8000-000000001001', number: '1001', displayName: 'Alice' };

/** A phone that is online and idle, changed by `change`. */
export function phone(change: Partial<SoftphoneSnapshot> = {}): SoftphoneSnapshot {
  return { ...offlineSnapshot, status: 'online', extension, microphone: 'granted', ...change };
}

/** A call with Ana in this state, changed by `change`. */
export function callOf(state: CallState, change: Partial<CallSnapshot> = {}): CallSnapshot {
  const remote = { number: '+15551234567', displayName: 'Ana Martínez' };
  return {
    id: 'call-1',
    direction: 'inbound',
    remote,
    startedAt: Date.now(),
    quality: null,
    digits: '',
    state,
    ...change,
  };
}

/** A phone in a call. */
export function inCall(
  state: CallState,
  change: Partial<CallSnapshot> = {},
  more: Partial<SoftphoneSnapshot> = {},
): SoftphoneSnapshot {
  const call = callOf(state, change);
  return phone({ calls: [call], currentCall: call, ...more });
}

export function active(change: Partial<ActiveState> = {}): ActiveState {
  return {
    phase: 'active',
    answeredAt: Date.now() - 257_000,
    muted: false,
    held: false,
    heldByRemote: false,
    ...change,
  };
}

export function ended(reason: EndReason, change: Partial<EndedState> = {}): EndedState {
  return { phase: 'ended', reason, durationSeconds: 0, answered: false, endedAt: Date.now(), ...change };
}
