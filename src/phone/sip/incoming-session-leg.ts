import { SessionState, type Cancel, type Invitation } from 'sip.js';
import type { Clock } from '../../shared/clock.js';
import type { IncomingLeg, LegEnd } from '../leg.js';
import type { MediaPeer } from '../media/peer.js';
import { endOfCancel } from './end-reason.js';
import { answerAfter } from './answer-after.js';
import { channelUuid, remoteIdentity } from './headers.js';
import { bindPeer } from './session-description-handler.js';
import { SessionLeg, supports } from './session-leg.js';

/** A call that somebody else started: answers 180 at once and prepares the media while it rings. */
export class IncomingSessionLeg extends SessionLeg<Invitation> implements IncomingLeg {
  readonly remote: IncomingLeg['remote'];
  readonly answerAfter: number | null;
  readonly #acknowledged: Promise<void>;

  constructor(invitation: Invitation, peer: MediaPeer, clock: Clock) {
    bindPeer(invitation, peer);
    super(invitation, peer, clock);
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

  async accept(): Promise<void> {
    await this.session.accept({ extraHeaders: [supports] });
  }

  /** An offer sent before the ACK makes SIP.js take the ACK for a missing answer, and end the call. */
  protected override readyToOffer(): Promise<void> {
    return this.#acknowledged;
  }

  protected override glareDelayMs(): number {
    return Math.random() * 2000;
  }

  protected override abandon(): void {
    if (this.session.state === SessionState.Terminating) return;
    this.session.reject({ statusCode: 603 }).catch(() => {});
  }

  protected override fallbackEnd(): LegEnd {
    return { reason: 'missed' };
  }

  #onCancel({ request }: Cancel): void {
    this.end(endOfCancel(request));
  }
}
