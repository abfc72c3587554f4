import type { Clock } from '../../shared/clock.js';
import { Emitter } from '../../shared/emitter.js';
import { gatherCandidates } from './ice-gathering.js';
import type { Microphone } from './microphone.js';

export interface MediaPeerOptions {
  readonly iceServers: readonly RTCIceServer[];
  readonly clock: Clock;
  /** Who makes the first offer: an answerer takes the audio section that the offer brings. */
  readonly role: 'offerer' | 'answerer';
  readonly createPeerConnection?: (configuration: RTCConfiguration) => RTCPeerConnection;
}

/** How the path of the media is: `interrupted` may heal by itself, `failed` needs an ICE restart. */
export type MediaHealth = 'connected' | 'interrupted' | 'failed';

interface MediaPeerEvents {
  /** The far end's sound; a new stream when the answering fork was another one. */
  stream: MediaStream;
  health: MediaHealth;
}

interface Connection {
  readonly pc: RTCPeerConnection;
  /** The audio section; null until an answerer has seen the offer. */
  readonly transceiver: RTCRtpTransceiver | null;
}

/**
 * The media of one call: one audio section, offers and answers with the durable wishes (hold, mute)
 * built in, so that no renegotiation, whoever starts it, can lose them.
 * Knows SDP and WebRTC, nothing of SIP. Methods reject with the browser's own errors.
 */
export class MediaPeer extends Emitter<MediaPeerEvents> {
  readonly #options: MediaPeerOptions;
  #current: Connection;
  #microphone: Microphone | null = null;
  #muted = false;
  #held = false;
  #heldConfirmed = false;
  #restartIce = false;
  #prepared: Promise<string> | null = null;
  #appliedRemote: string | null = null;
  #heard: MediaStreamTrack | null = null;
  #answersForkedOffer = false;
  #closed = false;

  constructor(options: MediaPeerOptions) {
    super();
    this.#options = options;
    this.#current = this.#connect(options.role);
  }

  /** Makes and gathers the first offer ahead of the call, without a microphone. */
  async prepareOffer(): Promise<void> {
    this.#prepared ??= this.#makeOffer();
    await this.#prepared;
  }

  /** Applies the caller's offer and prepares the answer while it still rings. */
  async prepareAnswer(offer: string): Promise<void> {
    this.#prepared = this.setRemote(offer).then(() => this.#makeAnswer());
    await this.#prepared;
  }

  /** The next offer or answer, whichever the state of the negotiation asks for. */
  async createLocal(): Promise<string> {
    const prepared = this.#prepared;
    this.#prepared = null;
    if (prepared) return prepared;
    return this.#current.pc.signalingState === 'have-remote-offer' ? this.#makeAnswer() : this.#makeOffer();
  }

