import { displayText, type HeaderSource, type RemoteIdentity } from './headers.js';

/** Tells FreeSWITCH that it may say by INFO who is at the far end now. */
export const supports = 'X-FS-Support: update_display,send_info';

/**
 * Who is at the far end now, as FreeSWITCH tells after a transfer: an INFO of type `message/update_display` with
 * `X-FS-Display-Name` and `X-FS-Display-Number`. Undefined for any other INFO.
 */
export function displayUpdate(message: HeaderSource): RemoteIdentity | undefined {
  if (!/^\s*message\/update_display\b/i.test(message.getHeader('Content-Type') ?? '')) return undefined;
  const number = displayText(message.getHeader('X-FS-Display-Number') ?? '', 64);
  const name = displayText(unescaped(message.getHeader('X-FS-Display-Name') ?? ''));
  return { number, displayName: name === '' || name === number ? null : name };
}

/** FreeSWITCH percent-encodes what is no plain text. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.slice(0, 1024));
  } catch {
    return text;
  }
}
