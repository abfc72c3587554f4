import type { UserAgentCore } from 'sip.js/lib/core/user-agent-core/user-agent-core.js';
import type { IncomingRequestMessage } from 'sip.js/lib/core/messages/incoming-request-message.js';

type Receive = (message: IncomingRequestMessage) => void;

/**
 * What this phone takes no part in, with its answer. 200 to a MESSAGE would say that somebody sees the text; to follow
 * a REFER would be to dial whatever the far end names.
 */
const outsideDialogs: Readonly<Record<string, number>> = {
  MESSAGE: 405,
  NOTIFY: 481,
  REFER: 603,
  REGISTER: 405,
  SUBSCRIBE: 405,
};
const insideDialogs: Readonly<Record<string, number>> = { MESSAGE: 405, PRACK: 481, REFER: 603 };

/** Answers such requests before SIP.js does anything about them. */
export function refuseForeignRequests(core: UserAgentCore): void {
  wrap(
    core,
    'receiveOutsideDialogRequest',
    (message) => refusal(outsideDialogs[message.method]) ?? unanswerable(message),
  );
  wrap(core, 'receiveInsideDialogRequest', ({ method, callId, toTag, fromTag }) =>
    core.dialogs.has(callId + toTag + fromTag) ? refusal(insideDialogs[method]) : null,
  );
}

/** A caller who insists on what this phone has not, or offers or takes no SDP (RFC 3261 section 8.2). */
function unanswerable(message: IncomingRequestMessage): Refusal | null {
  const said = (name: string): string => message.getHeaders(name).join();
  if (message.method !== 'INVITE' && message.method !== 'OPTIONS') return null;
  // Reliable provisional answers (RFC 3262) among others. The timer of a session is the caller's own to renew it by.
  const required =
    said('Require')
      .match(/[^\s,]+/g)
      ?.filter((tag) => tag.toLowerCase() !== 'timer') ?? [];
  if (required.length > 0) return { statusCode: 420, extraHeaders: [`Unsupported: ${required.join()}`] };
  if (message.method !== 'INVITE') return null;
  const type = said('Content-Type');
  if (message.body && type && !/^application\/sdp\b/i.test(type))
    return { statusCode: 415, extraHeaders: ['Accept: application/sdp'] };
  const accepted = said('Accept');
  return accepted && !/application\/(?:sdp|\*)|\*\/\*/i.test(accepted) ? { statusCode: 406 } : null;
}

type Refusal = Parameters<UserAgentCore['replyStateless']>[1];

function refusal(statusCode: number | undefined): Refusal | null {
  if (statusCode === undefined) return null;
  const allow = 'Allow: ACK, BYE, CANCEL, INFO, INVITE, NOTIFY, OPTIONS';
  return statusCode === 405 ? { statusCode, extraHeaders: [allow] } : { statusCode };
}

/** Private in SIP.js, therefore reached by name. */
function wrap(
  core: UserAgentCore,
  name: string,
  refuse: (message: IncomingRequestMessage) => Refusal | null,
): void {
  const receive = (Reflect.get(core, name) as Receive).bind(core);
  Reflect.set(core, name, (message: IncomingRequestMessage) => {
    const answer = refuse(message);
    if (answer) core.replyStateless(message, answer);
    else receive(message);
  });
}
