/** Names a dialog (RFC 3261 section 12); the tags as the platform sees them. */
export interface DialogId {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
}

/** Value of a Replaces header (RFC 3891 section 6.1): its to-tag is that of whoever receives it. Null when it cannot be read. */
export function parseReplaces(value: string): DialogId | null {
  const [callId = '', ...fields] = value.split(';').map((part) => part.trim());
  const field = (name: string): string =>
    fields.find((part) => part.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
  const [localTag, remoteTag] = [field('to-tag'), field('from-tag')];
  return callId === '' || localTag === '' || remoteTag === '' ? null : { callId, localTag, remoteTag };
}
