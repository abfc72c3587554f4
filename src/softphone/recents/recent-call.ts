import type { CallRecord } from '../../api/types/calls.js';
import type { CallSnapshot, EndedState, EndReason } from '../../phone/call-state.js';

/**
 * What became of a call, seen from this extension. `missed`, `voicemail` (they left a message), `answered-elsewhere`,
 * `forwarded`, `declined` are of calls that came; `busy`, `rejected`, `no-answer`, `canceled` of calls made here.
 */
export type Outcome =
  | 'answered'
  | 'missed'
  | 'voicemail'
  | 'answered-elsewhere'
  | 'forwarded'
  | 'declined'
  | 'busy'
  | 'rejected'
  | 'no-answer'
  | 'canceled'
  | 'failed';

/** A call that is over. Frozen. */
export interface RecentCall {
  /** The same for as long as the page lasts, also when the platform's record takes the place of what the phone saw. */
  readonly key: string;
  readonly direction: 'inbound' | 'outbound';
  /** Of the other side, as it came: E.164, an extension or a code; empty for a caller who hides it. */
  readonly number: string;
  readonly name: string | null;
  /** Epoch milliseconds of the beginning. */
  readonly at: number;
  /** Epoch milliseconds. */
  readonly endedAt: number;
  /** Whole seconds of talk. */
  readonly seconds: number;
  readonly outcome: Outcome;
  /** Where it was forwarded to; null when it was not, or nobody knows. */
  readonly forwardedTo: string | null;
  /** Only this phone has seen it so far: the platform has not told of it. */
  readonly isEcho: boolean;
}

/** Whether somebody tried to reach this extension in vain. */
export function isMissed({ outcome, direction }: Pick<RecentCall, 'outcome' | 'direction'>): boolean {
  return direction === 'inbound' && (outcome === 'missed' || outcome === 'voicemail');
}

/** A call of this phone, as it ended. */
export function ofSnapshot(call: CallSnapshot, state: EndedState, key: string): RecentCall {
  const { direction, remote, startedAt } = call;
  return Object.freeze({
    key,
    direction,
    number: remote.number,
    name: remote.displayName?.trim() || null,
    at: startedAt,
    endedAt: state.endedAt,
    seconds: state.durationSeconds,
    outcome: outcomeOfEnd(state, direction),
    forwardedTo: null,
    isEcho: true,
  });
}

/** A record of the platform, seen from the extension `own`. Null when it cannot be read. */
export function ofRecord(record: CallRecord, own: string, key: string): RecentCall | null {
  const at = Date.parse(record.started_at);
  if (Number.isNaN(at)) return null;
  const isOutbound = record.caller_id_number === own || record.direction === 'outbound';
  const direction = isOutbound ? 'outbound' : 'inbound';
  const ended = Date.parse(record.ended_at);
  return Object.freeze({
    key,
    direction,
    number: isOutbound ? record.destination : record.caller_id_number,
    name: (isOutbound ? record.destination_name : record.caller_id_name)?.trim() || null,
    at,
    endedAt: Number.isNaN(ended) ? at + record.duration * 1000 : ended,
    seconds: record.billsec,
    outcome: isOutbound ? outcomeOfDialled(record) : outcomeOfReceived(record, own),
    forwardedTo: record.forwarded_to,
    isEcho: false,
  });
}

/** The record, with what only the phone knows: a name, and that the person took or declined it somewhere. */
export function withEcho(record: RecentCall, echo: RecentCall): RecentCall {
  const knowsBetter = echo.outcome === 'answered-elsewhere' || echo.outcome === 'declined';
  return Object.freeze({
    ...record,
    key: echo.key,
    name: record.name ?? echo.name,
    outcome: knowsBetter && record.outcome !== 'voicemail' ? echo.outcome : record.outcome,
  });
}

function outcomeOfEnd({ answered, reason }: EndedState, direction: RecentCall['direction']): Outcome {
  if (answered) return 'answered';
  return (direction === 'inbound' ? received[reason] : dialled[reason]) ?? 'failed';
}

/** A second caller, whom this phone told that it is busy, has been missed all the same. */
const received: Partial<Record<EndReason, Outcome>> = {
  missed: 'missed',
  busy: 'missed',
  canceled: 'missed',
  'no-answer': 'missed',
  'remote-hangup': 'missed',
  'answered-elsewhere': 'answered-elsewhere',
  declined: 'declined',
  hangup: 'declined',
};

const dialled: Partial<Record<EndReason, Outcome>> = {
  busy: 'busy',
  rejected: 'rejected',
  'no-answer': 'no-answer',
  unavailable: 'no-answer',
  canceled: 'canceled',
  hangup: 'canceled',
};

function outcomeOfReceived(record: CallRecord, own: string): Outcome {
  const { status, forwarded_to, was_voicemail, hangup_cause, extension } = record;
  if (was_voicemail || status === 'voicemail') return 'voicemail';
  if (forwarded_to !== null) return 'forwarded';
  // A colleague of the same group took it.
  if (status === 'completed') return extension === null || extension === own ? 'answered' : 'answered-elsewhere';
  if (hangup_cause === 'LOSE_RACE') return 'answered-elsewhere';
  return hangup_cause === 'CALL_REJECTED' ? 'declined' : 'missed';
}

const dialledCauses: Readonly<Record<string, Outcome>> = {
  USER_BUSY: 'busy',
  CALL_REJECTED: 'rejected',
  NO_ANSWER: 'no-answer',
  NO_USER_RESPONSE: 'no-answer',
  USER_NOT_REGISTERED: 'no-answer',
  ORIGINATOR_CANCEL: 'canceled',
};

function outcomeOfDialled({ status, was_voicemail, hangup_cause }: CallRecord): Outcome {
  if (was_voicemail || status === 'voicemail') return 'voicemail';
  if (status === 'completed') return 'answered';
  return dialledCauses[hangup_cause] ?? 'failed';
}
