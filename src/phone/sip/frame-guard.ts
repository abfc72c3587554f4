/** Largest frame that reaches the parser, in characters. */
export const longestFrame = 64 * 1024;
/** Longest header field that reaches the parser, with its folded lines. */
export const longestHeader = 8 * 1024;
export const mostHeaders = 256;

/** What a frame from the socket is. `drop` says why it must not reach the parser. */
export type Frame =
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'ping' }
  | { readonly kind: 'pong' }
  | { readonly kind: 'drop'; readonly reason: DropReason };

export type DropReason = 'not-text' | 'too-long' | 'header-too-long' | 'too-many-headers' | 'no-header-end';

/**
 * Looks at a frame before SIP.js does, which copies every line of a message whatever its size: a frame over the caps,
 * such as no server sends, is never handed on. CRLF frames are keep-alive (RFC 5626 section 4.4.1).
 */
export function inspectFrame(data: unknown): Frame {
  if (typeof data !== 'string') return { kind: 'drop', reason: 'not-text' };
  if (data.length > longestFrame) return { kind: 'drop', reason: 'too-long' };
  if (data.length <= 4 && data.trim() === '') return { kind: data.length > 2 ? 'ping' : 'pong' };
  const end = data.indexOf('\r\n\r\n');
  if (end === -1) return { kind: 'drop', reason: 'no-header-end' };
  const headers = data.slice(0, end).split(/\r\n(?![ \t])/);
  if (headers.length - 1 > mostHeaders) return { kind: 'drop', reason: 'too-many-headers' };
  if (headers.some((header) => header.length > longestHeader)) return { kind: 'drop', reason: 'header-too-long' };
  return { kind: 'message', text: withUsableChallenge(headers) + data.slice(end) };
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
