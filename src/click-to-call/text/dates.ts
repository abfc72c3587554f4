import type { DigitGroup, Segment } from './digit-runs.js';

/** Takes dates and the ends of times out of segments. What stands before and behind is on its own then. */
export function withoutDates(text: string, segments: readonly Segment[]): readonly Segment[] {
  const groups =
    segments.length === 1 ? (segments[0]?.groups ?? []) : segments.flatMap((segment) => segment.groups);
  let dated: Set<DigitGroup> | null = null;
  for (let i = 0; i < groups.length; i += 1) {
    const length = isTimeEnd(text, groups[i]) ? 1 : isDate(text, groups, i) ? 3 : 0;
    if (length === 0) continue;
    for (const group of groups.slice(i, i + length)) dated = (dated ?? new Set()).add(group);
    i += length - 1;
  }
  return dated ? segments.flatMap((segment) => cut(segment, dated)) : segments;
}

/** The minutes of a time. */
function isTimeEnd(text: string, group: DigitGroup | undefined): boolean {
  return (
    group !== undefined &&
    group.start > 1 &&
    text.charAt(group.start - 1) === ':' &&
    /\d/.test(text.charAt(group.start - 2))
  );
}

function cut(segment: Segment, dated: ReadonlySet<DigitGroup>): Segment[] {
  const pieces: DigitGroup[][] = [[]];
  for (const group of segment.groups) {
    if (dated.has(group)) pieces.push([]);
    else pieces.at(-1)?.push(group);
  }
  return pieces.flatMap((groups) => {
    const [first] = groups;
    const last = groups.at(-1);
    if (!first || !last) return [];
    const isFirst = first === segment.groups[0];
    return [
      { groups, plus: isFirst && segment.plus, start: isFirst ? segment.start : first.start, end: last.end },
    ];
  });
}

function isDate(text: string, groups: readonly DigitGroup[], at: number): boolean {
  const first = groups[at];
  const second = groups[at + 1];
  const third = groups[at + 2];
  if (!first || !second || !third || second.digits.length > 2 || first.digits.length + third.digits.length > 6)
    return false;
  const separator = text.slice(first.end, second.start);
  if (!/^[-./\u2013] ?$/.test(separator) || text.slice(second.end, third.start) !== separator) return false;
  if (goesOn(text, groups, at)) return false;
  const [a, b, c] = [Number(first.digits), Number(second.digits), Number(third.digits)];
  if (first.digits.length === 4) return isYear(a) && isDayAndMonth(b, c);
  const isShort = third.digits.length === 2;
  return first.digits.length <= 2 && (isShort || isYear(c)) && isDayAndMonth(a, b);
}

/** More groups joined in the same way: `719-06-17-17` holds no date. */
function goesOn(text: string, groups: readonly DigitGroup[], first: number): boolean {
  const gap = (index: number): string =>
    text.slice(groups[index]?.end, groups[index + 1]?.start ?? groups[index]?.end);
  const separator = gap(first);
  return (first > 0 && gap(first - 1) === separator) || gap(first + 2) === separator;
}

function isYear(value: number): boolean {
  return value >= 1900 && value < 2100;
}

function isDayAndMonth(one: number, other: number): boolean {
  return one > 0 && other > 0 && Math.min(one, other) <= 12 && Math.max(one, other) <= 31;
}
