import { NameAddrHeader } from 'sip.js/lib/grammar/name-addr-header.js';
import type { URI } from 'sip.js/lib/grammar/uri.js';
import { readOtherUri } from './other-uri.js';
import { comma, quoted, readParameters } from './parameters.js';
import type { Scanner } from './scanner.js';
import { readUri, sipScheme } from './uri.js';

/** One of several addresses in a header, with the place of its text in the value. */
export interface ListedAddress {
  /** Where it ends; SIP.js calls the two the wrong way round and needs both. */
  readonly position: number;
  /** Where it begins. */
  readonly offset: number;
  readonly parsed: NameAddrHeader;
}

type ReadUri = (scanner: Scanner) => URI;

/** A display name without quotes. Wider than RFC 3261: names have accents and brackets. */
const words = /[^"<>,;\\\0-\x08\n-\x1f\x7f]+/y;
const openBracket = /[ \t]*</y;
const closeBracket = />/y;
/** SIP.js types a name as text and has undefined where there is none. */
const noName = undefined as unknown as string;

/** Reads From, To or Refer-To, where a carrier may put any URI: no request goes there. */
export function readParty(scanner: Scanner): NameAddrHeader {
  return readContact(scanner, (uri) => readOtherUri(uri) ?? readUri(uri));
}

/** Reads a SIP address with or without angle brackets, and its parameters. */
export function readContact(scanner: Scanner, read: ReadUri = readUri): NameAddrHeader {
  if (!scanner.sees(sipScheme)) return readBracketed(scanner, read);
  return withParameters(scanner, new NameAddrHeader(readUri(scanner, 'no-parameters'), noName, {}));
}

/** Reads `"Name" <sip:...>;parameters`, as P-Asserted-Identity and Record-Route demand it. */
export function readBracketed(scanner: Scanner, read: ReadUri = readUri): NameAddrHeader {
  const name = scanner.match(quoted)?.[1] ?? (scanner.match(words)?.[0].trim() || noName);
  scanner.need(openBracket);
  const address = new NameAddrHeader(read(scanner), name, {});
  scanner.need(closeBracket);
  return withParameters(scanner, address);
}

/** Reads the addresses of a Contact or Record-Route, one at least. */
export function readList(scanner: Scanner, read: (scanner: Scanner) => NameAddrHeader): ListedAddress[] {
  const addresses: ListedAddress[] = [];
  do {
    const offset = scanner.position;
    const parsed = read(scanner);
    addresses.push({ position: scanner.position, offset, parsed });
  } while (scanner.skip(comma));
  return addresses;
}

function withParameters(scanner: Scanner, address: NameAddrHeader): NameAddrHeader {
  readParameters(scanner, (name, value) => address.setParam(name, value));
  return address;
}
