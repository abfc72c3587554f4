/** Why a text, or a part of it, did not become something to dial. */
export type DialProblem = 'no-number' | 'address' | 'letters' | 'extension' | 'characters' | 'too-long';

/** A text read as something to dial. */
export interface DialString {
  /** Digits, `*`, `#` and a leading `+`: what is left to dial. Empty when nothing can be dialled. */
  readonly value: string;
  /** What was changed or refused, for the person to see; null when only separators were dropped. */
  readonly problem: DialProblem | null;
  /** The part the problem is about, such as the letters or the extension. */
  readonly detail: string;
}

/** Longer than any number of the world (15 digits, ITU E.164) with prefixes and feature codes. */
const MAX_LENGTH = 32;
const keyOfLetter = '22233344455566677778889999';

/**
 * Reads what a person typed or pasted. Separators of all sorts go, digits of other scripts become ASCII,
 * `+44 (0)20` loses its trunk zero. Letters after a digit become the digits of their keys (1-800-FLOWERS),
 * and the caller is told; words alone and addresses are refused; an extension is cut off and named.
 */
export function readDialString(text: string): DialString {
  const plain = toAscii(text);
  const address = /^(?:sips?:|mailto:|https?:)|@|[?;]\w+=/i;
  if (address.test(plain) && !/;ext=/i.test(plain)) return { value: '', problem: 'address', detail: plain };
  const [number, extension] = splitExtension(plain);
  const letters = (number.match(/[a-z]+/gi) ?? []).join('');
  if (letters && !/\d/.test(number.slice(0, number.search(/[a-z]/i)))) {
    return { value: '', problem: 'no-number', detail: letters };
  }
  const digits = number.replace(/[a-z]/gi, (letter) => keyOfLetter[letter.toUpperCase().charCodeAt(0) - 65] ?? '');
  return finish(digits, letters, extension);
}

/** What a number of a page (`CallWish.number`) dials: without scheme, context and host. Empty for anything else. */
export function dialledPart(number: string): string {
  return /^(?:tel:|sips?:)?(\+?[\d*#]+)(?:[;@]|$)/.exec(number)?.[1] ?? '';
}

function finish(digits: string, letters: string, extension: string): DialString {
  const kept = digits.replace(/[^\d*#+]/g, '').replace(/(?!^)\+/g, '');
  const odd = digits.replace(/[\d*#+\s().,/_[\]|~–—-]/g, '');
  if (kept === '' && digits.trim() !== '') return { value: '', problem: 'no-number', detail: digits.trim() };
  if (kept.length > MAX_LENGTH) return { value: kept.slice(0, MAX_LENGTH), problem: 'too-long', detail: '' };
  if (extension) return { value: kept, problem: 'extension', detail: extension };
  if (letters) return { value: kept, problem: 'letters', detail: letters };
  return { value: kept, problem: odd ? 'characters' : null, detail: odd };
}

function toAscii(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Dash}/gu, '-')
    .replace(/\p{Nd}/gu, asciiDigit)
    .trim()
    .replace(/^(?:tel|callto):(?:\/\/)?/i, '')
    .replace(/^(\+.*?)\(0\)/, '$1');
}

/** Unicode lays the digits of every script out in runs of ten that start at a zero. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

function splitExtension(text: string): [number: string, extension: string] {
  const match = /^(.*\d.*?)[\s,;]*(?:\bextension|\bext\.?|;ext=|(?<=[\d\s)])x\.?|,{2,})[\s.:#]*(\d{1,8})$/i.exec(
    text,
  );
  return match ? [match[1] ?? '', match[2] ?? ''] : [text, ''];
}
