import type { UserAgent } from 'sip.js';
import type { IncomingResponseMessage } from 'sip.js/lib/core/messages/incoming-response-message.js';
import type { OutgoingRequest } from 'sip.js/lib/core/messages/outgoing-request.js';
import type { URI } from 'sip.js/lib/grammar/uri.js';
import type { CancelTimer, Clock } from '../../shared/clock.js';
import { displayText, parseRetryAfter, parseSeconds } from './headers.js';

const answerTimeout = 10_000;
const shortestExpires = 30;
const longestExpires = 86_400;
const allowed = 'ACK, BYE, CANCEL, INFO, INVITE, NOTIFY, OPTIONS';

/** Identifies the registrations of one phone to its registrar (RFC 3261 section 10.2). */
export interface RegistrationIds {
  readonly callId: string;
  readonly fromTag: string;
}

/** How one REGISTER ended. Seconds throughout. */
export type RegisterOutcome =
  | { readonly kind: 'accepted'; readonly expires: number; readonly bound: boolean }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'aborted' };

export interface Refusal {
  readonly statusCode: number;
  readonly reasonPhrase: string;
  readonly retryAfter: number | undefined;
  readonly minExpires: number | undefined;
  /** Credentials were sent and did not help. */
  readonly authenticated: boolean;
}

export interface RegisterRequestOptions {
  readonly userAgent: UserAgent;
  readonly registrar: URI;
  readonly ids: RegistrationIds;
  readonly cseq: number;
  /** Seconds asked for; 0 removes the binding. */
  readonly expires: number;
  readonly clock: Clock;
}

/** Seconds that a refresh is computed from, whatever a registrar says: missing, 0 and huge values are met. */
export function clampExpires(seconds: number): number {
  return Math.min(longestExpires, Math.max(shortestExpires, seconds));
}

/**
 * One REGISTER and its digest round trip, from sending to outcome. It stands on the core of SIP.js
 * because its `Registerer` stays busy for ever after some answers and refreshes without measure after others.
 */
export class RegisterRequest {
  readonly done: Promise<RegisterOutcome>;
  readonly #options: RegisterRequestOptions;
  readonly #cancelTimer: CancelTimer;
  readonly #client: OutgoingRequest;
  #resolve!: (outcome: RegisterOutcome) => void;

  constructor(options: RegisterRequestOptions) {
    this.#options = options;
    this.done = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#cancelTimer = options.clock.after(answerTimeout, () => this.#drop({ kind: 'timeout' }));
    this.#client = options.userAgent.userAgentCore.register(this.#message(), {
      onAccept: ({ message }) => this.#settle(this.#readAccept(message)),
      onRedirect: ({ message }) => this.#settle({ kind: 'refused', refusal: this.#readRefusal(message) }),
      onReject: ({ message }) => this.#settle({ kind: 'refused', refusal: this.#readRefusal(message) }),
    });
  }

  /** CSeq for the request after this one. */
  get nextCseq(): number {
    return this.#client.message.cseq + 1;
  }

  /** Stops waiting: the socket that it was sent on is gone. */
  abort(): void {
    this.#drop({ kind: 'aborted' });
  }

  #message(): ReturnType<UserAgent['userAgentCore']['makeOutgoingRequestMessage']> {
    const { userAgent, registrar, ids, cseq, expires } = this.#options;
    const { userAgentCore: core, contact } = userAgent;
    const { aor } = core.configuration;
    const headers = [
      `Contact: ${contact.toString({ register: true })};expires=${expires}`,
      `Expires: ${expires}`,
      `Allow: ${allowed}`,
    ];
    return core.makeOutgoingRequestMessage('REGISTER', registrar, aor, aor, { ...ids, cseq }, headers);
  }

  #drop(outcome: RegisterOutcome): void {
    this.#client.dispose();
    const { userAgentClients } = this.#options.userAgent.userAgentCore;
    for (const [id, client] of userAgentClients) if (client === this.#client) userAgentClients.delete(id);
    this.#settle(outcome);
  }

  #settle(outcome: RegisterOutcome): void {
    this.#cancelTimer();
    this.#resolve(outcome);
  }

  /** The contact's own `expires`, else the Expires header, else what was asked for (RFC 3261 section 10.2.4). */
  #readAccept(message: IncomingResponseMessage): RegisterOutcome {
    const { userAgent, expires: requested } = this.#options;
    const contacts = message.getHeaders('contact').map((_, index) => message.parseHeader('contact', index));
    // The user part is random, and proxies rewrite the host.
    const ours = contacts.find((contact) => contact?.uri?.user === userAgent.contact.uri.user);
    const granted =
      parseSeconds(ours?.getParam('expires')) ?? parseSeconds(message.getHeader('expires')) ?? requested;
    return { kind: 'accepted', expires: clampExpires(granted), bound: ours !== undefined };
  }

  #readRefusal(message: IncomingResponseMessage): Refusal {
    const { message: request } = this.#client;
    return {
      statusCode: message.statusCode ?? 500,
      reasonPhrase: displayText(message.reasonPhrase ?? '', 64),
      retryAfter: parseRetryAfter(message.getHeader('retry-after')),
      minExpires: parseSeconds(message.getHeader('min-expires')),
      authenticated: request.hasHeader('authorization') || request.hasHeader('proxy-authorization'),
    };
  }
}
