import {
  dash,
  digitAt,
  fewestDigits,
  longestGap,
  mostDigits,
  mostGroups,
  none,
  separatorKind,
  slash,
  space,
} from './digit-runs.js';
import type { Lengths } from './numbering.js';

/** Fewer digits are too few for a number beside the shortest date. */
const fewestWithDate = fewestDigits + 4;

/**
 * Whether a text, or what stands from `start` up to `end` of it as a text of its own, may hold a number: false only where
 * `findNumbers` finds none. It decides for almost every text of a page, so it makes no objects and looks at each
 * character once.
 */
export function mayHoldNumber(text: string, lengths: Lengths, start = 0, end = text.length): boolean {
  const last = end - fewestDigits;
  for (let at = start; at <= last; at += 1) {
    const code = text.charCodeAt(at);
    // Said here, too, since it is true of most characters of a page.
    if (code < 0x30 || (code > 0x39 && code < 0x660)) continue;
    const firstDigit = digitAt(text, at);
    if (firstDigit < 0) continue;
    const first = at;
    let digits = 0;
    let groups = 0;
    let size = 0;
    let isBroken = false;
    // A short group behind others may be the month of a date, or a zero in brackets.
    let isMixed = false;
    for (;;) {
      size = 1;
      while (at + size < end && digitAt(text, at + size) >= 0) size += 1;
      at += size;
      digits += size;
      groups += 1;
      if (groups > 1 && size <= 2) isMixed = true;
      const gap = gapAt(text, at, end);
      if (gap === 0) break;
      isBroken ||= gap < 0;
      at += Math.abs(gap);
    }
    if (digits < fewestDigits) continue;
    if (isBroken || groups > mostGroups) return true;
    if (digits > mostDigits) continue;
    if (isMixed && digits >= fewestWithDate) return true;
    const before = first > start ? text.charCodeAt(first - 1) : 0;
    if (joins(before)) continue;
    if (opens(text, first - start, first, before)) return true;
    const possible = lengths[firstDigit] ?? 0;
    if (((possible >> digits) & 1) === 1) return true;
    if (isMixed && ((possible >> (digits - 1)) & 1) === 1) return true;
  }
  return false;
}

/** Separators from `at` up to the next digit; 0 when none follows, negative when it may be another number's. */
function gapAt(text: string, at: number, end: number): number {
  if (at >= end || separatorKind(text.charCodeAt(at)) === none) return 0;
  const longest = Math.min(longestGap, end - at);
  let length = 0;
  let spaces = 0;
  let dashes = 0;
  let slashes = 0;
  for (; length < longest; length += 1) {
    const kind = separatorKind(text.charCodeAt(at + length));
    if (kind === none) break;
    if (kind === space) spaces += 1;
    else if (kind === dash) dashes += 1;
    else if (kind === slash) slashes += 1;
  }
  if (at + length >= end || digitAt(text, at + length) < 0) return 0;
  return slashes > 0 || (spaces >= 2 && (dashes > 0 || spaces === length)) ? -length : length;
}

/** Letters and signs before digits that make them a part of something else. */
function joins(before: number): boolean {
  const letter = before | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || before === 0x5f || before === 0x40 || before === 0x3d;
}

/** A plus sign, or a time whose minutes the digits begin with. So many characters of the text stand before them. */
function opens(text: string, preceding: number, first: number, before: number): boolean {
  if (before === 0x2b || before === 0xff0b || before === 0x3a) return true;
  if ((before !== 0x20 && before !== 0x28) || preceding < 2) return false;
  const earlier = text.charCodeAt(first - 2);
  return earlier === 0x2b || earlier === 0xff0b;
}
