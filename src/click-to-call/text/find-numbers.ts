import { withoutDates } from './dates.js';
import {
  countDigits,
  fewestDigits,
  findDigitRuns,
  mostDigits,
  type DigitGroup,
  type DigitRun,
  type Segment,
} from './digit-runs.js';
import type { Confirm, Confirmed } from './numbering.js';
import { canBeAddress, looksLikePhone } from './shape.js';
import { isPartOfMore } from './surroundings.js';
import { judgeBefore, judgeLabel, speaksOfCalls, type Verdict } from './words.js';

/** A telephone number in a text, from `start` up to `end` without an extension. */
export interface FoundNumber {
  readonly start: number;
  readonly end: number;
  /** E.164. */
  readonly number: string;
  /** A pause and the extension behind the number; empty without one. */
  readonly postDial: string;
}

export interface Reading {
  /** ISO region of numbers without `+`. */
  readonly country: () => string;
  readonly confirm: Confirm;
  /** What stands around the text says about numbers in it. Asked only where the text leaves it open. */
  readonly evidence: () => Verdict;
}

/** Segments that may make up one number: 0049 / 30 / 231 25 / 123. */
const mostSegments = 4;
const extension =
  /^[\s,;.:-]{0,3}(?:ext(?:ensi[o\u00f3]n)?|extn|x|durchwahl|dw|interno|int|poste|anexo|ramal)[\s.:]{0,3}(\d{1,6})(?!\d)/iu;

/** Finds the telephone numbers of a text: those that say so themselves, and those that words or labels speak for. */
export function findNumbers(text: string, reading: Reading): FoundNumber[] {
  const found: FoundNumber[] = [];
  let previousEnd = 0;
  for (const run of findDigitRuns(text)) {
    readRun(text, run, previousEnd, reading, found);
    previousEnd = run.end;
  }
  return found;
}

/** Takes as many segments together as make a number, from the left. */
function readRun(text: string, run: DigitRun, previousEnd: number, reading: Reading, found: FoundNumber[]): void {
  // A card, an account, a key.
  if (run.segments.length === 1 && run.digits > mostDigits) return;
  const segments = withoutDates(text, run.segments);
  let end = previousEnd;
  for (let first = 0; first < segments.length; first += 1) {
    for (let count = joinable(segments, first); count > 0; count -= 1) {
      const number = judge(text, join(segments, first, count), end, reading);
      if (!number) continue;
      found.push(number);
      end = number.end;
      first += count - 1;
      break;
    }
  }
}

/** How many segments from `first` on may be one number. One that begins anew, after a whole one, is another. */
function joinable(segments: readonly Segment[], first: number): number {
  let digits = 0;
  let count = 0;
  for (let segment = segments[first]; segment && count < mostSegments; segment = segments[first + count]) {
    if (count > 0 && digits >= 6 && startsAnew(segment)) break;
    digits += countDigits(segment.groups);
    if (digits > mostDigits) break;
    count += 1;
  }
  return count;
}

function startsAnew({ plus, groups }: Segment): boolean {
  return plus || /^0\d/.test(groups[0]?.digits ?? '');
}

function join(segments: readonly Segment[], first: number, count: number): Segment {
  const segment = segments[first];
  const last = segments[first + count - 1];
  if (!segment || !last) throw new RangeError('There are not so many segments.');
  if (count === 1) return segment;
  const groups = segments.slice(first, first + count).flatMap((one) => one.groups);
  return { groups, plus: segment.plus, start: segment.start, end: last.end };
}

function judge(text: string, candidate: Segment, previousEnd: number, reading: Reading): FoundNumber | null {
  const { start, end, plus } = candidate;
  const groups = withoutOptionalZero(text, candidate.groups);
  let digits = '';
  for (const group of groups) digits += group.digits;
  if (digits.length < fewestDigits || digits.length > mostDigits) return null;
  const confirmed = reading.confirm(digits, plus, reading.country());
  if (!confirmed) return null;
  const tail = end === text.length ? null : extension.exec(text.slice(end, end + 24));
  if (isPartOfMore(text, start, tail ? end + tail[0].length : end)) return null;
  if (!isPhone(text, { groups, plus, start, end }, confirmed, previousEnd, reading)) return null;
  const postDial = tail ? `,${tail[1]}` : '';
  return { start: withoutBracket(text, start, end), end, number: confirmed.number, postDial };
}

function isPhone(
  text: string,
  candidate: Segment,
  confirmed: Confirmed,
  previousEnd: number,
  reading: Reading,
): boolean {
  // A plus sign says what it is wherever it stands.
  if (candidate.plus) return true;
  // Words of sentences are too weak a hint there.
  const words = canBeAddress(text, candidate.groups)
    ? judgeLabel(text.slice(Math.max(previousEnd, candidate.start - 12), candidate.start))
    : judgeText(text, candidate, previousEnd);
  const verdict = words === 'none' ? reading.evidence() : words;
  if (verdict !== 'none') return verdict === 'phone';
  return looksLikePhone(text, candidate.groups, confirmed);
}

/** What the words of the text itself say; `none` when they leave it open. */
function judgeText(text: string, { start, end }: Segment, previousEnd: number): Verdict {
  const near = judgeBefore(text.slice(previousEnd, start));
  if (near !== 'none') return near;
  // "Tel. 030 1234 / 0171 1234": the word before the first number speaks for the second, too.
  if (previousEnd > 0 && judgeBefore(text.slice(0, start)) === 'phone') return 'phone';
  return speaksOfCalls(text.slice(end)) ? 'phone' : 'none';
}

/** `+44 (0)20`: the zero is for callers at home. */
function withoutOptionalZero(text: string, groups: readonly DigitGroup[]): readonly DigitGroup[] {
  if (groups.length < 3 || !hasZero(groups)) return groups;
  return groups.filter(
    ({ digits, start, end }, index) =>
      !(index > 0 && digits === '0' && text.charAt(start - 1) === '(' && text.charAt(end) === ')'),
  );
}

function hasZero(groups: readonly DigitGroup[]): boolean {
  for (const { digits } of groups) if (digits === '0') return true;
  return false;
}

function withoutBracket(text: string, start: number, end: number): number {
  return text.charAt(start) === '(' && !text.slice(start, end).includes(')') ? start + 1 : start;
}
