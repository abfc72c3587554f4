import { judgeLabel } from './words.js';

/** Words for money and measures that stand behind a figure. */
const units =
  /^\s?(?:[%\u20ac$\u00a3\u00a5\u20b9\u00b0\u00b5]|(?:eur|usd|gbp|mxn|chf|kg|km|cm|mm|ml|mb|gb|kb)\b)/iu;
const moneyBefore = /(?:[$\u20ac\u00a3\u00a5\u20b9]|\b(?:eur|usd|gbp|mxn|chf))\s?\(?$/iu;
/** The pieces of sums, times and decimals behind a figure: `,99`, `,123,456`, `:30`. */
const figureAfter = /^(?:,\d{1,3}(?!\d)|:\d|[\p{L}_@=*]|[-.](?=\p{L}))/u;
const figureBefore = /(?:[\p{L}\p{N}_@=%&?*]|\d[,:]|%\s*\(?)$/u;
/** The letters of an IBAN or a bank code before its digits: `GB28 LIEE `. */
const accountBefore = /\b[A-Z]{2}\d{2} ?(?:[A-Z\d]{4} ){1,3}$/;
const joint = /([\p{L}\p{N}]*)[-_/\\]$/u;

const isSpace = /\s/;
/** Enough of an address to know it. */
const longestAddress = 120;

/** Whether what stands directly around the digits makes them a part of something else: a sum, an address, a code. */
export function isPartOfMore(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 40), start);
  const after = text.slice(end, end + 12);
  if (before === '' && after === '') return false;
  if (figureAfter.test(after) || units.test(after)) return true;
  if (before !== '' && isEndOfMore(before)) return true;
  return isInAddress(text, start, end);
}

function isEndOfMore(before: string): boolean {
  // Behind a word and a space stands most of what is asked about, and only money can be before it there.
  if (before.endsWith(' ') && isLowerCase(before.charCodeAt(before.length - 2)))
    return moneyBefore.test(before.slice(-8));
  if (figureBefore.test(before) || moneyBefore.test(before) || accountBefore.test(before)) return true;
  const word = joint.exec(before)?.[1];
  return word !== undefined && word !== '' && judgeLabel(word) !== 'phone';
}

function isLowerCase(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** Whether the digits stand in a web or mail address. */
function isInAddress(text: string, start: number, end: number): boolean {
  let from = start;
  while (from > 0 && start - from < longestAddress && !isSpace.test(text.charAt(from - 1))) from -= 1;
  return (
    (from < start && /:\/\/|@|\bwww\./.test(text.slice(from, start))) ||
    /^[\w.+-]{0,60}@\w/.test(text.slice(end, end + 62))
  );
}
