import { Inviter, SessionState, type URI, type UserAgent } from 'sip.js';
import type { IncomingResponse, SessionDialog } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../shared/clock.js';
import type { DialogFacts, DialogId, LegEnd, OutgoingLeg } from '../leg.js';
import type { MediaPeer } from '../media/peer.js';
import { factsOf } from './dialog-facts.js';
import { supports } from './display-update.js';
import { endOfRefusal } from './end-reason.js';
import { channelUuid, headerLine } from './headers.js';
import { replacesValue } from './replaces.js';
import { bindPeer } from './session-description-handler.js';
import { SessionLeg } from './session-leg.js';

export interface OutgoingSessionOptions {
  readonly userAgent: UserAgent;
  readonly target: URI;
  readonly peer: MediaPeer;
  readonly clock: Clock;
  /** The dialog whose place the new one takes (RFC 3891). */
  readonly replaces?: DialogId | undefined;
}

/** What SIP.js hands over of an INVITE beside the message; its types keep it to themselves. */
interface IncomingInviteResponse extends IncomingResponse {
  readonly session?: object;
}

/** A call that we start: one INVITE. 3xx answers end it, they are never dialled. */
export class OutgoingSessionLeg extends SessionLeg implements OutgoingLeg {
  readonly remote: OutgoingLeg['remote'];
  readonly #inviter: Inviter;
  #early: DialogFacts | null = null;
  #isConfirmed = false;

  constructor({ userAgent, target, peer, clock, replaces }: OutgoingSessionOptions) {
    // Early media is applied here rather than by SIP.js, which ends an answered call when the fork that
    // rang and the fork that answered differ.
    const inviter = new Inviter(userAgent, target, {
      earlyMedia: false,
      extraHeaders: replaces ? [supports, headerLine('Replaces', replacesValue(replaces))] : [supports],
    });
    bindPeer(inviter, peer);
    super(inviter, peer, clock);
    this.#inviter = inviter;
    this.remote = Object.freeze({ number: target.user ?? '', displayName: null });
  }

  /** Sends the INVITE. Rejects when no offer can be made. */
  async invite(): Promise<void> {
    await this.#inviter.invite({
      requestDelegate: {
        onProgress: (response) => this.progressed(response),
        onAccept: ({ message }) => this.accepted(message),
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

  protected override get dialogFacts(): DialogFacts | null {
    return super.dialogFacts ?? this.#early;
  }

  override get channelUuid(): string | null {
    return super.channelUuid ?? this.toldUuid ?? null;
  }

  protected override fallbackEnd(): LegEnd {
    return { reason: 'failed' };
  }

  protected override accepted(message: IncomingResponse['message']): void {
    if (this.#isConfirmed) return super.accepted(message);
    this.#learnUuid(message);
    if (this.session.state !== SessionState.Established) return;
    this.#isConfirmed = true;
    const { needsNewOffer } = this.peer;
    super.onEstablished();
    if (needsNewOffer) this.renegotiate().catch(() => this.end({ reason: 'media-failed' }));
  }

  protected override progressed(response: IncomingResponse): void {
    const { message } = response;
    const { session } = response as IncomingInviteResponse;
    if (session) this.#early = factsOf(session as SessionDialog);
    const { statusCode = 0 } = message;
    this.#learnUuid(message);
    if (statusCode < 180) return;
    const earlyMedia = statusCode === 183 && message.body.length > 0;
    this.emit('progress', { earlyMedia });
    // A tone that the browser cannot play is no reason to end the call: the answer may still come.
    if (earlyMedia) this.peer.setEarlyAnswer(message.body).catch(() => {});
  }

  #learnUuid(message: IncomingResponse['message']): void {
    this.toldUuid = channelUuid(message) ?? this.toldUuid;
  }
}

function refusal(message: IncomingResponse['message']): LegEnd {
  return endOfRefusal(message.statusCode ?? 500, message);
}
