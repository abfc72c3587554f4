import type { URI } from 'sip.js/lib/grammar/uri.js';
import { readOtherUri } from './other-uri.js';
import { token } from './parameters.js';
import type { Scanner } from './scanner.js';
import { readUri } from './uri.js';

/** First line of a message, with the names that SIP.js reads. */
export type FirstLine =
  | { readonly method: string; readonly uri: URI }
  | { readonly status_code: number; readonly reason_phrase: string };

// SIP.js throws for a code it has no class for, and some servers leave out the space of an empty reason.
const statusLine = /SIP\/\d+\.\d+ ([1-6]\d\d)(?: ([^\0-\x08\n-\x1f\x7f]*))?$/iy;
const oneSpace = / /y;
const requestEnd = / SIP\/\d+\.\d+$/iy;

/** Reads a status line or a request line. Single spaces only: a request line with more is a forgery's (RFC 4475). */
export function readFirstLine(scanner: Scanner): FirstLine {
  const status = scanner.match(statusLine);
  if (status) return { status_code: Number(status[1]), reason_phrase: status[2] ?? '' };
  const method = scanner.need(token);
  scanner.need(oneSpace);
  const uri = readOtherUri(scanner) ?? readUri(scanner);
  scanner.need(requestEnd);
  return { method, uri };
}
