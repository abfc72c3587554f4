/**
 * What a phone makes of a message: the status it answers, the reason it drops it for, an incoming call, or silence.
 * `response`: it is taken for the answer to a request of the phone, with this reason phrase.
 */
export type Outcome =
  | { readonly answered: number; readonly with?: RegExp }
  | { readonly dropped: string; readonly answered?: 400 }
  | { readonly rings: true }
  | { readonly response: string };

/** A message after the facts of RFC 4475 or RFC 5118. `$ME` stands for the address of the phone. */
export interface RfcMessage {
  /** Section and the name the RFC gives it. */
  readonly name: string;
  readonly text: string;
  readonly outcome: Outcome;
}

export const rings = { rings: true } as const;
export const answered = (status: number, header?: RegExp): Outcome =>
  header ? { answered: status, with: header } : { answered: status };
export const dropped = (reason: string): Outcome => ({ dropped: reason });
/** Told to whoever sent it, and dropped. */
export const refused = { dropped: 'bad-request', answered: 400 } as const;

/** A message of header lines and a body; its length is said unless a line says one. */
export function message(name: string, outcome: Outcome, lines: readonly string[], body = ''): RfcMessage {
  const saysLength = lines.some((line) => /^(?:l|content-length)[ \t]*:/i.test(line));
  const length = saysLength ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  return { name, outcome, text: [...lines, ...length, '', body].join('\r\n') };
}

/** A session as RFC 4475 offers it. */
export const offer = [
  'v=0',
  'o=mhandley 29739 7272939 IN IP4 192.0.2.3',
  's=-',
  'c=IN IP4 192.0.2.4',
  't=0 0',
  'm=audio 49217 RTP/AVP 0 12',
  'm=video 3227 RTP/AVP 31',
  'a=rtpmap:31 LPC',
  '',
].join('\r\n');
