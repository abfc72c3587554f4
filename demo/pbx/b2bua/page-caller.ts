import type { Core } from 'sip.js';
import { finalResponse, type HangupCause } from './causes.js';
import type { CallerLeg } from './leg.js';
import { PageLeg, sessionBody, type PageLegOptions } from './page-leg.js';
import { sipUri } from './sip-uri.js';

/** The page that called: its INVITE is answered here. */
export class PageCaller extends PageLeg implements CallerLeg {
  readonly #request: Core.IncomingInviteRequest;
  #description: Promise<string> | undefined;
  #answered = false;

  constructor(options: PageLegOptions, request: Core.IncomingInviteRequest) {
    super(options);
    this.#request = request;
    request.delegate = {
      onCancel: () => this.fail('ORIGINATOR_CANCEL'),
      onTransportError: () => this.orphan(),
    };
    request.trying();
  }

  ring(): void {
    if (this.ended) return;
    this.#request.progress({ statusCode: 180, extraHeaders: this.#headers });
  }

  async startEarlyMedia(): Promise<void> {
    const sdp = await this.#describe();
    if (this.ended) return;
    this.#request.progress({ statusCode: 183, extraHeaders: this.#headers, body: sessionBody(sdp) });
  }

  async answer(): Promise<void> {
    const sdp = await this.#describe();
    if (this.ended) throw new Error('The caller has gone.');
    const { session } = this.#request.accept({
      statusCode: 200,
      extraHeaders: this.#headers,
      body: sessionBody(sdp),
    });
    this.#answered = true;
    this.confirm(session);
  }

  redirect(number: string): void {
    if (this.ended) return;
    this.ended = true;
    this.#request.redirect([sipUri(number, this.connection.core.configuration.viaHost)]);
    this.release();
  }

  protected override endSignalling(cause: HangupCause): void {
    if (this.#answered) this.bye(cause);
    else this.#request.reject(finalResponse(cause));
  }

  get #headers(): string[] {
    return [`X-FS-UUID: ${this.uuid}`];
  }

  async #describe(): Promise<string> {
    this.#description ??= this.endpoint
      .setRemote('offer', this.#request.message.body)
      .then(() => this.endpoint.createLocal('answer'));
    return this.#description;
  }
}
