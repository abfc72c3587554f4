import { readSizes, type Candidate } from './candidate.js';
import { digitAt, mostDigits, mostGroups } from './digit-runs.js';
import type { Confirmed } from './numbering.js';

/** How many digits stand in each group. Used again for each candidate. */
const sizes = new Uint8Array(mostGroups);

/**
 * Whether digits are grouped as telephone numbers are written, so that they need no label. Bare digits never
 * are, and neither are decimals and IP addresses.
 */
export function looksLikePhone(candidate: Candidate, confirmed: Confirmed): boolean {
  const end = readSizes(candidate, sizes);
  // A prefix that stands alone: 1 (212) 555-0123, 8 495 123-45-67.
  const start = sizes[0] === 1 && digitsUpTo(end) === confirmed.national.length + 1 ? 1 : 0;
  const count = end - start;
  if (count < 2 || count > 5 || isFigure(candidate)) return false;
  const first = sizes[start] ?? 0;
  const second = sizes[start + 1] ?? 0;
  if (confirmed.code === '1') return isAmerican(start, count);
  // With a trunk prefix everything is in use, down to the zero of a switchboard: 030 12345-0.
  if (digitAt(candidate.run.text, candidate.run.startOf(candidate.first)) === 0)
    return areAll(start, end - 1, mostDigits);
  return count === 2 ? first <= 4 && second <= 8 && first > 1 : areAll(start, end, 5);
}

/** 3-3-4, 3-7 or 6-4. */
function isAmerican(start: number, count: number): boolean {
  const first = sizes[start] ?? 0;
  const last = sizes[start + count - 1] ?? 0;
  if (count === 2) return (first === 3 && last === 7) || (first === 6 && last === 4);
  return count === 3 && first === 3 && sizes[start + 1] === 3 && last === 4;
}

function digitsUpTo(end: number): number {
  let digits = 0;
  for (let at = 0; at < end; at += 1) digits += sizes[at] ?? 0;
  return digits;
}

/** Whether the groups from `start` up to `end` have more than one digit each, and no more than `most`. */
function areAll(start: number, end: number, most: number): boolean {
  for (let at = start; at < end; at += 1) {
    const size = sizes[at] ?? 0;
    if (size < 2 || size > most) return false;
  }
  return true;
}

/** Decimals, and IP addresses. */
function isFigure(candidate: Candidate): boolean {
  return isDotted(candidate) && (candidate.last - candidate.first === 1 || canBeAddress(candidate));
}

/** Whether digits can be an IP address: `91.234.56.78` is one, or a telephone in Madrid. */
export function canBeAddress(candidate: Candidate): boolean {
  const { run, first, last } = candidate;
  if (last - first !== 3 || !isDotted(candidate)) return false;
  for (let group = first; group <= last; group += 1) {
    if (run.sizeOf(group) > 3 || Number(run.digitsOf(group)) > 255) return false;
  }
  return true;
}

function isDotted({ run, first, last }: Candidate): boolean {
  for (let group = first; group < last; group += 1) {
    const end = run.endOf(group);
    if (run.startOf(group + 1) !== end + 1 || run.text.charCodeAt(end) !== 0x2e) return false;
  }
  return true;
}
