import { SessionState, type Cancel, type Invitation } from 'sip.js';
import type { IncomingResponse } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../shared/clock.js';
import type { IncomingLeg, LegEnd } from '../leg.js';
import type { MediaPeer } from '../media/peer.js';
import { endOfCancel } from './end-reason.js';
import { supports } from './display-update.js';
import { answerAfter } from './answer-after.js';
import { channelUuid, remoteIdentity } from './headers.js';
import { bindPeer } from './session-description-handler.js';
import { SessionLeg } from './session-leg.js';

/** A call that somebody else started: answers 180 at once and prepares the media while it rings. */
export class IncomingSessionLeg extends SessionLeg implements IncomingLeg {
  readonly remote: IncomingLeg['remote'];
  readonly answerAfter: number | null;
  readonly #invitation: Invitation;
  readonly #acknowledged: Promise<void>;

  constructor(invitation: Invitation, peer: MediaPeer, clock: Clock) {
    bindPeer(invitation, peer);
    super(invitation, peer, clock);
    this.#invitation = invitation;
    this.remote = Object.freeze(remoteIdentity(invitation.request));
    this.answerAfter = answerAfter(invitation.request);
    this.toldUuid = channelUuid(invitation.request);
    let acknowledge = (): void => {};
    this.#acknowledged = new Promise((resolve) => (acknowledge = resolve));
    invitation.stateChange.addListener((state) => state === SessionState.Terminated && acknowledge());
    invitation.delegate = {
      ...invitation.delegate,
      onAck: acknowledge,
      onCancel: (cancel) => this.#onCancel(cancel),
    };
    invitation.progress({ statusCode: 180 }).catch(() => {});
    // A refusal of the offer shows again, and is answered, when the call is accepted.
    if (invitation.body) peer.prepareAnswer(invitation.body).catch(() => {});
  }

  /** After the loss of the socket an ACK would go to the dead one: another INVITE takes the place of the ringing. */
  async accept(): Promise<void> {
    if (this.isLostEarly) return this.takeOver();
    await this.#invitation.accept({ extraHeaders: [supports] });
  }

  override connectionLost(): void {
    super.connectionLost();
    if (this.session.state === SessionState.Initial) this.isLostEarly = true;
  }

  protected override accepted(message: IncomingResponse['message']): void {
    if (!this.isLostEarly) return super.accepted(message);
    this.isLostEarly = false;
    this.toldUuid = channelUuid(message);
    super.onEstablished();
  }

  /** An offer sent before the ACK makes SIP.js take the ACK for a missing answer, and end the call. */
  protected override readyToOffer(): Promise<void> {
    return this.#acknowledged;
  }

  protected override glareDelayMs(): number {
    return Math.random() * 2000;
  }

  protected override fallbackEnd(): LegEnd {
    return { reason: 'missed' };
  }

  #onCancel({ request }: Cancel): void {
    this.end(endOfCancel(request));
  }
}
