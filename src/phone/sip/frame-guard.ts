/** Largest frame that reaches the parser, in bytes. */
export const longestFrame = 64 * 1024;
/** Longest header field that reaches the parser, with its folded lines, in characters. */
export const longestHeader = 8 * 1024;
export const mostHeaders = 256;

/** What a frame from the socket is. `drop` says why it must not reach the parser. */
export type Frame =
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'ping' }
  | { readonly kind: 'pong' }
  | { readonly kind: 'drop'; readonly reason: DropReason };

/** `unreadable` and what follows it are told by whoever reads the message. */
export type DropReason =
  | 'not-text'
  | 'too-long'
  | 'flood'
  | 'no-header-end'
  | 'too-many-headers'
  | 'header-too-long'
  | 'bad-header'
  | 'repeated-header'
  | 'not-sip'
  | 'unreadable'
  | 'bad-request'
  | 'foreign'
  | 'unmatched'
  | 'failed';

/**
 * Looks at a frame before SIP.js does, which copies every line of a message whatever its size: a frame over the caps,
 * such as no server sends, is never handed on. CRLF frames are keep-alive (RFC 5626 section 4.4.1). A frame of bytes is
 * as good as one of text (RFC 7118 section 4.2).
 */
export function inspectFrame(data: unknown): Frame {
  if (typeof data !== 'string' && !(data instanceof Uint8Array)) return drop('not-text');
  // No character is longer than three bytes: most frames need not be counted.
  if (data.length > longestFrame || (data.length * 3 > longestFrame && bytesOf(data) > longestFrame))
    return drop('too-long');
  const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
  if (text.length <= 4 && text.trim() === '') return { kind: text.length > 2 ? 'ping' : 'pong' };
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return drop('no-header-end');
  const headers = text.slice(0, end).split(/\r\n(?![ \t])/);
  const fault = faultOf(headers);
  return fault ? drop(fault) : { kind: 'message', text: withUsableChallenge(headers) + text.slice(end) };
}

/** Length in UTF-8. */
export function bytesOf(data: string | Uint8Array): number {
  return typeof data === 'string' ? new TextEncoder().encode(data).length : data.length;
}

function drop(reason: DropReason): Frame {
  return { kind: 'drop', reason };
}

const shortNames = new Map([
  ['call-id', 'i'],
  ['content-length', 'l'],
  ['from', 'f'],
  ['to', 't'],
]);
/** Two of one of these mean one thing to a proxy and another to a phone. */
const singleHeaders = ['cseq', 'f', 'i', 'l', 'max-forwards', 't'];

function faultOf([firstLine = '', ...headers]: readonly string[]): DropReason | null {
  if (headers.length > mostHeaders) return 'too-many-headers';
  if (firstLine.length > longestHeader) return 'header-too-long';
  if (!/^SIP\/2\.0 | SIP\/2\.0$/i.test(firstLine)) return 'not-sip';
  const seen = new Set<string>();
  for (const header of headers) {
    if (header.length > longestHeader) return 'header-too-long';
    // SIP.js looks for a missing colon in all that follows, and takes the text up to there for a name.
    const name = /^([^\s:]+)[ \t]*:/.exec(header)?.[1]?.toLowerCase();
    if (name === undefined) return 'bad-header';
    const short = shortNames.get(name) ?? name;
    if (seen.has(short)) return 'repeated-header';
    if (singleHeaders.includes(short)) seen.add(short);
  }
  return null;
}

/**
 * SIP.js keeps only the last challenge of a 401 or 407 and knows only MD5, so a server that offers MD5
 * and SHA-256 (RFC 8760) could not be answered. Where an MD5 challenge exists the others are left out.
 */
function withUsableChallenge(lines: readonly string[]): string {
  if (!/^SIP\/2\.0 (?:401|407) /.test(lines[0] ?? '')) return lines.join('\r\n');
  const challenges = lines.filter(isChallenge);
  const usable = challenges.find(isMd5);
  if (challenges.length < 2 || usable === undefined) return lines.join('\r\n');
  return lines.filter((line) => !isChallenge(line) || line === usable).join('\r\n');
}

function isChallenge(line: string): boolean {
  return /^(?:WWW|Proxy)-Authenticate[ \t]*:/i.test(line);
}

function isMd5(line: string): boolean {
  const algorithm = /[\s,]algorithm\s*=\s*"?([\w-]+)/i.exec(line)?.[1];
  return algorithm === undefined || algorithm.toUpperCase() === 'MD5';
}
