import { Inviter, SessionState, type URI, type UserAgent } from 'sip.js';
import type { IncomingResponse } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../shared/clock.js';
import type { LegEnd, OutgoingLeg } from '../leg.js';
import type { MediaPeer } from '../media/peer.js';
import { endOfRefusal } from './end-reason.js';
import { channelUuid } from './headers.js';
import { bindPeer } from './session-description-handler.js';
import { SessionLeg, supports } from './session-leg.js';

export interface OutgoingSessionOptions {
  readonly userAgent: UserAgent;
  readonly target: URI;
  readonly peer: MediaPeer;
  readonly clock: Clock;
}

/** A call that we start: one INVITE. 3xx answers end it, they are never dialled. */
export class OutgoingSessionLeg extends SessionLeg<Inviter> implements OutgoingLeg {
  readonly remote: OutgoingLeg['remote'];

  constructor({ userAgent, target, peer, clock }: OutgoingSessionOptions) {
    // Early media is applied here rather than by SIP.js, which ends an answered call when the fork that
    // rang and the fork that answered differ.
    const inviter = new Inviter(userAgent, target, {
      earlyMedia: false,
      extraHeaders: [supports],
    });
    bindPeer(inviter, peer);
    super(inviter, peer, clock);
    this.remote = Object.freeze({ number: target.user ?? '', displayName: null });
  }

  /** Sends the INVITE. Rejects when no offer can be made. */
  async invite(): Promise<void> {
    await this.session.invite({
      requestDelegate: {
        onProgress: ({ message }) => this.#onProgress(message),
        onAccept: ({ message }) => this.#onAccept(message),
        onRedirect: ({ message }) => this.end(refusal(message)),
        onReject: ({ message }) => this.end(refusal(message)),
      },
    });
  }

  /** SIP.js says so in the same turn just before it hands over the answer, which names the channel: that one counts. */
  protected override onEstablished(): void {}

  protected override readyToOffer(): Promise<void> {
    return Promise.resolve();
  }

  protected override glareDelayMs(): number {
    return 2100 + Math.random() * 1900;
  }

  protected override abandon(): void {
    this.session.cancel().catch(() => {});
  }

  protected override fallbackEnd(): LegEnd {
    return { reason: 'failed' };
  }

  #learnUuid(message: IncomingResponse['message']): void {
    this.toldUuid = channelUuid(message) ?? this.toldUuid;
  }

  #onAccept(message: IncomingResponse['message']): void {
    this.#learnUuid(message);
    if (this.session.state !== SessionState.Established) return;
    const { needsNewOffer } = this.peer;
    super.onEstablished();
    if (needsNewOffer) this.renegotiate().catch(() => this.end({ reason: 'media-failed' }));
  }

  #onProgress(message: IncomingResponse['message']): void {
    const { statusCode = 0 } = message;
    this.#learnUuid(message);
    if (statusCode < 180) return;
    const earlyMedia = statusCode === 183 && message.body.length > 0;
    this.emit('progress', { earlyMedia });
    // A tone that the browser cannot play is no reason to end the call: the answer may still come.
    if (earlyMedia) this.peer.setEarlyAnswer(message.body).catch(() => {});
  }
}

function refusal(message: IncomingResponse['message']): LegEnd {
  return endOfRefusal(message.statusCode ?? 500, message);
}
