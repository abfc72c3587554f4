import type { CallRecord } from '../../../src/api/types/calls.js';
import type { DashboardStats, DayOfCalls, TopExtension } from '../../../src/api/types/reports.js';
import type { Store } from '../store/store.js';
import { HttpError } from './http.js';
import { positive } from './paging.js';
import type { Router } from './router.js';

/** What reports count; told by whoever runs the calls. */
export interface CompanyActivity {
  /** Calls that have ended, in any order. */
  records(): readonly CallRecord[];
  activeCalls(): number;
  isRegistered(extension: string): boolean;
  unreadVoicemails(): number;
  recordings(): { readonly count: number; readonly bytes: number };
}

const dayMs = 86_400_000;

/** Figures of the company. Days are days of UTC. */
export function addReportRoutes(router: Router, store: Store, activity: CompanyActivity): void {
  router
    .add('GET', '/api/reports/dashboard', () => ({ stats: dashboard(store, activity) }))
    .add('GET', '/api/reports/calls-by-day', ({ query }) => {
      const period = periodOf(query);
      const calls = activity.records().filter((call) => isWithin(call, period));
      return { days: daysOf(period).map((date) => countDay(date, calls)) };
    })
    .add('GET', '/api/reports/top-extensions', ({ query }) => {
      const period = periodOf(query);
      const calls = activity.records().filter((call) => isWithin(call, period));
      const rows = store.extensions.all.map(({ number, displayName }) =>
        countExtension(number, displayName, calls),
      );
      const used = rows.filter(({ totalCalls }) => totalCalls > 0);
      used.sort((one, other) => other.totalCalls - one.totalCalls || other.totalDuration - one.totalDuration);
      return { extensions: used.slice(0, positive(query, 'limit', 10)) };
    });
}

function dashboard({ extensions }: Store, activity: CompanyActivity): DashboardStats {
  const today = new Date().toISOString().slice(0, 10);
  const calls = activity.records().filter(({ started_at }) => started_at.startsWith(today));
  const answered = calls.filter(({ answered_at }) => answered_at !== null);
  const talk = answered.reduce((sum, { billsec }) => sum + billsec, 0);
  return {
    activeCalls: activity.activeCalls(),
    callsToday: calls.length,
    answeredToday: answered.length,
    missedToday: calls.filter(({ status }) => status === 'missed').length,
    averageDuration: answered.length === 0 ? 0 : Math.round(talk / answered.length),
    totalExtensions: extensions.all.length,
    registeredExtensions: extensions.all.filter(({ number }) => activity.isRegistered(number)).length,
    unreadVoicemails: activity.unreadVoicemails(),
  };
}

/** Epoch milliseconds; `to` is not part of it. */
interface Period {
  readonly from: number;
  readonly to: number;
}

/** The days that are asked for, both included; the last 30 unless said otherwise. */
function periodOf(query: URLSearchParams): Period {
  const last = dayOf(query, 'dateTo') ?? Math.floor(Date.now() / dayMs) * dayMs;
  const from = dayOf(query, 'dateFrom') ?? last - 29 * dayMs;
  if (from > last) throw HttpError.badRequest('dateFrom must not be after dateTo.');
  if (last - from > 366 * dayMs) throw HttpError.badRequest('A report covers at most 366 days.');
  return { from, to: last + dayMs };
}

function dayOf(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (text === null || text === '') return null;
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw HttpError.badRequest(`${name} must be a day such as 2026-03-31.`);
  return Math.floor(time / dayMs) * dayMs;
}

function daysOf({ from, to }: Period): string[] {
  return Array.from({ length: Math.round((to - from) / dayMs) }, (_, index) =>
    new Date(from + index * dayMs).toISOString().slice(0, 10),
  );
}

function isWithin({ started_at }: CallRecord, { from, to }: Period): boolean {
  const time = Date.parse(started_at);
  return time >= from && time < to;
}

function countDay(date: string, all: readonly CallRecord[]): DayOfCalls {
  const calls = all.filter(({ started_at }) => started_at.startsWith(date));
  const going = (wanted: CallRecord['direction']) => calls.filter(({ direction }) => direction === wanted).length;
  return {
    date,
    total: calls.length,
    inbound: going('inbound'),
    outbound: going('outbound'),
    internal: going('internal'),
    answered: calls.filter(({ answered_at }) => answered_at !== null).length,
    missed: calls.filter(({ status }) => status === 'missed').length,
  };
}

/** An internal call counts for the one who called as outbound and for the one who was called as inbound. */
function countExtension(extension: string, displayName: string, all: readonly CallRecord[]): TopExtension {
  const made = all.filter(({ caller_id_number }) => caller_id_number === extension);
  const taken = all.filter((call) => call.destination === extension || call.extension === extension);
  const received = taken.filter((call) => !made.includes(call));
  return {
    extension,
    displayName,
    totalCalls: made.length + received.length,
    inbound: received.length,
    outbound: made.length,
    totalDuration: [...made, ...received].reduce((sum, { billsec }) => sum + billsec, 0),
  };
}
