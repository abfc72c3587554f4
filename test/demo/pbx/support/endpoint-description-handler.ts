import type {
  BodyAndContentType,
  Session,
  SessionDescriptionHandler,
  SessionDescriptionHandlerFactory,
  SessionDescriptionHandlerModifier,
  SessionDescriptionHandlerOptions,
} from 'sip.js';
import type { MediaDirection } from '../../../../demo/pbx/media/endpoint.js';
import { WeriftEndpoint } from '../../../../demo/pbx/media/werift-endpoint.js';

/** Lets a SIP.js phone speak and hear without a browser. */
export class EndpointDescriptionHandler implements SessionDescriptionHandler {
  readonly endpoint = new WeriftEndpoint();
  /** What the next offer or answer of this side asks for. */
  direction: MediaDirection = 'sendrecv';
  iceRestart = false;
  /** Every description that came from the platform. */
  readonly remote: string[] = [];
  #answers = false;
  #offered = false;

  async getDescription(
    _options?: SessionDescriptionHandlerOptions,
    modifiers: readonly SessionDescriptionHandlerModifier[] = [],
  ): Promise<BodyAndContentType> {
    const type = this.#answers ? 'answer' : 'offer';
    const options = { direction: this.direction, iceRestart: this.iceRestart };
    let sdp = await this.endpoint.createLocal(type, this.#answers ? {} : options);
    for (const modify of modifiers) sdp = (await modify({ type, sdp })).sdp ?? '';
    this.#offered = type === 'offer';
    this.#answers = false;
    return { body: sdp, contentType: 'application/sdp' };
  }

  async setDescription(sdp: string): Promise<void> {
    this.remote.push(sdp);
    this.#answers = !this.#offered;
    this.#offered = false;
    await this.endpoint.setRemote(this.#answers ? 'offer' : 'answer', sdp);
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp';
  }

  holdModifier(): Promise<RTCSessionDescriptionInit> {
    return Promise.reject(new Error('Set direction instead.'));
  }

  sendDtmf(): boolean {
    return false;
  }

  close(): void {
    void this.endpoint.close();
  }
}

export const endpointDescriptions: SessionDescriptionHandlerFactory = (_session: Session) =>
  new EndpointDescriptionHandler();