  /** Applies the far end's answer where we offered, else its offer. The offer that was prepared is not applied twice. */
  async setRemote(sdp: string): Promise<void> {
    if (this.#prepared && sdp === this.#appliedRemote) return;
    const { pc } = this.#current;
    this.#appliedRemote = sdp;
    if (pc.signalingState === 'have-local-offer') return pc.setRemoteDescription({ type: 'answer', sdp });
    await pc.setRemoteDescription({ type: 'offer', sdp });
    await this.#adoptOffered();
  }

  /** Applies the answer of a 183, so that its tone or announcement is heard. Later early answers are ignored. */
  async setEarlyAnswer(sdp: string): Promise<void> {
    if (this.#current.pc.signalingState === 'have-local-offer') await this.setRemote(sdp);
  }

  /**
   * Applies the answer of the 2xx. Where another fork already answered early, a fresh connection is made,
   * since a WebRTC offer cannot be answered twice; `needsNewOffer` then asks for a re-INVITE.
   */
  async setFinalAnswer(sdp: string): Promise<void> {
    if (this.#current.pc.signalingState === 'have-local-offer') return this.setRemote(sdp);
    if (this.#appliedRemote !== null && transportKey(sdp) !== transportKey(this.#appliedRemote)) {
      this.#replaceConnection();
    }
  }

  /** We have offered and wait for the answer. */
  get awaitsAnswer(): boolean {
    return this.#current.pc.signalingState === 'have-local-offer';
  }

  /** True after another fork than the one heard early has answered. */
  get needsNewOffer(): boolean {
    return this.#answersForkedOffer;
  }

  /** Back to the media agreed before the pending offer, wherever it came from. The wishes stay for the next offer. */
  async rollback(): Promise<void> {
    const { pc } = this.#current;
    if (pc.signalingState === 'have-local-offer') await pc.setLocalDescription({ type: 'rollback' });
    else if (pc.signalingState === 'have-remote-offer') await pc.setRemoteDescription({ type: 'rollback' });
  }

  /** The next offer restarts ICE (RFC 8445 section 9); only that one. */
  restartIce(): void {
    this.#restartIce = true;
  }

  /**
   * Attaches the microphone, instead of the one before; the peer stops it when it closes. No renegotiation is needed,
   * mute and hold stay.
   */
  async attachMicrophone(microphone: Microphone): Promise<void> {
    if (this.#closed) return microphone.stop();
    const before = this.#microphone;
    this.#microphone = microphone;
    this.#applyWishes();
    try {
      await this.#current.transceiver?.sender.replaceTrack(microphone.track);
    } finally {
      if (before !== microphone) before?.stop();
    }
  }

  /** Somebody can speak here already. */
  get hasMicrophone(): boolean {
    return this.#microphone !== null;
  }

  /** The device as the browser sees it: `muted` by the system or by itself, `ended` when it is gone; null without one. */
  get microphoneState(): 'live' | 'muted' | 'ended' | null {
    if (!this.#microphone) return null;
    const { readyState, muted } = this.#microphone.device;
    return readyState === 'live' && muted ? 'muted' : readyState;
  }

  setMuted(muted: boolean): void {
    this.#muted = muted;
    this.#applyWishes();
  }

  /**
   * Wishes hold or resume for the next offer. The microphone falls silent at once, whatever the far end says. True when
   * that is another wish than before.
   */
  wishHeld(held: boolean): boolean {
    const isOther = held !== this.#held;
    this.#held = held;
    this.#applyWishes();
    return isOther;
  }

  /** The far end agreed to the last offer. */
  confirm(): void {
    this.#heldConfirmed = this.#held;
    this.#answersForkedOffer = false;
  }

  /** The far end refused for good: what it agreed to last is wished again. */
  giveUpWishes(): void {
    this.wishHeld(this.#heldConfirmed);
  }

  get heldConfirmed(): boolean {
    return this.#heldConfirmed;
  }

  /** The far end does not want our sound: it put us on hold. */
  get heldByRemote(): boolean {
    const direction = this.#current.transceiver?.currentDirection;
    return direction === 'recvonly' || direction === 'inactive';
  }

  /** Queues RFC 4733 events; false when the far end did not agree to telephone-event. */
  insertDtmf(digits: string): boolean {
    const dtmf = this.#current.transceiver?.sender.dtmf;
    if (!dtmf?.canInsertDTMF) return false;
    // insertDTMF replaces what is still queued, so what is queued goes first.
    dtmf.insertDTMF(dtmf.toneBuffer + digits, 100, 70);
    return true;
  }

  /** Releases the microphone and the connection. Safe to repeat. */
  stats(): Promise<RTCStatsReport> {
    return this.#current.pc.getStats();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#microphone?.stop();
    this.#microphone = null;
    this.#current.pc.close();
  }

  #connect(role: MediaPeerOptions['role']): Connection {
    const create = this.#options.createPeerConnection ?? ((configuration) => new RTCPeerConnection(configuration));
    const pc = create({
      iceServers: [...this.#options.iceServers],
      bundlePolicy: 'max-bundle',
      rtcpMuxPolicy: 'require',
    });
    const transceiver = role === 'offerer' ? pc.addTransceiver('audio', { direction: 'sendrecv' }) : null;
    pc.addEventListener('track', ({ track }) => {
      if (this.#current.pc === pc) this.#hear(track);
    });
    pc.addEventListener('iceconnectionstatechange', () => {
      const health = mediaHealth(pc.iceConnectionState);
      if (health && this.#current.pc === pc && !this.#closed) this.emit('health', health);
    });
    return { pc, transceiver };
  }

  // The browser takes the track out of its own streams on hold, and a rolled back hold does not bring it back:
  // a stream of ours around the receiver's track, which stays the same, does not notice.
  #hear(track: MediaStreamTrack): void {
    if (track === this.#heard) return;
    this.#heard = track;
    this.emit('stream', new MediaStream([track]));
  }

  #replaceConnection(): void {
    this.#current.pc.close();
    this.#current = this.#connect('offerer');
    this.#appliedRemote = null;
    this.#answersForkedOffer = true;
    if (this.#microphone) void this.#current.transceiver?.sender.replaceTrack(this.#microphone.track);
  }

  async #makeOffer(): Promise<string> {
    const { pc, transceiver } = this.#current;
    const iceRestart = this.#restartIce;
    this.#restartIce = false;
    if (transceiver) transceiver.direction = this.#direction();
    await pc.setLocalDescription(await pc.createOffer({ iceRestart }));
    return this.#gathered(pc);
  }

  async #makeAnswer(): Promise<string> {
    const { pc, transceiver } = this.#current;
    if (transceiver) transceiver.direction = this.#direction();
    await pc.setLocalDescription(await pc.createAnswer());
    return this.#gathered(pc);
  }

  /** Takes the first audio section that the far end offered, and turns down video and any further ones. */
  async #adoptOffered(): Promise<void> {
    const { pc } = this.#current;
    const transceivers = pc.getTransceivers();
    const own =
      this.#current.transceiver ?? transceivers.find(({ receiver }) => receiver.track.kind === 'audio') ?? null;
    for (const other of transceivers) if (other !== own) other.direction = 'inactive';
    if (own === this.#current.transceiver) return;
    this.#current = { pc, transceiver: own };
    if (this.#microphone) await own?.sender.replaceTrack(this.#microphone.track);
  }

  async #gathered(pc: RTCPeerConnection): Promise<string> {
    await gatherCandidates(pc, this.#options.clock);
    return pc.localDescription?.sdp ?? '';
  }

  #direction(): RTCRtpTransceiverDirection {
    return this.#held ? 'sendonly' : 'sendrecv';
  }

  #applyWishes(): void {
    if (this.#microphone) this.#microphone.track.enabled = !this.#muted && !this.#held;
  }
}

function mediaHealth(state: RTCIceConnectionState): MediaHealth | null {
  if (state === 'connected' || state === 'completed') return 'connected';
  if (state === 'disconnected') return 'interrupted';
  return state === 'failed' ? 'failed' : null;
}

/** What tells two forks' answers apart: ICE user fragment and DTLS fingerprint. */
function transportKey(sdp: string): string {
  return [/^a=ice-ufrag:(.*)$/m, /^a=fingerprint:(.*)$/m]
    .map((pattern) => pattern.exec(sdp)?.[1]?.trim())
    .join(' ');
}
