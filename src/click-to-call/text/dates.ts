import { digitAt, mostGroups, type DigitRun } from './digit-runs.js';

/** 1 for each group of the run that belongs to a date or ends a time. Used again for each run. */
const dated = new Uint8Array(mostGroups);

/** Which groups of a run are dates and the ends of times: what stands before and behind is on its own then. */
export function markDates(run: DigitRun): Readonly<Uint8Array> {
  let dateEnd = 0;
  for (let group = 0; group < run.count; group += 1) {
    const isTime = isTimeEnd(run, group);
    if (!isTime && group >= dateEnd && isDate(run, group)) dateEnd = group + 3;
    dated[group] = isTime || group < dateEnd ? 1 : 0;
  }
  return dated;
}

/** The minutes of a time. */
function isTimeEnd({ text, starts }: DigitRun, group: number): boolean {
  const start = starts[group] ?? 0;
  return start > 1 && text.charCodeAt(start - 1) === 0x3a && digitAt(text, start - 2) >= 0;
}

function isDate(run: DigitRun, first: number): boolean {
  const third = first + 2;
  if (third >= run.count || run.sizeOf(first + 1) > 2 || run.sizeOf(first) + run.sizeOf(third) > 6) return false;
  if (!isDateJoint(run, first) || !isSameGap(run, first, first + 1) || goesOn(run, first)) return false;
  const a = valueOf(run, first);
  const b = valueOf(run, first + 1);
  const c = valueOf(run, third);
  if (run.sizeOf(first) === 4) return isYear(a) && isDayAndMonth(b, c);
  const isShort = run.sizeOf(third) === 2;
  return run.sizeOf(first) <= 2 && (isShort || isYear(c)) && isDayAndMonth(a, b);
}

/** A dash, a dot or a slash behind the group, and no more than a space behind that. */
function isDateJoint(run: DigitRun, group: number): boolean {
  const end = run.endOf(group);
  const length = run.startOf(group + 1) - end;
  if (length > 2 || (length === 2 && run.text.charCodeAt(end + 1) !== 0x20)) return false;
  const code = run.text.charCodeAt(end);
  return (code >= 0x2d && code <= 0x2f) || code === 0x2013;
}

/** More groups joined in the same way: `719-06-17-17` holds no date. */
function goesOn(run: DigitRun, first: number): boolean {
  return (first > 0 && isSameGap(run, first, first - 1)) || isSameGap(run, first, first + 2);
}

/** Whether the same separators stand behind two groups. Behind the last one there are none. */
function isSameGap(run: DigitRun, one: number, other: number): boolean {
  if (other + 1 >= run.count) return false;
  const end = run.endOf(one);
  const otherEnd = run.endOf(other);
  const length = run.startOf(one + 1) - end;
  if (run.startOf(other + 1) - otherEnd !== length) return false;
  for (let at = 0; at < length; at += 1) {
    if (run.text.charCodeAt(end + at) !== run.text.charCodeAt(otherEnd + at)) return false;
  }
  return true;
}

function valueOf(run: DigitRun, group: number): number {
  let value = 0;
  for (let at = run.startOf(group); at < run.endOf(group); at += 1) value = value * 10 + digitAt(run.text, at);
  return value;
}

function isYear(value: number): boolean {
  return value >= 1900 && value < 2100;
}

function isDayAndMonth(one: number, other: number): boolean {
  return one > 0 && other > 0 && Math.min(one, other) <= 12 && Math.max(one, other) <= 31;
}
