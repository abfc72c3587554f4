import type { CallRecord, CallStatus } from '../../../src/api/types/calls.js';
import { directionOfCall } from '../events/platform-event.js';
import type { Call } from './call.js';
import type { HangupCause } from './causes.js';
import type { Exchange } from './exchange.js';
import type { Recordings } from './recordings.js';
import { seededHistory } from './seeded-history.js';

/** A record says also where a transfer sent the call last, and who did that. */
export interface KeptRecord extends CallRecord {
  readonly transferred_to: string | null;
  readonly transferred_by: string | null;
}

/** Every call that ended, newest first; begins with a month of seeded ones. */
export class CallHistory {
  readonly #records: KeptRecord[] = seededHistory(new Date()).map(withoutTransfer);
  readonly #recordings: Recordings;

  constructor(exchange: Exchange, recordings: Recordings) {
    this.#recordings = recordings;
    exchange.on('end', ({ call, cause }) => this.#keep(call, cause));
  }

  get all(): readonly KeptRecord[] {
    return this.#records.map((record) => this.#withAudio(record));
  }

  get(id: string): KeptRecord | undefined {
    const found = this.#records.find((record) => record.id === id);
    return found === undefined ? undefined : this.#withAudio(found);
  }

  #keep(call: Call, cause: HangupCause): void {
    const endedAt = new Date();
    this.#recordings.keep(call);
    this.#records.unshift(recordOf(call, cause, endedAt));
  }

  // A recording may be deleted, and the record stays.
  #withAudio(record: KeptRecord): KeptRecord {
    return { ...record, audio_url: this.#recordings.get(record.id) === undefined ? null : audioPath(record.id) };
  }
}

/** Path of a recording, relative to the API's address. */
export function audioPath(id: string): string {
  return `/api/recordings/${id}/audio`;
}

const withoutTransfer = (record: CallRecord): KeptRecord => ({
  ...record,
  transferred_to: null,
  transferred_by: null,
});

function recordOf(call: Call, cause: HangupCause, endedAt: Date): KeptRecord {
  const { caller, callee, answeredAt } = call;
  return {
    id: call.uuid,
    direction: directionOfCall(call),
    status: statusOf(call, cause),
    caller_id_number: caller.number,
    caller_id_name: caller.name,
    destination: callee.number,
    destination_name: callee.name,
    extension: callee.extension ?? caller.extension,
    forwarded_to: call.forwarded?.to ?? null,
    transferred_to: call.transferredTo,
    transferred_by: call.transferredBy,
    started_at: call.startedAt.toISOString(),
    answered_at: answeredAt?.toISOString() ?? null,
    ended_at: endedAt.toISOString(),
    duration: seconds(call.startedAt, endedAt),
    billsec: answeredAt === null ? 0 : seconds(answeredAt, endedAt),
    hangup_cause: cause,
    was_voicemail: call.leftMessage,
    audio_url: null,
  };
}

/** Nobody being there is a missed call; everything else that was not answered failed. */
export function statusOf(call: Call, cause: HangupCause): CallStatus {
  if (call.leftMessage) return 'voicemail';
  if (call.answeredAt !== null) return 'completed';
  return missed.has(cause) ? 'missed' : 'failed';
}

const missed: ReadonlySet<HangupCause> = new Set([
  'NO_ANSWER',
  'NO_USER_RESPONSE',
  'ORIGINATOR_CANCEL',
  'USER_BUSY',
  'USER_NOT_REGISTERED',
  'NORMAL_CLEARING',
]);

function seconds(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / 1000);
}
