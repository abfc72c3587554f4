import type { Dialling } from './options.js';

/** No link of a person is longer; what is longer is not looked at. */
const longestText = 256;
const longestNumber = 32;
const longestPostDial = 64;

const separators = /[\s()./~_\u00ad\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060-\u2069\u2212\ufeff-]/g;
const controls = /[\u0000-\u001f\u007f-\u009f]/;
const keyOfLetter = '22233344455566677778889999';

/**
 * Reads a `tel:` (RFC 3966), `callto:`, `sip:` or `sips:` link. Null for other links and for values that are not
 * dialled: services of the exchange such as `*72`, sub-addresses, SIP headers, passwords, control characters.
 */
export function readPhoneLink(href: string): Dialling | null {
  if (href.length > longestText) return null;
  // As URL parsers do, so that what the browser takes for a phone link is one here, too.
  const link = /^[\0- ]*(tel|callto|sips?):(?:\/\/)?(.*?)[\0- ]*$/i.exec(href.replace(/[\t\n\r]/g, ''));
  if (!link) return null;
  const [, scheme = '', rest = ''] = link;
  if (/^sip/i.test(scheme)) return readSip(scheme.toLowerCase(), rest);
  return readSubscriber(/^callto$/i.test(scheme) ? rest.replace(/\?.*/, '') : rest, false);
}

/** Reads the value of `data-cemscale-call`: a number as people write it, a service such as `*97`, or a phone link. */
export function readCallValue(value: string): Dialling | null {
  const text = value.trim();
  if (text.length > longestText) return null;
  return /^[a-z]+:/i.test(text) ? readPhoneLink(text) : readSubscriber(text.replaceAll('%', '%25'), true);
}

function readSip(scheme: string, rest: string): Dialling | null {
  const address = /^([^@?:]+)@([a-z\d](?:[a-z\d.-]*[a-z\d])?(?::\d{1,5})?)(?:;[^?@]*)?$/i.exec(rest);
  if (!address) return rest.includes('@') || rest.includes('?') ? null : readSubscriber(rest, false);
  const [, user = '', host = ''] = address;
  const subscriber = readSubscriber(user, false);
  const name = subscriber?.number ?? decode(user);
  if (!name || !/^[\w.+-]{1,64}$/.test(name)) return null;
  return { number: `${scheme}:${name}@${host.toLowerCase()}`, postDial: subscriber?.postDial ?? '' };
}

/** A number with its parameters: the part of a `tel:` link after the colon. */
function readSubscriber(text: string, services: boolean): Dialling | null {
  const [start = '', ...parameters] = text.split(';');
  const written = decode(start);
  const main = written === null ? null : readNumber(written, services);
  if (!main) return null;
  let { number, postDial } = main;
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=', 2);
    const plain = decode(value);
    if (plain === null || /^isub$/i.test(name)) return null;
    if (/^ext$/i.test(name)) postDial += `,${plain}`;
    else if (/^postd$/i.test(name)) postDial += plain;
    else if (/^phone-context$/i.test(name) && !number.startsWith('+')) {
      // A local number of another place is another number (RFC 3966 section 5.1.5); who dials decides.
      if (!/^[\w.+-]{1,64}$/.test(plain)) return null;
      number = `tel:${number};phone-context=${plain}`;
    }
  }
  const tones = readTones(postDial);
  return tones === null ? null : { number, postDial: tones };
}

function readNumber(written: string, services: boolean): Dialling | null {
  const compact = written
    .normalize('NFKC')
    .replace(/^\s*(\(?\+.*?)\(0\)/, '$1')
    .replace(separators, '');
  // Vanity numbers: 1-800-FLOWERS.
  const digits = /^\+?\d/.test(compact) ? compact.replace(/[A-Z]{3,}/g, toKeys) : compact;
  const parts = /^(\+?[\d*#]+)(?:(?:ext|x)(\d{1,10})|([,pw].*))?$/i.exec(digits);
  if (!parts) return null;
  const [, number = '', extension, pause = ''] = parts;
  const allowed = services ? /^(?:\+\d+|[\d*#]+)$/ : /^\+?\d+$/;
  if (number.length > longestNumber || !allowed.test(number)) return null;
  return { number, postDial: extension === undefined ? pause : `,${extension}` };
}

function readTones(text: string): string | null {
  const tones = text.replace(/[pw]/gi, ',').replace(separators, '').toUpperCase();
  return tones.length <= longestPostDial && /^[\dA-D*#,]*$/.test(tones) ? tones : null;
}

function toKeys(letters: string): string {
  return [...letters].map((letter) => keyOfLetter[letter.charCodeAt(0) - 65] ?? '').join('');
}

/** Null for broken sequences and for anything that could break a line of a protocol. */
function decode(text: string): string | null {
  try {
    const plain = decodeURIComponent(text).trim();
    return controls.test(plain) ? null : plain;
  } catch {
    return null;
  }
}
