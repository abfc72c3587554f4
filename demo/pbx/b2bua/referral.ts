import { Core } from 'sip.js';
import { parseReplaces, type DialogId } from './dialog-id.js';

/** What a NOTIFY says of the call that a REFER asked for. */
export interface ReferralProgress {
  readonly statusCode: number;
  readonly reasonPhrase: string;
}

/** A page asks to connect the other side of its call with somebody else (REFER, RFC 3515 and 5589). */
export interface Referral {
  /** User part of the Refer-To. */
  readonly target: string;
  /** The dialog whose far end is meant (attended transfer); null when the target has to be called. */
  readonly replaces: DialogId | null;
  /** 202, and the first NOTIFY: 100. */
  accept(): void;
  refuse(statusCode: number): void;
  /** Tells how it goes; a final status ends the subscription. What the page cannot be told any more is dropped. */
  tell(progress: ReferralProgress): void;
}

/** Seconds that the implied subscription is promised to last: longer than anybody lets a phone ring. */
const subscriptionSeconds = 180;

/** Null, and answered with 400, when the Refer-To cannot be read or names more than one. */
export function readReferral(request: Core.IncomingReferRequest, session: Core.Session): Referral | null {
  const { message } = request;
  const referTo: unknown = message.getHeaders('refer-to').length === 1 ? message.parseHeader('refer-to') : null;
  const wanted = referTo instanceof Core.NameAddrHeader ? readTarget(referTo) : null;
  if (wanted === null) {
    request.reject({ statusCode: 400 });
    return null;
  }
  const event = `Event: refer;id=${message.cseq}`;
  let isOver = false;
  const tell = ({ statusCode, reasonPhrase }: ReferralProgress): void => {
    if (isOver || session.sessionState !== Core.SessionState.Confirmed) return;
    isOver = statusCode >= 200;
    const state = isOver ? 'terminated;reason=noresource' : `active;expires=${subscriptionSeconds}`;
    const body = {
      contentDisposition: 'render',
      contentType: 'message/sipfrag;version=2.0',
      content: `SIP/2.0 ${statusCode} ${reasonPhrase}\r\n`,
    };
    session.notify(undefined, { extraHeaders: [event, `Subscription-State: ${state}`], body });
  };
  return {
    ...wanted,
    accept: () => {
      request.accept({ statusCode: 202 });
      tell({ statusCode: 100, reasonPhrase: 'Trying' });
    },
    refuse: (statusCode) => void request.reject({ statusCode }),
    tell,
  };
}

function readTarget({ uri }: Core.NameAddrHeader): Pick<Referral, 'target' | 'replaces'> | null {
  const { user } = uri;
  if (user === undefined || user === '') return null;
  const [header] = (uri.getHeader('Replaces') as string[] | undefined) ?? [];
  const replaces = header === undefined ? null : parseReplaces(decoded(header));
  // A Replaces that says nothing must not become a call to whoever is named beside it.
  return header !== undefined && replaces === null ? null : { target: decoded(user), replaces };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
