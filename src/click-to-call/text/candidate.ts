import type { DigitRun } from './digit-runs.js';

/** Groups of a run that may be one number. */
export interface Candidate {
  readonly run: DigitRun;
  /** Its first and its last group. */
  readonly first: number;
  readonly last: number;
  /** Starts with a plus sign. */
  readonly plus: boolean;
  /** Where it starts in the text, with its plus sign or opening bracket, and where it ends. */
  readonly start: number;
  readonly end: number;
}

/** Its digits in ASCII, as callers at home or abroad dial them. */
export function digitsOf(candidate: Candidate): string {
  const { run, first, last } = candidate;
  if (first === last) return run.digitsOf(first);
  let digits = '';
  for (let group = first; group <= last; group += 1) {
    if (!isOptionalZero(candidate, group)) digits += run.digitsOf(group);
  }
  return digits;
}

/** Notes in `sizes` how many digits stand in each of its groups. Returns how many groups there are. */
export function readSizes(candidate: Candidate, sizes: Uint8Array): number {
  const { run, first, last } = candidate;
  let count = 0;
  for (let group = first; group <= last; group += 1) {
    if (isOptionalZero(candidate, group)) continue;
    sizes[count] = run.sizeOf(group);
    count += 1;
  }
  return count;
}

/** `+44 (0)20`: the zero is for callers at home. */
function isOptionalZero({ run, first, last }: Candidate, group: number): boolean {
  if (group === first || last - first < 2 || run.sizeOf(group) !== 1) return false;
  const at = run.startOf(group);
  const { text } = run;
  return text.charAt(at - 1) === '(' && text.charAt(at + 1) === ')' && run.digitsOf(group) === '0';
}
