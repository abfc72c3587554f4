import { URI } from 'sip.js/lib/grammar/uri.js';
import { isSafeName } from './parameters.js';
import type { Scanner } from './scanner.js';

/** Whether a SIP URI begins here. */
export const sipScheme = /sips?:/iy;

/** As networks use them, with underscores and numbers at the end, or an IPv6 address in brackets. */
const host = /[\w-]+(?:\.[\w-]+)*\.?|\[[\da-f:.]+\]/iy;
const port = /[ \t]*:[ \t]*(\d{0,5})/y;

// The password has no colon and the user none: a list of addresses is not searched to its end for each of them.
const user = /([\w.!~*'()&=+$,;?/%#-]+(?::[\w.!~*'()&=+$,%-]*)?)@/y;
const uriPort = /:(\d{0,5})/y;
const semicolon = /;/y;
const questionMark = /\?/y;
const ampersand = /&/y;
const parameterName = /[\w.!~*'()[\]/:&+$%-]+/y;
/** Wider than RFC 3261: record-routing servers put base64 and addresses there. */
const parameterValue = /=([\w.!~*'()[\]/:&+$%=@`^{|}-]*)/y;
const header = /[?&]([\w.!~*'()[\]/?:+$%-]+)=([\w.!~*'()[\]/?:+$%-]*)/y;

/** How much of a URI is read. */
export type UriParts = 'all' | 'no-parameters';

/**
 * Reads a `sip:` or `sips:` URI. Outside of angle brackets the parameters belong to the header and are left.
 * Throws `SyntaxError` or `URIError` where there is none.
 */
export function readUri(scanner: Scanner, parts: UriParts = 'all'): URI {
  const scheme = scanner.need(sipScheme).slice(0, -1);
  const name = scanner.match(user)?.[1];
  // SIP.js types the user as text and has undefined where there is none.
  const uri = new URI(scheme, (name && decodeUser(name)) as string, readHost(scanner), readPort(scanner, uriPort));
  if (parts === 'no-parameters') return uri;
  while (scanner.skip(semicolon)) {
    const parameter = scanner.need(parameterName).toLowerCase();
    setParameter(uri, parameter, scanner.match(parameterValue)?.[1] ?? null);
  }
  if (scanner.sees(questionMark)) addHeaders(scanner, uri);
  return uri;
}

/** Host of a URI or of a Via. Throws `SyntaxError` for a bracketed text that is no IPv6 address. */
export function readHost(scanner: Scanner): string {
  const text = scanner.need(host);
  if (text.startsWith('[') && !isIpv6(text.slice(1, -1))) throw new SyntaxError('No IPv6 address.');
  return text;
}

/** Port behind a host; an empty one counts as none. */
export function readPort(scanner: Scanner, pattern = port): number | undefined {
  const digits = scanner.match(pattern)?.[1];
  return digits ? Number(digits) : undefined;
}

/**
 * SIP.js decodes a user once more when it writes the URI, and throws there for a lone percent sign: one that the
 * user itself contains stays escaped, so that the same URI is written that was read.
 */
function decodeUser(text: string): string {
  return decodeURIComponent(text).replaceAll('%', '%25');
}

function setParameter(uri: URI, name: string, value: string | null): void {
  if (!isSafeName(name)) return;
  const isCaseless = name === 'transport' || name === 'user';
  // A flag, whatever a server writes behind it.
  uri.setParam(name, name === 'lr' ? null : isCaseless ? (value?.toLowerCase() ?? null) : value);
}

function addHeaders(scanner: Scanner, uri: URI): void {
  do {
    const [, name = '', value = ''] = scanner.needMatch(header);
    const values = uri.getHeader(name);
    if (values) values.push(value);
    else uri.setHeader(name, [value]);
  } while (scanner.sees(ampersand));
}

/** RFC 4291 section 2.2: eight groups, or fewer around one `::`; the last two may be an IPv4 address. */
function isIpv6(text: string): boolean {
  const halves = text.replace(/:\d{1,3}(?:\.\d{1,3}){3}$/, ':0:0').split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const isComplete = halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8;
  return isComplete && groups.every((group) => /^[\da-f]{1,4}$/i.test(group));
}
