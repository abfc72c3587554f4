import type { Core } from 'sip.js';
import { finalResponse, type HangupCause } from './causes.js';
import type { CallerLeg } from './leg.js';
import { sessionBody } from './page-dialog.js';
import { PageLeg, type PageLegOptions } from './page-leg.js';
import { sipUri } from './sip-uri.js';

/** The page that called: its INVITE is answered here. */
export class PageCaller extends PageLeg implements CallerLeg {
  #request: Core.IncomingInviteRequest;
  #description: Promise<string> | undefined;
  #told: 'nothing' | 'ringing' | 'early media' | 'answer' = 'nothing';

  constructor(options: PageLegOptions, request: Core.IncomingInviteRequest) {
    super(options);
    this.#request = request;
    this.shown.learn(request.message);
    this.#listen();
  }

  ring(): void {
    if (this.ended) return;
    this.#told = 'ringing';
    this.#progress(180);
  }

  async startEarlyMedia(): Promise<void> {
    const sdp = await this.#describe();
    if (this.ended) return;
    this.#told = 'early media';
    this.#progress(183, sdp);
  }

  async answer(): Promise<void> {
    const sdp = await this.#describe();
    if (this.ended) throw new Error('The caller has gone.');
    this.#answer(sdp);
  }

  redirect(number: string): void {
    if (this.ended) return;
    this.ended = true;
    this.#request.redirect([sipUri(number, this.connection.core.configuration.viaHost)]);
    this.release();
  }

  protected override endSignalling(cause: HangupCause): void {
    if (this.#told === 'answer') return this.dialog?.bye(cause);
    this.#request.delegate = {};
    this.#request.reject(finalResponse(cause));
  }

  protected override takeRequest(request: Core.IncomingInviteRequest, sdp: string): void {
    this.#request = request;
    this.#description = Promise.resolve(sdp);
    this.#listen();
    if (this.#told === 'answer') this.#answer(sdp);
    else if (this.#told === 'ringing') this.#progress(180);
    else if (this.#told === 'early media') this.#progress(183, sdp);
  }

  get #headers(): string[] {
    return [`X-FS-UUID: ${this.uuid}`];
  }

  #listen(): void {
    this.#request.delegate = {
      onCancel: () => this.fail('ORIGINATOR_CANCEL'),
      onTransportError: () => this.orphan(),
    };
    this.#request.trying();
  }

  #progress(statusCode: number, sdp?: string): void {
    const body = sdp === undefined ? {} : { body: sessionBody(sdp) };
    this.confirmEarly(this.#request.progress({ statusCode, extraHeaders: this.#headers, ...body }).session);
  }

  #answer(sdp: string): void {
    const body = sessionBody(sdp);
    const { session } = this.#request.accept({ statusCode: 200, extraHeaders: this.#headers, body });
    this.#told = 'answer';
    this.confirm(session);
  }

  async #describe(): Promise<string> {
    const description = (this.#description ??= this.endpoint
      .setRemote('offer', this.#request.message.body)
      .then(() => this.endpoint.createLocal('answer')));
    const sdp = await description.catch((error: unknown) => {
      if (description === this.#description) throw error;
      return '';
    });
    // Another INVITE, with an offer of its own, took the place of this one meanwhile.
    return description === this.#description ? sdp : this.#describe();
  }
}
