import type { UserAgent } from 'sip.js';
import type { Logger } from 'sip.js/lib/core/log/logger.js';
import { IncomingRequestMessage } from 'sip.js/lib/core/messages/incoming-request-message.js';
import { Parser } from 'sip.js/lib/core/messages/parser.js';
import { bytesOf, type DropReason } from './frame-guard.js';
import type { SipTransport } from './transport.js';

/** RFC 3261 section 8.1.1, but for Max-Forwards, which some servers leave out and no phone needs. */
const mandatory = ['from', 'to', 'call-id', 'cseq', 'via'];
/** What the parser complains about is counted instead. */
const silent = { warn() {}, error() {} } as unknown as Logger;

/**
 * Reads what comes from the socket in place of SIP.js, which drops without a word, and answers a request although its
 * CSeq names another method (RFC 4475 section 3.1.2.17).
 */
export function receiveMessages(userAgent: UserAgent, transport: SipTransport): void {
  const { userAgentCore: core, configuration } = userAgent;
  transport.onMessage = (text): DropReason | void => {
    const message = read(text);
    if (!message || mandatory.some((name) => !message.hasHeader(name))) return 'unreadable';
    const isCut = bytesOf(message.body) < Number(message.getHeader('content-length') ?? 0);
    const { method, via, viaBranch } = message;
    // Two callers of RFC 2543 are not one who says a thing twice (RFC 3261 section 17.2.3).
    if (!/^z9hG4bK./i.test(viaBranch)) message.viaBranch = message.callId + message.cseq + via.host;
    if (message instanceof IncomingRequestMessage) {
      if (!isCut && (message.parseHeader('cseq') as { method: string }).method === method)
        return core.receiveIncomingRequestFromTransport(message);
      if (method !== 'ACK') core.replyStateless(message, { statusCode: 400 });
      return 'bad-request';
    }
    if (isCut || message.getHeaders('via').length > 1 || via.host !== configuration.viaHost || via.port)
      return 'foreign';
    if (!core.userAgentClients.has(viaBranch + method)) return 'unmatched';
    core.receiveIncomingResponseFromTransport(message);
  };
}

/** SIP.js throws at a response whose CSeq cannot be read. */
function read(text: string): ReturnType<typeof Parser.parseMessage> {
  try {
    return Parser.parseMessage(text, silent);
  } catch {
    return undefined;
  }
}
