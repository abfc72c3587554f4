import type { CallDirection, CallSnapshot } from '../call-state.js';
import type { DialogId } from '../leg.js';

/** How long after it was last saved a record may be used: the far side of a page that is gone is not kept for ever. */
export const RECORD_LIFE_MS = 60_000;

/** What another page needs to show the conference that a call is part of; who is in it, it asks the platform. */
export interface ConferenceNote {
  /** Epoch milliseconds since when all have heard each other; null before. */
  readonly since: number | null;
  /** Number of who is being called into it; null when nobody is. */
  readonly third: string | null;
}

/**
 * What another page needs to go on with a call of this one, and nothing else. A secret: whoever has it can take the
 * call over, so it is never logged, told to the page or put anywhere that outlives the browser window.
 */
export interface ResumeRecord {
  readonly version: 1;
  /** Of the call, the same in every page. */
  readonly id: string;
  readonly direction: CallDirection;
  readonly remote: CallSnapshot['remote'];
  /** Epoch milliseconds, like all times here. */
  readonly startedAt: number;
  /** Null while it rings, here or there. */
  readonly answeredAt: number | null;
  readonly muted: boolean;
  readonly held: boolean;
  readonly digits: string;
  /** Our leg is a member of a conference; null when it is in none. */
  readonly conference: ConferenceNote | null;
  /** The call that the person acted on. */
  readonly current: boolean;
  readonly dialog: DialogId;
  readonly channelUuid: string | null;
  /** `user@domain` of the registration that the dialog belongs to. */
  readonly account: string;
  readonly savedAt: number;
}

/** The part of it that a call knows itself. */
export type CallRecord = Omit<ResumeRecord, 'version' | 'account' | 'savedAt' | 'current'>;

/** Whether this record is for that account, and young enough. */
export function isUsable(record: ResumeRecord, account: string, now: number): boolean {
  const age = now - record.savedAt;
  return record.account === account && age >= 0 && age <= RECORD_LIFE_MS;
}
