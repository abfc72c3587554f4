/** Fewer digits are no number that is looked for. */
export const fewestDigits = 7;
/** More are a card, an account, a key. */
export const mostDigits = 18;
/** More is a table of figures, not a line with a number in it. */
export const mostGroups = 12;

/**
 * Groups of digits with nothing but separators between them, in segments that end at a break such as a slash or a
 * wide gap and that may or may not belong together, as in `030 / 1234567` and in `030 1234567 / 0171 1234567`.
 * One object is read into again and again: a page has thousands of runs, and what they would leave behind is garbage.
 */
export class DigitRun {
  text = '';
  /** Of groups. */
  count = 0;
  digits = 0;
  /** Whether some segment ends before the run does. */
  isBroken = false;
  /** Where each group starts and ends in the text. */
  readonly starts = new Int32Array(mostGroups);
  readonly ends = new Int32Array(mostGroups);
  /** 1 for a group that begins a segment. */
  readonly begins = new Uint8Array(mostGroups);

  /** Reads the first run at or behind `at` that is long enough for a number. False when there is none. */
  read(text: string, at: number): boolean {
    this.text = text;
    for (let first = at; first < text.length;) {
      if (digitAt(text, first) < 0) {
        first += 1;
        continue;
      }
      this.#readGroups(first);
      if (this.digits >= fewestDigits) return true;
      first = this.end;
    }
    return false;
  }

  get end(): number {
    return this.endOf(this.count - 1);
  }

  startOf(group: number): number {
    return this.starts[group] ?? 0;
  }

  endOf(group: number): number {
    return this.ends[group] ?? 0;
  }

  /** How many digits a group has. */
  sizeOf(group: number): number {
    return this.endOf(group) - this.startOf(group);
  }

  isBeginning(group: number): boolean {
    return this.begins[group] === 1;
  }

  /** The digits of a group, in ASCII. */
  digitsOf(group: number): string {
    const start = this.startOf(group);
    const digits = this.text.slice(start, this.endOf(group));
    return this.text.charCodeAt(start) < 0x80 ? digits : toAscii(digits);
  }

  #readGroups(first: number): void {
    this.count = 0;
    this.digits = 0;
    this.isBroken = false;
    let isBeginning = true;
    for (let at = first; ;) {
      let end = at + 1;
      while (digitAt(this.text, end) >= 0) end += 1;
      this.starts[this.count] = at;
      this.ends[this.count] = end;
      this.begins[this.count] = isBeginning ? 1 : 0;
      this.count += 1;
      this.digits += end - at;
      if (this.count === mostGroups) return;
      const reach = separatorsAfter(this.text, end);
      at = end + (reach & lengthBits);
      if (digitAt(this.text, at) < 0) return;
      isBeginning = reach >= breakBit;
      this.isBroken ||= isBeginning;
    }
  }
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
export function opening(text: string, first: number): number {
  let start = first;
  while (start > 0 && first - start < 3 && isOpening(text.charAt(start - 1))) start -= 1;
  return start;
}

export function hasPlus(text: string, first: number): boolean {
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
