import { UserAgent } from 'sip.js';
import type { OutgoingRequestMessage } from 'sip.js/lib/core/messages/outgoing-request-message.js';
import type { URI } from 'sip.js/lib/grammar/uri.js';
import type { DialogFacts } from '../leg.js';

/** The part of a SIP.js dialog that names it on the wire. */
interface Dialog {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  readonly localURI: URI;
  readonly remoteURI: URI;
  readonly remoteTarget: URI;
  readonly routeSet: readonly string[];
  readonly localSequenceNumber: number | undefined;
}

export function factsOf(dialog: Dialog): DialogFacts {
  const { callId, localTag, remoteTag, localURI, remoteURI, remoteTarget, routeSet, localSequenceNumber } = dialog;
  return {
    callId,
    localTag,
    remoteTag,
    localUri: localURI.toString(),
    remoteUri: remoteURI.toString(),
    target: remoteTarget.toString(),
    routes: [...routeSet],
    cseq: localSequenceNumber ?? 0,
  };
}

/** BYE in a dialog that SIP.js may know nothing of. Resolves with the status of the answer; 408 and 503 without one. */
export function sendBye(userAgent: UserAgent, facts: DialogFacts): Promise<number> {
  const [target, local, remote] = [facts.target, facts.localUri, facts.remoteUri].map((text) =>
    UserAgent.makeURI(text),
  );
  if (!target || !local || !remote) return Promise.resolve(481);
  const { callId, localTag: fromTag, remoteTag: toTag, routes, cseq } = facts;
  const options = { callId, fromTag, toTag, routeSet: [...routes], cseq: cseq + 1 };
  return send(
    userAgent,
    userAgent.userAgentCore.makeOutgoingRequestMessage('BYE', target, local, remote, options),
  );
}

/** CANCEL of an INVITE whose socket may be gone (RFC 3261 section 9.1). Resolves like `sendBye`. */
export function sendCancel(userAgent: UserAgent, invite: OutgoingRequestMessage): Promise<number> {
  const { ruri, from, to, callId, fromTag, cseq, branch } = invite;
  const message = userAgent.userAgentCore.makeOutgoingRequestMessage('CANCEL', ruri, from.uri, to.uri, {
    callId,
    fromTag,
    cseq,
  });
  // The transaction takes this one instead of its own: so the server finds what is cancelled.
  message.branch = branch as string;
  return send(userAgent, message);
}

function send({ userAgentCore }: UserAgent, message: OutgoingRequestMessage): Promise<number> {
  return new Promise((resolve) => {
    const answered = ({ message: { statusCode = 500 } }: { message: { statusCode?: number | undefined } }): void =>
      resolve(statusCode);
    userAgentCore.request(message, { onAccept: answered, onRedirect: answered, onReject: answered });
  });
}
