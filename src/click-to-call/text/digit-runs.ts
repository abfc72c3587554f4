/** Digits that stand together, from `start` up to `end` of the text. */
export interface DigitGroup {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

/** Groups of digits with nothing but separators between them, up to a break such as a slash or a wide gap. */
export interface Segment {
  readonly groups: readonly DigitGroup[];
  /** Starts with a plus sign. */
  readonly plus: boolean;
  /** Where it starts with its plus sign or opening bracket. */
  readonly start: number;
  readonly end: number;
}

/** Segments that may or may not belong together, as in `030 / 1234567` and in `030 1234567 / 0171 1234567`. */
export interface DigitRun {
  readonly segments: readonly Segment[];
  readonly start: number;
  readonly end: number;
}

/** Fewer digits are no number that this module finds. */
const fewestDigits = 7;
/** More is a table of figures, not a line with a number in it. */
const mostGroups = 12;

/** Whether a text has digits enough to be read at all: this decides for almost every text of a page. */
export function hasDigits(text: string): boolean {
  let digits = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (digitAt(text, i) < 0) continue;
    digits += 1;
    if (digits === fewestDigits) return true;
  }
  return false;
}

/** Finds the runs of digits that are long enough for a number. Looks at each character once or twice. */
export function findDigitRuns(text: string): DigitRun[] {
  const runs: DigitRun[] = [];
  let at = 0;
  while (at < text.length) {
    if (digitAt(text, at) < 0) {
      at += 1;
      continue;
    }
    const run = readRun(text, at);
    at = run.end;
    const digits = run.segments.reduce((sum, segment) => sum + countDigits(segment.groups), 0);
    if (digits >= fewestDigits) runs.push(run);
  }
  return runs;
}

export function countDigits(groups: readonly DigitGroup[]): number {
  return groups.reduce((sum, group) => sum + group.digits.length, 0);
}

function readRun(text: string, first: number): DigitRun {
  const segments: Segment[] = [];
  let groups: DigitGroup[] = [];
  let start = opening(text, first);
  let at = first;
  let count = 0;
  for (;;) {
    const group = readGroup(text, at);
    groups.push(group);
    count += 1;
    const next = afterSeparators(text, group.end);
    const goesOn = digitAt(text, next.at) >= 0 && count < mostGroups;
    if (!goesOn || next.isBreak) {
      segments.push({ groups, plus: hasPlus(text, groups[0]?.start ?? first), start, end: group.end });
      groups = [];
      start = goesOn ? opening(text, next.at) : start;
    }
    if (!goesOn) return { segments, start: segments[0]?.start ?? first, end: group.end };
    at = next.at;
  }
}

function readGroup(text: string, start: number): DigitGroup {
  let end = start;
  let digits = '';
  for (let digit = digitAt(text, end); digit >= 0; digit = digitAt(text, end)) {
    digits += digit;
    end += 1;
  }
  return { start, end, digits };
}

/** Separators between two groups; at most five, since invisible marks count, too. */
function afterSeparators(text: string, start: number): { at: number; isBreak: boolean } {
  let at = start;
  let spaces = 0;
  let marks = 0;
  let isBreak = false;
  for (; at < start + 5 && at < text.length; at += 1) {
    const kind = separatorKind(text.charCodeAt(at));
    if (kind === 'none') break;
    if (kind === 'space') spaces += 1;
    if (kind === 'slash' || kind === 'dash') marks += 1;
    if (kind === 'slash') isBreak = true;
  }
  // "555-0100 - 555-0101" and two columns in one text.
  if (spaces >= 2 && (marks > 0 || at - start === spaces)) isBreak = true;
  return { at, isBreak };
}

type SeparatorKind = 'none' | 'space' | 'dash' | 'slash' | 'other';

function separatorKind(code: number): SeparatorKind {
  if (code === 0x20 || code === 0xa0 || code === 0x202f || (code >= 0x2000 && code <= 0x200a)) return 'space';
  if (code === 0x2d || (code >= 0x2010 && code <= 0x2015) || code === 0x2212) return 'dash';
  if (code === 0x2f) return 'slash';
  // Brackets, dots, and marks that are not seen: soft hyphens, joiners, directions.
  if (code === 0x28 || code === 0x29 || code === 0x2e || code === 0xb7) return 'other';
  if (code === 0xad || (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e)) return 'other';
  return (code >= 0x2060 && code <= 0x2069) || code === 0xfeff ? 'other' : 'none';
}

/** Where a number starts whose first digit is at `first`: its plus sign and opening bracket belong to it. */
function opening(text: string, first: number): number {
  let start = first;
  while (start > 0 && first - start < 3 && /[(+\uff0b]/.test(text.charAt(start - 1))) start -= 1;
  return start;
}

function hasPlus(text: string, first: number): boolean {
  return /[+\uff0b][ (]?$/.test(text.slice(Math.max(0, first - 2), first));
}

/** Value of the digit at `index`: ASCII, full width, Arabic or Persian. Negative for everything else. */
function digitAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code < 0x3a) return code < 0x30 ? -1 : code - 0x30;
  if (code < 0x660) return -1;
  const zero = code >= 0xff10 ? 0xff10 : code >= 0x6f0 ? 0x6f0 : 0x660;
  return code - zero <= 9 ? code - zero : -1;
}
