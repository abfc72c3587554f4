import { ClientTransaction } from 'sip.js/lib/core/transactions/client-transaction.js';
import type { OutgoingRequestMessage } from 'sip.js/lib/core/messages/outgoing-request-message.js';
import type { UserAgentCore } from 'sip.js/lib/core/user-agent-core/user-agent-core.js';
import { randomToken, randomUuid } from './random-token.js';

const magicCookie = 'z9hG4bK';

/**
 * Makes the tags, Call-IDs and branches of one SIP.js core unguessable. SIP.js takes them from
 * `Math.random`, whose next values follow from a few seen ones; whoever knows a dialog's three ids can
 * take the call over (RFC 3891). Nothing outside SIP.js is touched.
 */
export function secureIdentifiers(core: UserAgentCore): void {
  // Its only source of branches; private, therefore set by name.
  Reflect.set(ClientTransaction, 'makeId', makeBranch);
  secureRequests(core);
  secureResponses(core);
}

function makeBranch(request: OutgoingRequestMessage): string {
  // A CANCEL carries the branch of its INVITE (RFC 3261 section 9.1).
  return request.method === 'CANCEL' && request.branch ? request.branch : magicCookie + randomToken(20);
}

function secureRequests(core: UserAgentCore): void {
  const make = core.makeOutgoingRequestMessage.bind(core);
  core.makeOutgoingRequestMessage = (method, requestUri, from, to, options, extraHeaders, body) => {
    const opensDialog = method !== 'CANCEL' && !options.toTag;
    const ids = opensDialog ? freshIds(method, options) : {};
    const message = make(method, requestUri, from, to, { ...options, ...ids }, extraHeaders, body);
    return method === 'ACK' ? withSecureBranch(message) : message;
  };
}

/** SIP.js gives every INVITE a From tag of its own making, other requests only one that the caller chose. */
function freshIds(
  method: string,
  options: { callId?: string; fromTag?: string },
): { callId: string; fromTag: string } {
  const chosenTag = method === 'INVITE' ? undefined : options.fromTag;
  return { callId: options.callId || randomUuid(), fromTag: chosenTag || randomToken(20) };
}

/** The ACK of a 200 is its own transaction, for which SIP.js makes a branch on the spot. */
function withSecureBranch(message: OutgoingRequestMessage): OutgoingRequestMessage {
  const setViaHeader = message.setViaHeader.bind(message);
  message.setViaHeader = (_branch, transport) => setViaHeader(magicCookie + randomToken(20), transport);
  return message;
}

function secureResponses(core: UserAgentCore): void {
  const { delegate } = core;
  const { onInvite } = delegate;
  delegate.onInvite = (server) => {
    if (!server.message.toTag) Reflect.set(server, 'toTag', randomToken(20));
    onInvite?.(server);
  };
  const reply = core.replyStateless.bind(core);
  core.replyStateless = (message, options) => reply(message, { toTag: randomToken(20), ...options });
}
