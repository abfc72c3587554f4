import { Emitter } from '../../shared/emitter.js';
import { setLocal } from './ice-gathering.js';
import type { Microphone } from './microphone.js';
import { deviceState, insertDigits, keepAudio, newConnection, type MediaPeerOptions } from './audio-section.js';
import { Rollback } from './rollback.js';
import { mediaHealth, transportKey, type MediaHealth } from './peer-facts.js';

export type { MediaPeerOptions } from './audio-section.js';
export type { MediaHealth } from './peer-facts.js';

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
 * The media of one call: one audio section, offers and answers with the durable wishes (hold, mute) built in, so that
 * no renegotiation can lose them. Knows nothing of SIP. Methods reject with the browser's own errors.
 */
export class MediaPeer extends Emitter<MediaPeerEvents> {
  #options: MediaPeerOptions;
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
  readonly #rollback = new Rollback();

  constructor(options: MediaPeerOptions) {
    super();
    this.#options = options;
    this.#current = this.#connect(options.role);
  }

  /** Makes and gathers the first offer ahead of the call, without a microphone. */
  async prepareOffer(): Promise<void> {
    await (this.#prepared ??= this.#makeOffer());
  }

  /** Applies the caller's offer and prepares the answer while it still rings. */
  async prepareAnswer(offer: string): Promise<void> {
    await (this.#prepared = this.setRemote(offer).then(() => this.#makeAnswer()));
  }

  /** The next offer or answer, whichever the state of the negotiation asks for. */
  async createLocal(): Promise<string> {
    const prepared = this.#prepared;
    this.#prepared = null;
    if (prepared) return prepared;
    if (this.#rollback.running) await this.#rollback.running;
    return this.#current.pc.signalingState === 'have-remote-offer' ? this.#makeAnswer() : this.#makeOffer();
  }

  /** Applies the far end's answer where we offered, else its offer. The offer that was prepared is not applied twice. */
  async setRemote(sdp: string): Promise<void> {
    if (this.#prepared && sdp === this.#appliedRemote) return;
    if (this.#rollback.running) await this.#rollback.running;
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

  /** Applies the answer of the 2xx. Another fork than the early one needs a fresh connection, and `needsNewOffer`. */
  async setFinalAnswer(sdp: string): Promise<void> {
    if (this.#current.pc.signalingState === 'have-local-offer') return this.setRemote(sdp);
    if (this.#appliedRemote !== null && transportKey(sdp) !== transportKey(this.#appliedRemote)) {
      this.#replaceConnection();
    }
  }

  /** We have offered and wait for the answer. */
  get awaitsAnswer(): boolean {
    return !this.#rollback.running && this.#current.pc.signalingState === 'have-local-offer';
  }

  /** True after another fork than the one heard early has answered. */
  get needsNewOffer(): boolean {
    return this.#answersForkedOffer;
  }

  /** Back to the media agreed before the pending offer, wherever it came from. The wishes stay for the next offer. */
  rollback(): Promise<void> {
    return this.#rollback.run(this.#current.pc, this.#current.transceiver);
  }

  /** The next offer restarts ICE (RFC 8445 section 9); only that one. */
  restartIce(): void {
    this.#restartIce = true;
  }

  /** Attaches the microphone, instead of the one before, and stops it in the end. No renegotiation; mute and hold stay. */
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

  /** Lets the microphone go, and nothing else. */
  releaseMicrophone(): void {
    this.#microphone?.stop();
    this.#microphone = null;
  }

  /** The device as the browser sees it: `muted` by the system or by itself, `ended` when it is gone; null without one. */
  get microphoneState(): 'live' | 'muted' | 'ended' | null {
    return deviceState(this.#microphone?.device);
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
    return insertDigits(this.#current.transceiver?.sender.dtmf, digits);
  }

  /** Changes with each new connection, and stays the same through ICE restarts. */
  get path(): unknown {
    return this.#current.pc;
  }

  /** For the next connection and the next ICE restart; what flows stays as it is. */
  setIceServers(iceServers: readonly RTCIceServer[]): void {
    this.#options = { ...this.#options, iceServers };
    const { pc } = this.#current;
    pc.setConfiguration({ ...pc.getConfiguration(), iceServers: [...iceServers] });
  }

  stats(): Promise<RTCStatsReport> {
    return this.#current.pc.getStats();
  }

  /**
   * A second peer with the wishes and the microphone of this one, to be offered in its place while this one goes on.
   * `moveTo` makes this one out of it; `discard` it otherwise, which leaves the microphone to this one.
   */
  fork(): MediaPeer {
    const fork = new MediaPeer({ ...this.#options, role: 'offerer' });
    fork.#held = this.#held;
    fork.#muted = this.#muted;
    if (this.#microphone) void fork.#current.transceiver?.sender.replaceTrack(this.#microphone.track);
    return fork;
  }

  /** Goes on with the connection of a fork, and lets its own go. */
  async moveTo(fork: MediaPeer): Promise<void> {
    if (this.#closed) return fork.discard();
    this.#current.pc.close();
    this.#current = fork.#current;
    this.#appliedRemote = fork.#appliedRemote;
    fork.#closed = true;
    const { pc, transceiver } = this.#current;
    this.#listen(pc);
    this.#tellHealth();
    // Another microphone may have been chosen meanwhile.
    if (this.#microphone) await transceiver?.sender.replaceTrack(this.#microphone.track);
    if (transceiver && this.#appliedRemote !== null) this.#hear(transceiver.receiver.track);
  }

  /** Closes a fork that is not needed. */
  discard(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#current.pc.close();
  }

  /** Releases the microphone and the connection. Safe to repeat. */
  close(): void {
    if (this.#closed) return;
    this.releaseMicrophone();
    this.discard();
  }

  #connect(role: MediaPeerOptions['role']): Connection {
    const pc = newConnection(this.#options);
    const transceiver = role === 'offerer' ? pc.addTransceiver('audio', { direction: 'sendrecv' }) : null;
    this.#listen(pc);
    return { pc, transceiver };
  }

  #listen(pc: RTCPeerConnection): void {
    const isCurrent = (): boolean => this.#current.pc === pc && !this.#closed;
    pc.addEventListener('track', ({ track }) => {
      if (isCurrent()) this.#hear(track);
    });
    pc.addEventListener('iceconnectionstatechange', () => isCurrent() && this.#tellHealth());
  }

  #tellHealth(): void {
    const health = mediaHealth(this.#current.pc.iceConnectionState);
    if (health) this.emit('health', health);
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

  #makeOffer(): Promise<string> {
    const iceRestart = this.#restartIce;
    this.#restartIce = false;
    return this.#describe((pc) => pc.createOffer({ iceRestart }));
  }

  #makeAnswer(): Promise<string> {
    return this.#describe((pc) => pc.createAnswer());
  }

  async #describe(create: (pc: RTCPeerConnection) => Promise<RTCSessionDescriptionInit>): Promise<string> {
    const { pc, transceiver } = this.#current;
    if (transceiver) transceiver.direction = this.#held ? 'sendonly' : 'sendrecv';
    return setLocal(pc, await create(pc), this.#options.clock);
  }

  /** Takes the first audio section that the far end offered, and turns down video and any further ones. */
  async #adoptOffered(): Promise<void> {
    const { pc } = this.#current;
    const own = keepAudio(pc, this.#current.transceiver);
    if (own === this.#current.transceiver) return;
    this.#current = { pc, transceiver: own };
    if (this.#microphone) await own?.sender.replaceTrack(this.#microphone.track);
  }

  #applyWishes(): void {
    if (this.#microphone) this.#microphone.track.enabled = !this.#muted && !this.#held;
  }
}
