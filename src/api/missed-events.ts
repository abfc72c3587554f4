import { ApiError } from '../shared/errors.js';
import { pagedLists, pagesOf } from './paging.js';
import type { Api } from './requests.js';
import { getActiveCalls, getCall, listCalls } from './resources/calls.js';
import { listExtensions } from './resources/extensions.js';
import type { ActiveCall, CallRecord } from './types/calls.js';
import type { IsoTime } from './types/common.js';

/** What REST knows about the time in which the event socket was down. Null where this token may not ask. */
export interface MissedFacts {
  readonly active: readonly ActiveCall[] | null;
  readonly ended: readonly CallRecord[];
  readonly registered: ReadonlyMap<string, boolean> | null;
}

/** What was known when the socket went down. */
export interface LastKnown {
  readonly since: IsoTime;
  readonly openCalls: readonly string[];
  readonly knowsRegistrations: boolean;
}

const PAGE = 100;

/** Asks for everything that may have been missed. Order matters: a call that ends in between is in the history then. */
export async function fetchMissed(
  api: Api,
  { since, openCalls, knowsRegistrations }: LastKnown,
): Promise<MissedFacts> {
  const active = await fetchActive(api);
  const history = await permitted(() => endedSince(api, since), []);
  const found = new Set([...(active ?? []).map(({ callUuid }) => callUuid), ...history.map(({ id }) => id)]);
  const older = await Promise.all(openCalls.filter((uuid) => !found.has(uuid)).map((uuid) => recordOf(api, uuid)));
  const registered = knowsRegistrations ? await permitted(() => registrations(api), null) : null;
  return { active, ended: [...history, ...older.filter((one) => one !== null)], registered };
}

/** Calls in progress; null where this token may not ask. */
export function fetchActive(api: Api): Promise<readonly ActiveCall[] | null> {
  return permitted(async () => named((await getActiveCalls(api)).calls, 'callUuid'), null);
}

/** Calls that began after `since` and have ended; what began before is known by its UUID. */
async function endedSince(api: Api, since: IsoTime): Promise<CallRecord[]> {
  const records: CallRecord[] = [];
  const load = (params: object) => listCalls(api, params);
  for await (const { calls } of pagesOf(load, { dateFrom: since, limit: PAGE }, pagedLists.listCalls)) {
    // A platform may read the filter as a day.
    records.push(...named(calls, 'id').filter(({ ended_at }) => Date.parse(ended_at) >= Date.parse(since)));
  }
  return records;
}

async function recordOf(api: Api, uuid: string): Promise<CallRecord | null> {
  try {
    const { call } = await permitted(() => getCall(api, uuid), { call: null });
    return call?.ended_at ? { ...call, id: uuid } : null;
  } catch (error) {
    if (error instanceof ApiError && error.reason === 'not-found') return null;
    throw error;
  }
}

async function registrations(api: Api): Promise<ReadonlyMap<string, boolean>> {
  const { extensions } = await listExtensions(api);
  return new Map(extensions.map(({ extension, registered }) => [extension, registered]));
}

/** Rows that say what they are about; throws where there is no list. */
function named<Row extends object>(rows: readonly (Row | null)[], id: keyof Row): Row[] {
  return rows.filter((row): row is Row => typeof row?.[id] === 'string');
}

async function permitted<Answer, Otherwise>(
  ask: () => Promise<Answer>,
  otherwise: Otherwise,
): Promise<Answer | Otherwise> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ApiError && error.reason === 'forbidden') return otherwise;
    throw error;
  }
}
