import { randomBytes } from 'node:crypto';
import type { Core, URI } from 'sip.js';
import { causeOfStatus, reasonHeader, type HangupCause } from './causes.js';
import { ReinviteRefused, sessionBody } from './page-dialog.js';
import { PageLeg, type PageLegOptions } from './page-leg.js';
import { sessionExpires, type SessionRefresh } from './session-refresh.js';
import { sipUri } from './sip-uri.js';

export interface PageCalleeOptions extends PageLegOptions {
  /** Contact of the page, as it registered it. */
  readonly contact: URI;
  readonly caller: { readonly number: string; readonly name: string; readonly uuid: string };
  readonly refresh: SessionRefresh;
}

/** One page that is called: the INVITE is sent from here. Reports through `onring`, `onanswer` and `onend`. */
export class PageCallee extends PageLeg {
  onring: (() => void) | undefined;
  onanswer: (() => void) | undefined;
  /** Final answer of a page that did not take the call; 0 before it. */
  status = 0;
  readonly #callee: PageCalleeOptions;
  #invite: Core.OutgoingInviteRequest | undefined;
  #stopRefresh: (() => void) | undefined;

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
    this.#stopRefresh?.();
    if (this.dialog !== undefined) this.dialog.bye(cause);
    else if (this.status === 0) this.#invite?.cancel(reasonHeader(cause));
    this.#invite = undefined;
  }

  /** As on FreeSWITCH, whoever takes the place of a page that still rings has answered the call. */
  protected override takeRequest(request: Core.IncomingInviteRequest, sdp: string): void {
    const isFirst = this.dialog === undefined;
    request.delegate = {};
    const extraHeaders = [`X-FS-UUID: ${this.uuid}`, `X-FS-Peer-UUID: ${this.#callee.caller.uuid}`];
    this.confirm(request.accept({ statusCode: 200, extraHeaders, body: sessionBody(sdp) }).session);
    if (isFirst) this.onanswer?.();
  }

  protected override release(): void {
    this.#stopRefresh?.();
    super.release();
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
    const isOurs = (): boolean => this.#invite === invite;
    const invite = core.invite(message, {
      onProgress: ({ message: { statusCode }, session }) => {
        if (!isOurs() || statusCode === undefined || statusCode < 180) return;
        this.confirmEarly(session);
        this.onring?.();
      },
      onAccept: (response) => void this.#accepted(response, isOurs()),
      onRedirect: ({ message: { statusCode } }) => isOurs() && this.#refused(statusCode ?? 302),
      onReject: ({ message: { statusCode } }) => isOurs() && this.#refused(statusCode ?? 500),
    });
    this.#invite = invite;
  }

  async #accepted(response: Core.AckableIncomingResponseWithSession, isOurs: boolean): Promise<void> {
    response.ack();
    // The answer crossed our CANCEL: somebody else took the call, or the caller gave up.
    if (!isOurs)
      return void response.session.bye(undefined, { extraHeaders: [`Reason: ${reasonHeader('LOSE_RACE')}`] });
    this.shown.learn(response.message);
    this.confirm(response.session);
    this.#stopRefresh = this.#callee.refresh.start(() => void this.#renew());
    try {
      await this.endpoint.setRemote('answer', response.message.body);
      if (!this.ended) this.onanswer?.();
    } catch {
      this.fail('INCOMPATIBLE_DESTINATION');
    }
  }

  /** A page that does not answer, or does not know the call, is gone. One that says no is there. */
  async #renew(): Promise<void> {
    const { dialog } = this;
    try {
      await this.reinvite({}, [`Session-Expires: ${sessionExpires};refresher=uac`]);
    } catch (error) {
      const isDead = error instanceof ReinviteRefused && [408, 481, 503].includes(error.status);
      if (isDead && this.dialog === dialog) this.fail('RECOVERY_ON_TIMER_EXPIRE');
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
