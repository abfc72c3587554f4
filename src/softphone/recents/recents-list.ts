import type { CallRecord } from '../../api/types/calls.js';
import { ofRecord, withEcho, type RecentCall } from './recent-call.js';

/** A record and what the phone saw are one call when they begin or end this close together. */
const CLOSE_MS = 60_000;

/** The calls that are known, newest first: records of the platform, and what only this phone has seen. */
export class RecentsList {
  readonly #records = new Map<string, RecentCall>();
  #echoes: RecentCall[] = [];
  /** Of an earlier page, for as long as the platform has not answered. */
  #kept: readonly RecentCall[] = [];
  #calls: readonly RecentCall[] | null = null;
  #keys = 0;
  /** Records that the platform has, also those that were not fetched. */
  total = 0;
  /** Milliseconds that the platform's clock is ahead of this page's. */
  skew = 0;

  /** Newest first; the same list until something changes. */
  get all(): readonly RecentCall[] {
    this.#calls ??= this.#sorted();
    return this.#calls;
  }

  get hasMore(): boolean {
    return this.#records.size < this.total;
  }

  /** Records that were fetched. */
  get size(): number {
    return this.#records.size;
  }

  nextKey(): string {
    this.#keys += 1;
    return `recent-${this.#keys}`;
  }

  /** What an earlier page knew: shown until the platform answers; what only a phone saw stays. */
  restore(kept: readonly RecentCall[]): void {
    this.#kept = kept.filter(({ isEcho }) => !isEcho);
    this.#echoes.push(...kept.filter(({ isEcho }) => isEcho));
    this.#calls = null;
  }

  /** A call that has just ended here. */
  addEcho(echo: RecentCall): void {
    this.#echoes.push(echo);
    this.#calls = null;
  }

  /** One page of the platform, seen from the extension `own`. `isFirst`: the newest ones. */
  addPage(records: readonly CallRecord[], own: string, total: number, isFirst: boolean): void {
    // So many new ones that there is a gap to those fetched before: these begin the list anew.
    if (isFirst && this.size > 0 && records.length > 0 && !records.some(({ id }) => this.#records.has(id)))
      this.#records.clear();
    this.#kept = [];
    this.total = total;
    for (const record of records) if (!this.#records.has(record.id)) this.#addRecord(record, own);
    this.#calls = null;
  }

  /** Records that a search has found, as calls; none of them is added. */
  read(records: readonly CallRecord[], own: string): readonly RecentCall[] {
    return records.flatMap(
      (record, at) => this.#records.get(record.id) ?? ofRecord(record, own, `found-${at}`) ?? [],
    );
  }

  clear(): void {
    this.#records.clear();
    this.#echoes = [];
    this.#kept = [];
    this.#calls = null;
    this.total = 0;
  }

  #addRecord(record: CallRecord, own: string): void {
    const call = ofRecord(record, own, this.nextKey());
    if (!call) return;
    const echo = this.#echoOf(call);
    this.#records.set(record.id, echo ? withEcho(call, echo) : call);
    if (echo) this.#echoes = this.#echoes.filter((one) => one !== echo);
  }

  #echoOf(call: RecentCall): RecentCall | undefined {
    const distance = (echo: RecentCall): number =>
      Math.min(Math.abs(call.at - echo.at - this.skew), Math.abs(call.endedAt - echo.endedAt - this.skew));
    return this.#echoes
      .filter((echo) => echo.direction === call.direction && isSameNumber(echo.number, call.number))
      .filter((echo) => distance(echo) <= CLOSE_MS)
      .sort((one, other) => distance(one) - distance(other))[0];
  }

  #sorted(): readonly RecentCall[] {
    const records = [...this.#records.values(), ...this.#kept];
    // Further down there may be records that would belong between.
    const oldest = this.hasMore ? Math.min(...records.map(({ at }) => at)) : -Infinity;
    const echoes = this.#echoes.filter(({ at }) => at >= oldest);
    return Object.freeze([...records, ...echoes].sort((one, other) => other.at - one.at));
  }
}

/** As it was dialled and as the platform writes it: a national number and its E.164 form end alike. */
function isSameNumber(one: string, other: string): boolean {
  if (one === other) return true;
  const [short = '', long = ''] = [one, other]
    .map((number) => number.replace(/[^\d*#]/g, '').replace(/^0+/, ''))
    .sort((a, b) => a.length - b.length);
  return short.length >= 7 ? long.endsWith(short) : short === long && short !== '';
}
