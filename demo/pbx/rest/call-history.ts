import type { CallRecord, StatsPeriod } from '../../../src/api/types/calls.js';
import type { CallHistory } from '../b2bua/call-history.js';
import { toCsv } from './csv.js';
import { dateRange } from './date-range.js';
import { FileAnswer, HttpError } from './http.js';
import { pageOf } from './paging.js';
import type { Router } from './router.js';

/** Calls that ended: lists, single records, statistics, and the file for a spreadsheet. */
export function addHistoryRoutes(router: Router, history: CallHistory): void {
  router
    .add('GET', '/api/calls', ({ query }) => {
      const { items, pagination } = pageOf(matching(history.all, query), query, 50);
      return { calls: items, pagination };
    })
    .add('GET', '/api/calls/stats', ({ query }) => ({ stats: statistics(history.all, periodOf(query)) }))
    .add('GET', '/api/calls/export', ({ query }) => {
      const bytes = Buffer.from(toCsv(columns, matching(history.all, query)), 'utf8');
      return new FileAnswer('text/csv; charset=utf-8', bytes, 'calls.csv');
    })
    .add('GET', '/api/calls/{id}', ({ params }) => {
      const call = history.get(params['id'] ?? '');
      if (call === undefined) throw HttpError.notFound('call');
      return { call };
    });
}

const columns = [
  'id',
  'started_at',
  'answered_at',
  'ended_at',
  'direction',
  'status',
  'caller_id_number',
  'caller_id_name',
  'destination',
  'destination_name',
  'extension',
  'forwarded_to',
  'duration',
  'billsec',
  'hangup_cause',
  'was_voicemail',
] as const satisfies readonly (keyof CallRecord)[];

function matching(records: readonly CallRecord[], query: URLSearchParams): CallRecord[] {
  const inRange = dateRange(query);
  const direction = choice(query, 'direction', ['inbound', 'outbound', 'internal']);
  const status = choice(query, 'status', ['completed', 'failed', 'missed', 'voicemail']);
  const forwarded = choice(query, 'forwarded', ['true', 'false']);
  const extension = query.get('extension') ?? '';
  const forwardedTo = query.get('forwardedTo') ?? '';
  const search = (query.get('search') ?? '').toLowerCase();
  return records.filter(
    (record) =>
      inRange(record.started_at) &&
      (direction === null || record.direction === direction) &&
      (status === null || record.status === status) &&
      (forwarded === null || (record.forwarded_to !== null) === (forwarded === 'true')) &&
      (forwardedTo === '' || record.forwarded_to?.startsWith(forwardedTo) === true) &&
      (extension === '' || takesPart(record, extension)) &&
      (search === '' || searched(record).some((value) => value?.toLowerCase().includes(search) === true)),
  );
}

function takesPart(record: CallRecord, extension: string): boolean {
  return [record.extension, record.caller_id_number, record.destination].includes(extension);
}

function searched(record: CallRecord): (string | null)[] {
  const { caller_id_number, caller_id_name, destination, destination_name, forwarded_to } = record;
  return [caller_id_number, caller_id_name, destination, destination_name, forwarded_to];
}

function choice(query: URLSearchParams, name: string, values: readonly string[]): string | null {
  const value = query.get(name);
  if (value === null || value === '') return null;
  if (!values.includes(value)) throw HttpError.badRequest(`${name} must be one of ${values.join(', ')}.`);
  return value;
}

const periodDays: Readonly<Record<StatsPeriod, number>> = { today: 1, week: 7, month: 30 };

function periodOf(query: URLSearchParams): StatsPeriod {
  return (choice(query, 'period', Object.keys(periodDays)) ?? 'today') as StatsPeriod;
}

function statistics(records: readonly CallRecord[], period: StatsPeriod): object {
  const midnight = new Date().setUTCHours(0, 0, 0, 0);
  const since = midnight - (periodDays[period] - 1) * 86_400_000;
  const calls = records.filter(({ started_at }) => Date.parse(started_at) >= since);
  const count = (test: (call: CallRecord) => boolean): number => calls.filter(test).length;
  const answered = calls.filter(({ answered_at }) => answered_at !== null);
  const totalDuration = answered.reduce((sum, { billsec }) => sum + billsec, 0);
  return {
    period,
    total: calls.length,
    inbound: count(({ direction }) => direction === 'inbound'),
    outbound: count(({ direction }) => direction === 'outbound'),
    internal: count(({ direction }) => direction === 'internal'),
    answered: answered.length,
    missed: count(({ status }) => status === 'missed'),
    failed: count(({ status }) => status === 'failed'),
    voicemail: count(({ status }) => status === 'voicemail'),
    forwarded: count(({ forwarded_to }) => forwarded_to !== null),
    totalDuration,
    averageDuration: answered.length === 0 ? 0 : Math.round(totalDuration / answered.length),
  };
}
