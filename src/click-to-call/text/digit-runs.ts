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
  readonly digits: number;
  readonly end: number;
}

/** Fewer digits are no number that is looked for. */
export const fewestDigits = 7;
/** More are a card, an account, a key. */
export const mostDigits = 18;
/** More is a table of figures, not a line with a number in it. */
export const mostGroups = 12;

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
    if (run.digits >= fewestDigits) runs.push(run);
  }
  return runs;
}

export function countDigits(groups: readonly DigitGroup[]): number {
  let count = 0;
  for (const group of groups) count += group.digits.length;
  return count;
}

function readRun(text: string, first: number): DigitRun {
  const segments: Segment[] = [];
  let groups: DigitGroup[] = [];
  let start = opening(text, first);
  let at = first;
  let digits = 0;
  for (let count = 1; ; count += 1) {
    const group = readGroup(text, at);
    groups.push(group);
    digits += group.digits.length;
    const reach = separatorsAfter(text, group.end);
    const next = group.end + (reach & lengthBits);
    const goesOn = digitAt(text, next) >= 0 && count < mostGroups;
    if (!goesOn || reach >= breakBit) {
      segments.push({ groups, plus: hasPlus(text, groups[0]?.start ?? first), start, end: group.end });
      groups = [];
      start = goesOn ? opening(text, next) : start;
    }
    if (!goesOn) return { segments, digits, end: group.end };
    at = next;
  }
}

function readGroup(text: string, start: number): DigitGroup {
  let end = start + 1;
  while (digitAt(text, end) >= 0) end += 1;
  const digits = text.slice(start, end);
  return { start, end, digits: text.charCodeAt(start) < 0x80 ? digits : toAscii(digits) };
}

function toAscii(digits: string): string {
  return [...digits].map((_, index) => digitAt(digits, index)).join('');
}

/** Invisible marks count, too, so that five characters make a gap of two or three. */
export const longestGap = 5;
const lengthBits = 7;
const breakBit = 8;

/** How many separators stand between two groups, with `breakBit` set where what follows may be another number. */
function separatorsAfter(text: string, start: number): number {
  let length = 0;
  let spaces = 0;
  let dashes = 0;
  let slashes = 0;
  for (; length < longestGap; length += 1) {
    const kind = separatorKind(text.charCodeAt(start + length));
    if (kind === none) break;
    if (kind === space) spaces += 1;
    else if (kind === dash) dashes += 1;
    else if (kind === slash) slashes += 1;
  }
  // "555-0100 - 555-0101" and two columns in one text.
  const isBreak = slashes > 0 || (spaces >= 2 && (dashes > 0 || spaces === length));
  return isBreak ? length | breakBit : length;
}

export const none = 0;
export const space = 1;
export const dash = 2;
export const slash = 3;
const other = 4;

/** What kind of separator a character is, `none` for one that ends a run. */
export function separatorKind(code: number): number {
  if (code < 0x80)
    return code === 0x20
      ? space
      : code === 0x2d
        ? dash
        : code === 0x2f
          ? slash
          : isBracketOrDot(code)
            ? other
            : none;
  if (code === 0xa0 || code === 0x202f || (code >= 0x2000 && code <= 0x200a)) return space;
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) return dash;
  return isUnseen(code) || code === 0xb7 ? other : none;
}

function isBracketOrDot(code: number): boolean {
  return code === 0x28 || code === 0x29 || code === 0x2e;
}

/** Soft hyphens, joiners, directions. */
function isUnseen(code: number): boolean {
  if (code === 0xad || code === 0xfeff) return true;
  return (
    (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x2069)
  );
}

/** Where a number starts whose first digit is at `first`: its plus sign and opening bracket belong to it. */
function opening(text: string, first: number): number {
  let start = first;
  while (start > 0 && first - start < 3 && isOpening(text.charAt(start - 1))) start -= 1;
  return start;
}

function hasPlus(text: string, first: number): boolean {
  if (first === 0) return false;
  const before = text.charAt(first - 1);
  return isPlus(before) || ((before === ' ' || before === '(') && first > 1 && isPlus(text.charAt(first - 2)));
}

function isPlus(character: string): boolean {
  return character === '+' || character === '\uff0b';
}

function isOpening(character: string): boolean {
  return character === '(' || isPlus(character);
}

/** Value of the digit at `index`: ASCII, full width, Arabic or Persian. Negative for everything else. */
export function digitAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code < 0x3a) return code < 0x30 ? -1 : code - 0x30;
  if (code < 0x660) return -1;
  const zero = code >= 0xff10 ? 0xff10 : code >= 0x6f0 ? 0x6f0 : 0x660;
  return code - zero <= 9 ? code - zero : -1;
}
