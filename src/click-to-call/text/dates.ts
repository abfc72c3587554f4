import type { DigitGroup, Segment } from './digit-runs.js';

/** Takes dates and the ends of times out of segments. What stands before and behind is on its own then. */
export function withoutDates(text: string, segments: readonly Segment[]): readonly Segment[] {
  const groups = segments.flatMap((segment) => segment.groups);
  const dated = new Set(
    groups.filter((group) => /\d:$/.test(text.slice(Math.max(0, group.start - 2), group.start))),
  );
  for (let i = 0; i + 2 < groups.length; i += 1) {
    const three = groups.slice(i, i + 3);
    if (!isDate(text, three) || goesOn(text, groups, i)) continue;
    for (const group of three) dated.add(group);
    i += 2;
  }
  return dated.size === 0 ? segments : segments.flatMap((segment) => cut(segment, dated));
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

function isDate(text: string, [first, second, third]: readonly DigitGroup[]): boolean {
  if (!first || !second || !third) return false;
  const separator = text.slice(first.end, second.start);
  if (!/^[-./\u2013](?: ?)$/.test(separator) || text.slice(second.end, third.start) !== separator) return false;
  const [a, b, c] = [first, second, third].map((group) => Number(group.digits)) as [number, number, number];
  const sizes = [first, second, third].map((group) => group.digits.length).join();
  if (/^4,[12],[12]$/.test(sizes)) return isYear(a) && isDayAndMonth(b, c);
  return /^[12],[12],(?:2|4)$/.test(sizes) && (third.digits.length === 2 || isYear(c)) && isDayAndMonth(a, b);
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
