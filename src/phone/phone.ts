import { systemClock, type Clock } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import { CallError, type SoftphoneError } from '../shared/errors.js';
import { consoleLogger, type Logger } from '../shared/logger.js';
import { Call, type CallOptions } from './call.js';
import type { CallSnapshot } from './call-state.js';
import { microphonePermission, openMicrophone, plainMicrophone, type Microphone } from './media/microphone.js';
import { MediaPeer, type MediaHealth } from './media/peer.js';
import type { QualitySample } from './media/quality/quality.js';
import { RemoteAudio } from './media/remote-audio.js';
import type { ConnectionState } from './sip/connection-state.js';
import type { SipCredentials } from './sip/credentials.js';
import { randomUuid } from './sip/random-token.js';
import { Signalling, type IncomingOffer } from './sip/signalling.js';
import { WarmPeers } from './warm-peers.js';

export interface PhoneOptions {
  readonly sip: SipCredentials;
  readonly displayName: string;
  readonly iceServers: readonly RTCIceServer[];
  /** Constraints for the microphone, where `openMicrophone` is omitted. */
  readonly microphone?: MediaTrackConstraints;
  /** Opens the microphone of a call; rejects with `MediaError`. */
  readonly openMicrophone?: () => Promise<Microphone>;
  /** Where the far end is played; a plain `Audio` when omitted. */
  readonly createAudioElement?: () => HTMLAudioElement;
  readonly clock?: Clock;
  readonly logger?: Logger;
}

/** One second of a call, measured. */
export interface CallSample {
  readonly callId: string;
  readonly sample: QualitySample;
}

interface PhoneEvents {
  connection: ConnectionState;
  /** Every change of every call, the new one and the ended one included. */
  call: CallSnapshot;
  audioblocked: boolean;
  mediahealth: MediaHealth;
  sample: CallSample;
  /** Something failed that ended no call. */
  error: SoftphoneError;
}

/**
 * The SIP engine of one extension: one registration, its calls. The constructor throws `RegistrationError` when the
 * credentials form no SIP address. One call at a time; a second caller hears
 * busy (486) and is reported as an ended call. Touches the browser only when a method is called.
 */
export class Phone extends Emitter<PhoneEvents> {
  readonly #signalling: Signalling;
  readonly #clock: Clock;
  readonly #calls = new Map<string, Call>();
  readonly #warmPeers: WarmPeers;
  readonly #openMicrophone: () => Promise<Microphone>;
  readonly #createAudio: () => HTMLAudioElement;
  #whenConnected: (() => void)[] = [];
  #iceServers: readonly RTCIceServer[];

