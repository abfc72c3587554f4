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
  wrap(core, 'receiveOutsideDialogRequest', (message) => {
    // Reliable provisional answers (RFC 3262) are not among what this phone offers.
    if (message.method === 'INVITE' && /\b100rel\b/i.test(message.getHeaders('Require').join()))
      return { statusCode: 420, extraHeaders: ['Unsupported: 100rel'] };
    return refusal(outsideDialogs[message.method]);
  });
  wrap(core, 'receiveInsideDialogRequest', ({ method, callId, toTag, fromTag }) =>
    core.dialogs.has(callId + toTag + fromTag) ? refusal(insideDialogs[method]) : null,
  );
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
