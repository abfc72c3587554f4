import { equals, gap, quoted, token } from './parameters.js';
import type { Scanner } from './scanner.js';

/** A digest challenge (RFC 7616 section 3.3), its values without quotes and escapes. */
export interface DigestChallenge {
  /** Upper case. */
  algorithm?: string;
  realm?: string;
  nonce?: string;
  opaque?: string;
  /** Lower case, one at least. */
  qop?: readonly string[];
  stale?: boolean;
}

const plainValue = /[^\s",\0-\x1f\x7f]+/y;
const anything = /[^\0-\x08\n-\x1f\x7f]+/y;
const separators = /[ \t,]+/y;

/**
 * Reads WWW- or Proxy-Authenticate. Empty for a scheme other than Digest, which nobody here can answer: the refusal
 * then stands, where a header that cannot be read would lose the whole message.
 */
export function readChallenge(scanner: Scanner): DigestChallenge {
  const scheme = scanner.need(token);
  scanner.need(gap);
  const challenge: DigestChallenge = {};
  if (scheme.toLowerCase() === 'digest') readFields(scanner, challenge);
  else scanner.need(anything);
  return challenge;
}

function readFields(scanner: Scanner, challenge: DigestChallenge): void {
  do {
    const name = scanner.need(token).toLowerCase();
    scanner.need(equals);
    setField(challenge, name, readValue(scanner));
  } while (scanner.skip(separators) && !scanner.done);
}

function readValue(scanner: Scanner): string {
  const inQuotes = scanner.match(quoted);
  return inQuotes ? inQuotes[1]!.replace(/\\(.)/gs, '$1') : scanner.need(plainValue);
}

function setField(challenge: DigestChallenge, name: string, value: string): void {
  if (name === 'realm' || name === 'nonce' || name === 'opaque') challenge[name] = value;
  if (name === 'algorithm') challenge.algorithm = value.toUpperCase();
  if (name === 'stale') challenge.stale = value.toLowerCase() === 'true';
  const options = name === 'qop' ? value.toLowerCase().match(/[^\s,]+/g) : null;
  if (options) challenge.qop = options;
}
