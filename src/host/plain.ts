import type { CallSnapshot } from '../phone/call-state.js';
import { SoftphoneError } from '../shared/errors.js';
import type { SoftphoneSnapshot } from '../softphone/snapshot.js';
import type { PlainError, PlainSnapshot } from './messages.js';

// A structured clone keeps of an error only its message: what code reads of it travels as fields.

export function plainError(error: unknown): PlainError {
  if (error instanceof SoftphoneError) {
    const { name, reason, message, advice } = error;
    return { name, reason, message, advice };
  }
  return { name: 'Error', reason: 'failed', message: 'The phone failed.', advice: 'See the console of its page.' };
}

export function plainSnapshot(snapshot: SoftphoneSnapshot): PlainSnapshot {
  const { error, calls, currentCall } = snapshot;
  return {
    ...snapshot,
    error: error && plainError(error),
    calls: calls.map(plainCall),
    currentCall: currentCall && plainCall(currentCall),
  };
}

/** Any value that a method resolves to or an event carries. */
export function plainValue(value: unknown): unknown {
  if (value instanceof Error) return plainError(value);
  return isCall(value) ? plainCall(value) : value;
}

function plainCall(call: CallSnapshot): CallSnapshot {
  if (call.state.phase !== 'ended' || !call.state.error) return call;
  const { error, ...state } = call.state;
  return { ...call, state: { ...state, error: plainError(error) } as unknown as typeof call.state };
}

function isCall(value: unknown): value is CallSnapshot {
  return typeof value === 'object' && value !== null && 'state' in value && 'remote' in value;
}
