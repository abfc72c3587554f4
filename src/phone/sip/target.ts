import { URI } from 'sip.js/lib/grammar/uri.js';
import { invalidNumber } from '../call-errors.js';

const longestNumber = 64;
const longestInput = 256;
const dialable = /^(?:\+?\d[\d*#]*|[*#][\d*#]*)$/;
const visualSeparators =
  /[\s\u00a0\u00ad\u180e\u2000-\u200f\u2010-\u2015\u202a-\u202f\u205f-\u2064\u2066-\u2069\u2212\u3000\ufeff()./-]/gu;

/**
 * SIP URI for what a person typed, pasted or a page linked: a number with visual separators, an
 * extension, a feature code, a `tel:` number (RFC 3966) or `sip:number@domain`. The host of the URI is
 * always `domain`. Throws `CallError` with reason `invalid-number` for everything else.
 */
export function parseTarget(input: string, domain: string): URI {
  if (input.length > longestInput) throw invalidNumber('it is too long');
  const text = normalise(input);
  if (hasControlCharacter(text)) throw invalidNumber('it contains a line break or control character');
  if (/^tel:/i.test(text)) return targetUri(telNumber(text.slice(4), domain), domain);
  if (/^sips?:/i.test(text)) return targetUri(sipUser(text, domain), domain);
  if (text.includes('@')) return targetUri(sipUser(`sip:${text}`, domain), domain);
  return targetUri(text, domain);
}

function targetUri(text: string, domain: string): URI {
  const number = text.replace(visualSeparators, '');
  if (number === '') throw invalidNumber('it is empty');
  if (number.length > longestNumber) throw invalidNumber(`it is longer than ${longestNumber} characters`);
  if (/\p{L}/u.test(number)) throw invalidNumber('it contains letters');
  if (!dialable.test(number)) throw invalidNumber('it contains characters that cannot be dialled');
  return new URI('sip', number, domain);
}

function telNumber(text: string, domain: string): string {
  const [number = '', ...parameters] = text.split(';');
  for (const parameter of parameters) checkTelParameter(parameter, number, domain);
  return decode(number);
}

/**
 * A global number is complete without its context; a local one means another number in another
 * context (RFC 3966 section 5.1.5), except in our own domain. No sub-address is reached behind a number.
 */
function checkTelParameter(parameter: string, number: string, domain: string): void {
  const [name = '', value = ''] = parameter.split('=', 2).map((part) => part.trim().toLowerCase());
  if (name === 'ext') throw invalidNumber('a number with an extension (;ext=) cannot be dialled in one step');
  if (name === 'isub') throw invalidNumber('a number with a subaddress (;isub=) cannot be dialled');
  const complete = number.trim().startsWith('+') || value === domain.toLowerCase();
  if (name === 'phone-context' && !complete) {
    throw invalidNumber(
      'it is a local number of another place (;phone-context=); use the number with + and country code',
    );
  }
}

function sipUser(text: string, domain: string): string {
  if (/^sips:/i.test(text)) throw invalidNumber('sips: addresses are not supported');
  if (text.includes('?')) throw invalidNumber('a SIP address with headers (?) is not dialled');
  if (text.includes(';')) throw invalidNumber('a SIP address with parameters (;) is not dialled');
  const parts = text.slice(4).split('@');
  const [user, host] = parts;
  if (parts.length !== 2 || !user || !host) throw invalidNumber('a SIP address looks like sip:1002@example.com');
  if (user.includes(':')) throw invalidNumber('a SIP address with a password is not dialled');
  if (host.toLowerCase() !== domain.toLowerCase())
    throw invalidNumber('the SIP address belongs to another domain');
  return decode(user);
}

/** Decoded text goes through the same check as typed text, so that %0d or %40 smuggle nothing. */
function decode(text: string): string {
  try {
    return normalise(decodeURIComponent(text));
  } catch {
    throw invalidNumber('it contains a broken % sequence');
  }
}

function hasControlCharacter(text: string): boolean {
  return /[\u0000-\u001f\u007f-\u009f]/.test(text);
}

/** Full-width and other digits, plus signs and stars that keyboards and documents produce become ASCII. */
function normalise(text: string): string {
  return text
    .trim()
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0)!)))
    .replace(/[\u2217\u22c6]/gu, '*');
}

/** Unicode keeps each script's decimal digits in runs of ten, zero first. */
function digitValue(codePoint: number): number {
  let first = codePoint;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return (codePoint - first) % 10;
}
