import { digitsOf, type Candidate } from './candidate.js';
import { markDates } from './dates.js';
import { digitAt, DigitRun, fewestDigits, hasPlus, mostDigits, mostGroups, opening } from './digit-runs.js';
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

/** The run that is read, and the first and last group of each of its segments that dates leave over. */
const run = new DigitRun();
const firsts = new Int32Array(mostGroups);
const lasts = new Int32Array(mostGroups);

const none: readonly FoundNumber[] = [];

/** Finds the telephone numbers of a text: those that say so themselves, and those that words or labels speak for. */
export function findNumbers(text: string, reading: Reading): readonly FoundNumber[] {
  let found: FoundNumber[] | null = null;
  let previousEnd = 0;
  while (run.read(text, previousEnd)) {
    // More digits without a break are a card, an account, a key.
    if (run.isBroken || run.digits <= mostDigits) found = readRun(previousEnd, reading, found);
    previousEnd = run.end;
  }
  return found ?? none;
}

/** Takes as many segments together as make a number, from the left. */
function readRun(previousEnd: number, reading: Reading, found: FoundNumber[] | null): FoundNumber[] | null {
  const segments = readSegments();
  let end = previousEnd;
  let numbers = found;
  for (let first = 0; first < segments; first += 1) {
    for (let count = joinable(first, segments); count > 0; count -= 1) {
      const number = judge(candidateOf(first, first + count - 1), end, reading);
      if (!number) continue;
      (numbers ??= []).push(number);
      end = number.end;
      first += count - 1;
      break;
    }
  }
  return numbers;
}

/** Notes the segments of the run, without dates. Returns how many there are. */
function readSegments(): number {
  const dated = markDates(run);
  let count = 0;
  for (let group = 0; group < run.count; group += 1) {
    if (dated[group] === 1) continue;
    if (count === 0 || run.isBeginning(group) || dated[group - 1] === 1) {
      firsts[count] = group;
      count += 1;
    }
    lasts[count - 1] = group;
  }
  return count;
}

function firstOf(segment: number): number {
  return firsts[segment] ?? 0;
}

function lastOf(segment: number): number {
  return lasts[segment] ?? 0;
}

/** How many segments from `first` on may be one number. One that begins anew, after a whole one, is another. */
function joinable(first: number, segments: number): number {
  let digits = 0;
  let segment = first;
  for (; segment < segments && segment - first < mostSegments; segment += 1) {
    if (segment > first && lastOf(segment - 1) + 1 !== firstOf(segment)) break;
    if (segment > first && digits >= 6 && startsAnew(firstOf(segment))) break;
    for (let group = firstOf(segment); group <= lastOf(segment); group += 1) digits += run.sizeOf(group);
    if (digits > mostDigits) break;
  }
  return segment - first;
}

function startsAnew(group: number): boolean {
  return isAfterPlus(group) || (run.sizeOf(group) > 1 && digitAt(run.text, run.startOf(group)) === 0);
}

/** What stands behind a date has no plus sign of its own. */
function isAfterPlus(group: number): boolean {
  return run.isBeginning(group) && hasPlus(run.text, run.startOf(group));
}

function candidateOf(firstSegment: number, lastSegment: number): Candidate {
  const first = firstOf(firstSegment);
  const last = lastOf(lastSegment);
  const start = run.startOf(first);
  return {
    run,
    first,
    last,
    plus: isAfterPlus(first),
    start: run.isBeginning(first) ? opening(run.text, start) : start,
    end: run.endOf(last),
  };
}

function judge(candidate: Candidate, previousEnd: number, reading: Reading): FoundNumber | null {
  const { start, end, plus } = candidate;
  const { text } = run;
  const digits = digitsOf(candidate);
  if (digits.length < fewestDigits || digits.length > mostDigits) return null;
  const confirmed = reading.confirm(digits, plus, reading.country());
  if (!confirmed) return null;
  const tail = end === text.length ? null : extension.exec(text.slice(end, end + 24));
  if (isPartOfMore(text, start, tail ? end + tail[0].length : end)) return null;
  if (!isPhone(candidate, confirmed, previousEnd, reading)) return null;
  const postDial = tail ? `,${tail[1]}` : '';
  return { start: withoutBracket(text, start, end), end, number: confirmed.number, postDial };
}

function isPhone(candidate: Candidate, confirmed: Confirmed, previousEnd: number, reading: Reading): boolean {
  // A plus sign says what it is wherever it stands.
  if (candidate.plus) return true;
  const { text } = candidate.run;
  // Words of sentences are too weak a hint there.
  const words = canBeAddress(candidate)
    ? judgeLabel(text.slice(Math.max(previousEnd, candidate.start - 12), candidate.start))
    : judgeText(text, candidate, previousEnd);
  const verdict = words === 'none' ? reading.evidence() : words;
  if (verdict !== 'none') return verdict === 'phone';
  return looksLikePhone(candidate, confirmed);
}

/** What the words of the text itself say; `none` when they leave it open. */
function judgeText(text: string, { start, end }: Candidate, previousEnd: number): Verdict {
  const near = judgeBefore(text.slice(previousEnd, start));
  if (near !== 'none') return near;
  // "Tel. 030 1234 / 0171 1234": the word before the first number speaks for the second, too.
  if (previousEnd > 0 && judgeBefore(text.slice(0, start)) === 'phone') return 'phone';
  return speaksOfCalls(text.slice(end)) ? 'phone' : 'none';
}

function withoutBracket(text: string, start: number, end: number): number {
  return text.charAt(start) === '(' && !text.slice(start, end).includes(')') ? start + 1 : start;
}
