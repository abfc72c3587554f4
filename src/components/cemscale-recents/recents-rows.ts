import { isMissed, type RecentCall } from '../../softphone/recents/recent-call.js';
import { plain } from '../../softphone/directory.js';
import type { WindowRow } from '../internal/row-window.js';

/** A day, one or more calls with one person in a row, or the way to older ones. */
export type RecentsRow = WindowRow &
  (
    | { readonly kind: 'day'; readonly key: string; readonly at: number }
    | { readonly kind: 'calls'; readonly key: string; readonly calls: readonly RecentCall[] }
    | { readonly kind: 'older'; readonly key: 'older' }
  );

/** What a person is looking for. */
export interface RecentsFilter {
  readonly onlyMissed: boolean;
  readonly query: string;
}

export interface RecentsNames {
  /** The same for all spellings of one number. */
  readonly key: (number: string) => string;
  /** Who has this number, as far as anybody knows. */
  readonly name: (call: RecentCall) => string;
  /** The number as it is shown. */
  readonly shown: (number: string) => string;
}

/** The calls that the filter lets through. */
export function filtered(
  calls: readonly RecentCall[],
  { onlyMissed, query }: RecentsFilter,
  { name, shown }: RecentsNames,
): readonly RecentCall[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const digits = query.replace(/\D/g, '');
  const isNumber = digits.length > 1 && !/\p{L}/u.test(query);
  return calls.filter((call) => {
    if (onlyMissed && !isMissed(call)) return false;
    if (words.length === 0 || (isNumber && call.number.replace(/\D/g, '').includes(digits))) return true;
    const text = plain(`${name(call)} ${call.name ?? ''} ${call.number} ${shown(call.number)}`);
    return words.every((word) => text.includes(word));
  });
}

/** Rows under the day they belong to; what one person did several times in a row is one row. */
export function rowsOf(
  calls: readonly RecentCall[],
  { key }: RecentsNames,
  hasOlder: boolean,
): readonly RecentsRow[] {
  const rows: RecentsRow[] = [];
  let day = '';
  let group: RecentCall[] = [];
  for (const call of calls) {
    const date = new Date(call.at).toDateString();
    const [first] = group;
    if (date === day && first && isAlike(first, call, key)) {
      group.push(call);
      continue;
    }
    if (date !== day) rows.push({ kind: 'day', key: date, at: call.at, height: 34, stops: 0 });
    day = date;
    group = [call];
    rows.push({ kind: 'calls', key: call.key, calls: group, height: 56, stops: 2 });
  }
  if (hasOlder) rows.push({ kind: 'older', key: 'older', height: 60, stops: 1 });
  return rows;
}

function isAlike(one: RecentCall, other: RecentCall, key: RecentsNames['key']): boolean {
  return (
    one.direction === other.direction &&
    isMissed(one) === isMissed(other) &&
    one.number !== '' &&
    key(one.number) === key(other.number)
  );
}
