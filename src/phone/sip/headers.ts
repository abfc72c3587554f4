/** The part of a SIP.js message that is read here. */
export interface HeaderSource {
  getHeader(name: string): string | undefined;
  getHeaders(name: string): string[];
}

/** Who is at the far end, as text that is safe to show: bounded, without control or direction characters. */
export interface RemoteIdentity {
  /** Number or user part; empty when the far end hides it. */
  readonly number: string;
  readonly displayName: string | null;
}

/** One value of a `Reason` header (RFC 3326). */
export interface ReasonValue {
  /** Upper case: `SIP`, `Q.850`. */
  readonly protocol: string;
  readonly cause: number | undefined;
  readonly text: string | undefined;
}

const longestName = 128;
const longestHeaderValue = 1024;
const invisible =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]|[\u{e0000}-\u{e0fff}]/gu;

/**
 * Text of the far end made fit to show: no control, zero-width or bidirectional override characters
 * (they can make a name read as another number), white space collapsed, at most `limit` characters.
 */
export function displayText(text: string, limit = longestName): string {
  const clean = text
    .slice(0, limit * 8)
    .replace(invisible, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return [...clean].slice(0, limit).join('').trim();
}

/**
 * Caller or callee as the network vouches for it: P-Asserted-Identity (RFC 3325) before From.
 * Trust is the server's: a client of one server has no other source.
 */
export function remoteIdentity(message: HeaderSource): RemoteIdentity {
  for (const value of [...message.getHeaders('P-Asserted-Identity'), message.getHeader('From')]) {
    const identity = value === undefined ? undefined : parseIdentity(value);
    if (identity) return identity;
  }
  return { number: '', displayName: null };
}

/** Whom the network vouches for in a message inside a dialog, whose From names who began it. */
export function assertedIdentity(message: HeaderSource): RemoteIdentity | undefined {
  const value = message.getHeader('P-Asserted-Identity');
  return value === undefined ? undefined : parseIdentity(value);
}

/**
 * Reads one name-addr or addr-spec with a SIP or tel URI, such as `"Ana" <sip:1002@example.com>;tag=x`.
 * Undefined when it is none.
 */
export function parseIdentity(value: string): RemoteIdentity | undefined {
  if (value.length > longestHeaderValue) return undefined;
  const bracketed = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^"<]*))\s*<([^<>]*)>/s.exec(value);
  const address = bracketed?.[3] ?? value.split(/[;,]/, 1)[0]!;
  const uri = /^\s*(?:tel:([^;?]*)|sips?:(?:([^@;?]*)(?:;[^@?]*)?@)?[^@;?\s]+)/i.exec(address);
  if (!uri) return undefined;
  const user = displayText(decodeUser(uri[1] ?? uri[2]?.split(':', 1)[0] ?? ''), 64);
  const name = displayText(bracketed?.[1]?.replace(/\\(.)/gs, '$1') ?? bracketed?.[2] ?? '');
  const number = /^anonymous$/i.test(user) ? '' : user;
  return { number, displayName: name === '' || name === user ? null : name };
}

/** All values of the message's `Reason` headers, in order. Malformed ones are left out. */
export function reasonHeaders(message: HeaderSource): ReasonValue[] {
  return message
    .getHeaders('Reason')
    .flatMap((line) => splitOutsideQuotes(line.slice(0, longestHeaderValue), ',').flatMap(parseReason));
}

/** FreeSWITCH's id of this leg: `X-FS-UUID`. A secret like the Call-ID. Undefined when absent or not a UUID. */
export function channelUuid(message: HeaderSource): string | undefined {
  return uuidHeader(message, 'X-FS-UUID');
}

/** FreeSWITCH's id of the caller's leg, in an INVITE that reaches a called page. */
export function peerChannelUuid(message: HeaderSource): string | undefined {
  return uuidHeader(message, 'X-FS-Peer-UUID');
}

/** Seconds of a `Retry-After` value with its comment and parameters (RFC 3261 section 20.33). */
export function parseRetryAfter(value: string | undefined): number | undefined {
  return leadingSeconds(value, /^\s*(\d{1,10})\s*(?:[(;].*)?$/s);
}

/** Delta-seconds of an `Expires` or `Min-Expires` value. */
export function parseSeconds(value: string | undefined): number | undefined {
  return leadingSeconds(value, /^\s*(\d{1,10})\s*$/);
}

/**
 * Header line for `extraHeaders`. Throws `TypeError` for a name that is no token and for a value with a
 * line break, which would let data add headers of its own.
 */
export function headerLine(name: string, value: string): string {
  if (!/^[\w.!%*+`'~-]{1,64}$/.test(name)) throw new TypeError('A SIP header name consists of token characters.');
  if (value.length > longestHeaderValue || /[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) {
    throw new TypeError(
      `The value of the SIP header ${name} is too long or has a line break or control character.`,
    );
  }
  return `${name}: ${value}`;
}

/** Display name that can stand between quotes in a From header (SIP.js does not escape it). */
export function safeDisplayName(name: string): string {
  return displayText(name.replace(/["\\<>]/g, ' '), 64);
}

function uuidHeader(message: HeaderSource, name: string): string | undefined {
  const value = message.getHeader(name)?.trim().toLowerCase();
  return value !== undefined && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(value) ? value : undefined;
}

function leadingSeconds(value: string | undefined, shape: RegExp): number | undefined {
  const seconds = value === undefined ? undefined : shape.exec(value.slice(0, longestHeaderValue))?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

function parseReason(value: string): ReasonValue[] {
  const [protocol = '', ...parameters] = splitOutsideQuotes(value, ';').map((part) => part.trim());
  if (!/^[\w.!%*+`'~-]{1,32}$/.test(protocol)) return [];
  let cause: number | undefined;
  let text: string | undefined;
  for (const parameter of parameters) {
    const at = parameter.indexOf('=');
    const name = parameter.slice(0, at).trim().toLowerCase();
    const content = parameter.slice(at + 1).trim();
    if (name === 'cause' && /^\d{1,4}$/.test(content)) cause = Number(content);
    if (name === 'text') text = displayText(unquote(content)) || undefined;
  }
  return [{ protocol: protocol.toUpperCase(), cause, text }];
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (quoted && char === '\\') {
      part += char + text.charAt(index + 1);
      index += 1;
    } else if (char === separator && !quoted) {
      parts.push(part);
      part = '';
    } else {
      if (char === '"') quoted = !quoted;
      part += char;
    }
  }
  return [...parts, part];
}

function unquote(text: string): string {
  const inner = /^"(.*)"$/s.exec(text)?.[1] ?? text;
  return inner.replace(/\\(.)/gs, '$1');
}

function decodeUser(user: string): string {
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
}
