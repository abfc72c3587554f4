import { randomBytes } from 'node:crypto';
import type { Core, URI } from 'sip.js';
import { causeOfStatus, reasonHeader, type HangupCause } from './causes.js';
import { PageLeg, sessionBody, type PageLegOptions } from './page-leg.js';
import { sipUri } from './sip-uri.js';

export interface PageCalleeOptions extends PageLegOptions {
  /** Contact of the page, as it registered it. */
  readonly contact: URI;
  readonly caller: { readonly number: string; readonly name: string; readonly uuid: string };
}

/** One page that is called: the INVITE is sent from here. Reports through `onring`, `onanswer` and `onend`. */
export class PageCallee extends PageLeg {
  onring: (() => void) | undefined;
  onanswer: (() => void) | undefined;
  /** Final answer of a page that did not take the call; 0 before it. */
  status = 0;
  readonly #callee: PageCalleeOptions;
  #invite: Core.OutgoingInviteRequest | undefined;
  #answered = false;

  constructor(options: PageCalleeOptions) {
    super(options);
    this.#callee = options;
  }

  /** Offers the call. Never rejects: a failure is reported by `onend`. */
  async invite(): Promise<void> {
    try {
      const offer = await this.endpoint.createLocal('offer');
      if (!this.ended) this.#send(offer);
    } catch (error) {
      this.logger.log(
        'warn',
        `A page could not be called: ${error instanceof Error ? error.message : 'no offer'}`,
      );
      this.fail('NORMAL_TEMPORARY_FAILURE');
    }
  }

  protected override endSignalling(cause: HangupCause): void {
    if (this.#answered) this.bye(cause);
    else if (this.status === 0) this.#invite?.cancel(reasonHeader(cause));
  }

  #send(offer: string): void {
    const { core } = this.connection;
    const { contact, caller, extension } = this.#callee;
    const domain = core.configuration.viaHost;
    const message = core.makeOutgoingRequestMessage(
      'INVITE',
      contact,
      sipUri(caller.number, domain),
      sipUri(extension, domain),
      // As on FreeSWITCH profiles with outbound-use-uuid-as-callid: a called page knows its own channel by it.
      {
        callId: this.uuid,
        fromTag: randomBytes(8).toString('hex'),
        fromDisplayName: quoted(caller.name),
      },
      [this.contactHeader, `X-FS-Peer-UUID: ${caller.uuid}`],
      sessionBody(offer),
    );
    this.#invite = core.invite(message, {
      onProgress: ({ message: { statusCode } }) => {
        if (statusCode !== undefined && statusCode >= 180 && !this.ended) this.onring?.();
      },
      onAccept: (response) => void this.#accepted(response),
      onRedirect: ({ message: { statusCode } }) => this.#refused(statusCode ?? 302),
      onReject: ({ message: { statusCode } }) => this.#refused(statusCode ?? 500),
    });
  }

  async #accepted(response: Core.AckableIncomingResponseWithSession): Promise<void> {
    response.ack();
    // The answer crossed our CANCEL: somebody else took the call, or the caller gave up.
    if (this.ended)
      return void response.session.bye(undefined, { extraHeaders: [`Reason: ${reasonHeader('LOSE_RACE')}`] });
    this.#answered = true;
    this.confirm(response.session);
    try {
      await this.endpoint.setRemote('answer', response.message.body);
      if (!this.ended) this.onanswer?.();
    } catch {
      this.fail('INCOMPATIBLE_DESTINATION');
    }
  }

  #refused(status: number): void {
    this.status = status;
    this.fail(causeOfStatus(status));
  }
}

// SIP.js writes the display name between quotes as it is.
function quoted(name: string): string {
  return name.replace(/[\r\n]/g, ' ').replace(/["\\]/g, '\\$&');
}