  constructor(options: PhoneOptions) {
    super();
    const { sip, displayName, iceServers, clock = systemClock, logger } = options;
    this.#clock = clock;
    this.#iceServers = iceServers;
    this.#openMicrophone =
      options.openMicrophone ?? (async () => plainMicrophone(await openMicrophone(options.microphone)));
    this.#createAudio = options.createAudioElement ?? (() => new Audio());
    this.#warmPeers = new WarmPeers(() => this.#createPeer('offerer'), clock);
    this.#signalling = new Signalling({
      sip,
      displayName,
      clock,
      logger: logger ?? consoleLogger(),
      onIncoming: (offer) => this.#onIncoming(offer),
    });
    this.#signalling.on('statechange', (state) => this.#onConnection(state));
    this.#signalling.on('socketlost', () => {
      for (const call of [...this.#calls.values()]) call.connectionLost();
    });
  }

  get connection(): ConnectionState {
    return this.#signalling.state;
  }

  /** Connects and registers, and keeps doing so. */
  start(): void {
    this.#signalling.start();
  }

  /** Ends every call, removes the registration. Bounded in time; never rejects. */
  async stop(): Promise<void> {
    this.#warmPeers.discard();
    for (const call of this.#calls.values()) call.hangup();
    await this.#signalling.stop();
  }

  /** Checks the line at once: the page came back, the network changed. */
  probe(): void {
    this.#signalling.probe();
  }

  /** Tries to register at once, also after a refusal. */
  retry(): void {
    this.#signalling.retry();
  }

  /** Takes the credentials of a new token; live calls go on. Throws `RegistrationError` like the constructor. */
  updateCredentials(sip: SipCredentials, iceServers: readonly RTCIceServer[]): void {
    this.#iceServers = iceServers;
    this.#warmPeers.discard();
    this.#signalling.updateCredentials(sip);
  }

  /** Prepares the next call's offer without touching the microphone. */
  warmUp(): void {
    if (this.#signalling.state.status === 'registered' && this.#calls.size === 0) this.#warmPeers.warmUp();
  }

  /** Starts a call. Throws `CallError`: `invalid-number`, `not-online`, or `wrong-state` while another call lives. */
  async call(target: string): Promise<CallSnapshot> {
    const makeLeg = this.#signalling.dial(target);
    if (this.#signalling.state.status !== 'registered') throw CallError.notOnline();
    const [live] = this.#calls.values();
    if (live) throw CallError.wrongState('start another call beside', live.snapshot.state.phase);
    const peer = this.#warmPeers.take();
    const call = this.#track(new Call(makeLeg(peer), this.#callOptions(peer)));
    void call.start((await microphonePermission()) === 'granted');
    return call.snapshot;
  }

  /** The bare number or extension in a text, as it would be dialled. Throws `CallError`: `invalid-number`. */
  numberOf(target: string): string {
    return this.#signalling.numberOf(target);
  }

  /** The live call of that id, without one the latest; undefined when there is none. */
  findCall(id?: string): Call | undefined {
    return id === undefined ? [...this.#calls.values()].at(-1) : this.#calls.get(id);
  }

  /** Like `findCall`; throws `CallError` when there is none. */
  liveCall(id?: string): Call {
    const call = this.findCall(id);
    if (!call) throw CallError.noSuchCall();
    return call;
  }

  /** Plays what the browser blocked, after a gesture. */
  async resumeAudio(): Promise<void> {
    await Promise.all([...this.#calls.values()].map((call) => call.resumeAudio()));
  }

  /** Lets every call that has a microphone speak through one opened anew. Rejects with the first `MediaError`. */
  async changeMicrophone(): Promise<void> {
    await Promise.all([...this.#calls.values()].map((call) => call.changeMicrophone()));
  }

  #onIncoming(offer: IncomingOffer): void {
    if (this.#calls.size > 0) {
      offer.refuse(486);
      this.emit('call', refusedAsBusy(offer, this.#clock.now()));
      return;
    }
    const peer = this.#createPeer(offer.bringsOffer ? 'answerer' : 'offerer');
    this.#track(new Call(offer.ring(peer), this.#callOptions(peer)));
  }

  #track(call: Call): Call {
    const { id } = call.snapshot;
    this.#calls.set(id, call);
    call.on('statechange', (snapshot) => {
      if (snapshot.state.phase === 'ended') this.#forget(id);
      this.emit('call', snapshot);
    });
    call.on('audioblocked', (blocked) => this.emit('audioblocked', blocked));
    call.on('mediahealth', (health) => this.emit('mediahealth', health));
    call.on('sample', (sample) => this.emit('sample', { callId: id, sample }));
    call.on('error', (error) => this.emit('error', error));
    this.#signalling.setInCall(true);
    this.emit('call', call.snapshot);
    return call;
  }

  #forget(id: string): void {
    this.#calls.delete(id);
    this.#signalling.setInCall(this.#calls.size > 0);
  }

  #callOptions(peer: MediaPeer): CallOptions {
    return {
      peer,
      audio: new RemoteAudio(this.#createAudio),
      clock: this.#clock,
      openMicrophone: this.#openMicrophone,
      whenConnected: (task) => {
        if (this.#signalling.canSend) task();
        else this.#whenConnected.push(task);
      },
    };
  }

  #createPeer(role: 'offerer' | 'answerer'): MediaPeer {
    return new MediaPeer({ iceServers: this.#iceServers, clock: this.#clock, role });
  }

  #onConnection(state: ConnectionState): void {
    if (state.status === 'registered') {
      for (const task of this.#whenConnected.splice(0)) task();
    }
    this.emit('connection', state);
  }
}

/** What the person missed while on another call. */
function refusedAsBusy({ remote }: IncomingOffer, at: number): CallSnapshot {
  return Object.freeze<CallSnapshot>({
    id: randomUuid(),
    direction: 'inbound',
    remote,
    startedAt: at,
    quality: null,
    digits: '',
    state: { phase: 'ended', reason: 'busy', answered: false, durationSeconds: 0, endedAt: at, statusCode: 486 },
  });
}
