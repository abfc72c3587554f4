import {
  Inviter,
  SessionState,
  type BodyAndContentType,
  type Session,
  type SessionDescriptionHandler,
  type SessionDescriptionHandlerFactory,
} from 'sip.js';
import type { MediaPeer } from '../media/peer.js';

const peers = new WeakMap<Session, MediaPeer>();

/** Says which peer carries the media of a session; do it before the session makes its first offer or answer. */
export function bindPeer(session: Session, peer: MediaPeer): void {
  peers.set(session, peer);
}

/** For the user agent's configuration. A session without a peer is refused rather than given a peer of SIP.js' own. */
export const peerDescriptionHandlerFactory: SessionDescriptionHandlerFactory = (session) => {
  const peer = peers.get(session);
  if (!peer) throw new Error('No media was bound to this session.');
  return new PeerDescriptionHandler(session, peer);
};

/** Puts a `MediaPeer` behind the interface that SIP.js sessions negotiate with. */
export class PeerDescriptionHandler implements SessionDescriptionHandler {
  readonly #session: Session;
  #peer: MediaPeer;
  #refusedAnswer: unknown;

  constructor(session: Session, peer: MediaPeer) {
    this.#session = session;
    this.#peer = peer;
  }

  /** From now on the session negotiates for this peer. */
  use(peer: MediaPeer): void {
    this.#peer = peer;
  }

  /** The error of the last answer that the browser refused in a re-INVITE, once; undefined when it was fine. */
  takeRefusedAnswer(): unknown {
    const refused = this.#refusedAnswer;
    this.#refusedAnswer = undefined;
    return refused;
  }

  async getDescription(): Promise<BodyAndContentType> {
    return { body: await this.#peer.createLocal(), contentType: 'application/sdp' };
  }

  hasDescription(contentType: string): boolean {
    return contentType.split(';')[0]?.trim().toLowerCase() === 'application/sdp';
  }

  async setDescription(sdp: string): Promise<void> {
    if (this.#session instanceof Inviter && this.#session.state === SessionState.Establishing) {
      return this.#peer.setFinalAnswer(sdp);
    }
    const answersUs = this.#peer.awaitsAnswer;
    try {
      await this.#peer.setRemote(sdp);
    } catch (error) {
      if (!answersUs) throw error;
      // SIP.js would send BYE 488. The media of before still flows, so the call goes on with it.
      this.#refusedAnswer = error;
      await this.#peer.rollback();
    }
  }

  async rollbackDescription(): Promise<void> {
    await this.#peer.rollback();
  }

  /** The call's owner sends DTMF through the peer itself. */
  sendDtmf(digits: string): boolean {
    return this.#peer.insertDtmf(digits);
  }

  /** The media are the call's, which outlives this dialog when another one takes its place. */
  close(): void {}
}
