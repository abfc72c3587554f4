import type { Invitation } from 'sip.js';
import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import type { DialogFacts, DialogId, IncomingLeg, OutgoingLeg } from '../leg.js';
import type { MediaPeer } from '../media/peer.js';
import { Connection } from './connection.js';
import type { SipCredentials } from './credentials.js';
import { sendBye } from './dialog-facts.js';
import { isHeard } from './farewell.js';
import { remoteIdentity, type RemoteIdentity } from './headers.js';
import { IncomingSessionLeg } from './incoming-session-leg.js';
import { OutgoingSessionLeg } from './outgoing-session-leg.js';
import { peerDescriptionHandlerFactory } from './session-description-handler.js';
import { nobodyAt } from './replaces.js';
import { parseTarget } from './target.js';

export interface SignallingOptions {
  readonly sip: SipCredentials;
  readonly displayName: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called for every INVITE; it must be taken or refused at once. */
  readonly onIncoming: (offer: IncomingOffer) => void;
}

/** An INVITE that nobody has answered yet. */
export interface IncomingOffer {
  readonly remote: RemoteIdentity;
  /** False when our 200 has to make the offer. */
  readonly bringsOffer: boolean;
  /** Sends 180 and hands the leg over. */
  ring(peer: MediaPeer): IncomingLeg;
  /** Refuses with a final status, such as 486. */
  refuse(statusCode: number): void;
}

/** All that the phone needs of SIP: a line that keeps itself registered, and legs in both directions. */
export class Signalling extends Connection {
  readonly #clock: Clock;
  #domain: string;
  #username: string;
  readonly #waiting: (() => void)[] = [];

  constructor({ onIncoming, ...options }: SignallingOptions) {
    super({
      ...options,
      sessionDescriptionHandlerFactory: peerDescriptionHandlerFactory,
      delegate: { onInvite: (invitation) => onIncoming(offerOf(invitation, options.clock)) },
    });
    this.#clock = options.clock;
    this.#domain = options.sip.domain;
    this.#username = options.sip.username;
    this.on('statechange', ({ status }) => {
      if (status === 'registered') for (const task of this.#waiting.splice(0)) task();
    });
  }

  /** A request sent now would go out, on a socket that the server knows as ours. */
  get canSend(): boolean {
    return this.state.status === 'registered' && this.userAgent.isConnected();
  }

  /** Runs the task as soon as it can send, at once if that is now. */
  whenCanSend(task: () => void): void {
    if (this.canSend) task();
    else this.#waiting.push(task);
  }

  /**
   * A way to this target. Throws `CallError` with reason `invalid-number` for what cannot be dialled, before
   * anything is spent on it; the returned function then makes the leg, not yet invited.
   */
  dial(target: string): (peer: MediaPeer) => OutgoingLeg {
    const uri = parseTarget(target, this.#domain);
    return (peer) => new OutgoingSessionLeg({ userAgent: this.userAgent, target: uri, peer, clock: this.#clock });
  }

  /** BYE in a dialog of a page before. True when the server has confirmed it. */
  async sayBye(dialog: DialogFacts): Promise<boolean> {
    return isHeard(await sendBye(this.userAgent, dialog));
  }

  /** A way into the place of that dialog. */
  takeOver(replaces: DialogId): (peer: MediaPeer) => OutgoingLeg {
    const target = nobodyAt(this.userAgent);
    return (peer) =>
      new OutgoingSessionLeg({ userAgent: this.userAgent, target, peer, clock: this.#clock, replaces });
  }

  /** What would be dialled for this target. Throws like `dial`. */
  numberOf(target: string): string {
    return parseTarget(target, this.#domain).user ?? '';
  }

  /** Whose registration it is: `user@domain`. */
  get account(): string {
    return `${this.#username}@${this.#domain}`;
  }

  override updateCredentials(sip: SipCredentials): void {
    this.#domain = sip.domain;
    this.#username = sip.username;
    super.updateCredentials(sip);
  }
}

function offerOf(invitation: Invitation, clock: Clock): IncomingOffer {
  const { request } = invitation;
  return {
    remote: remoteIdentity(request),
    bringsOffer: request.body.length > 0 && /^application\/sdp\b/i.test(request.getHeader('content-type') ?? ''),
    ring: (peer) => new IncomingSessionLeg(invitation, peer, clock),
    refuse: (statusCode) => void invitation.reject({ statusCode }).catch(() => {}),
  };
}
