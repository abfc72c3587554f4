import type { LiveCalls } from '../live-calls.js';
import type { ResumeRecord } from './record.js';

/** What another page needs to go on with the calls that have a dialog, in order of arrival. */
export function recordsOf(calls: LiveCalls, account: string, savedAt: number): readonly ResumeRecord[] {
  const currentId = calls.current?.snapshot.id;
  return calls.all.flatMap(({ record }) =>
    record ? [{ ...record, version: 1, account, savedAt, current: record.id === currentId }] : [],
  );
}
