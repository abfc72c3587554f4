import type { PresenceBoard } from '../../softphone/presence-board.js';
import type { WindowRow } from '../internal/row-window.js';

/** A heading or a person. `group`: a department; `favourites` and the people without a department have words of their own. */
export type PeopleRow = WindowRow &
  (
    | {
        readonly kind: 'heading';
        readonly key: string;
        readonly group: 'favourites' | 'others' | { department: string };
      }
    | { readonly kind: 'person'; readonly key: string; readonly number: string }
  );

/** People under their departments, favourites once more at the top; with a search those who are found, as one list. */
export function peopleRows(
  board: Pick<PresenceBoard, 'numbers' | 'find' | 'get'>,
  favourites: readonly string[],
  query: string,
): readonly PeopleRow[] {
  if (query.trim() !== '') return board.find(query).map(({ number }) => person(number, 'found'));
  const chosen = board.numbers.filter((number) => favourites.includes(number));
  const departments = new Map<string, string[]>();
  const others: string[] = [];
  for (const number of board.numbers) {
    const department = board.get(number)?.department ?? '';
    if (department === '') others.push(number);
    else departments.set(department, [...(departments.get(department) ?? []), number]);
  }
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const named = [...departments].sort(([one], [other]) => collator.compare(one, other));
  return [
    ...group('favourites', chosen, 'favourite'),
    ...named.flatMap(([department, numbers]) => group({ department }, numbers, department)),
    // Where nobody has a department nobody needs to be told so.
    ...(named.length === 0 && chosen.length === 0
      ? others.map((number) => person(number, 'others'))
      : group('others', others, 'others')),
  ];
}

function group(
  name: Extract<PeopleRow, { kind: 'heading' }>['group'],
  numbers: readonly string[],
  prefix: string,
): PeopleRow[] {
  if (numbers.length === 0) return [];
  const heading: PeopleRow = { kind: 'heading', key: `heading ${prefix}`, group: name, height: 34, stops: 0 };
  return [heading, ...numbers.map((number) => person(number, prefix))];
}

function person(number: string, prefix: string): PeopleRow {
  return { kind: 'person', key: `${prefix} ${number}`, number, height: 56, stops: 2 };
}
