import { systemClock, type Clock } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import { CallError } from '../shared/errors.js';
import { consoleLogger } from '../shared/logger.js';
import { Call, type CallOptions } from './call.js';
import type { CallSnapshot } from './call-state.js';
import { microphonePermission, openMicrophone, plainMicrophone, type Microphone } from './media/microphone.js';
import { MediaPeer } from './media/peer.js';
import { RemoteAudio } from './media/remote-audio.js';
import type { ConnectionState } from './sip/connection-state.js';
import type { SipCredentials } from './sip/credentials.js';
import { Signalling, type IncomingOffer } from './sip/signalling.js';
import { LiveCalls } from './live-calls.js';
import { usualRules, type PhoneEvents, type PhoneOptions } from './phone-options.js';
import { refusedAsBusy } from './refused-call.js';
import { WarmPeers } from './warm-peers.js';

export type { CallRules, CallSample, PhoneOptions } from './phone-options.js';

/**
 * The SIP engine of one extension: one registration, its calls. The constructor throws `RegistrationError` when the
 * credentials form no SIP address. Several calls at once, of which one sends the microphone; a caller beyond `rules`
 * hears busy (486) and is reported as an ended call. Touches the browser only when a method is called.
 */
export class Phone extends Emitter<PhoneEvents> {
  readonly #signalling: Signalling;
  readonly #clock: Clock;
  readonly #calls = new LiveCalls((id) => this.emit('current', id));
  readonly #warmPeers: WarmPeers;
  readonly #openMicrophone: () => Promise<Microphone>;
  readonly #createAudio: () => HTMLAudioElement;
  #whenConnected: (() => void)[] = [];
  #iceServers: readonly RTCIceServer[];
  readonly #admit: (number: string) => void;
  rules = usualRules;

  constructor(options: PhoneOptions) {
    super();
    const { sip, displayName, iceServers, clock = systemClock, logger } = options;
    this.#clock = clock;
    this.#iceServers = iceServers;
    this.#openMicrophone =
      options.openMicrophone ?? (async () => plainMicrophone(await openMicrophone(options.microphone)));
    this.#admit = options.admit ?? (() => undefined);
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
      for (const call of this.#calls.all) call.connectionLost();
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
    for (const call of this.#calls.all) call.hangup();
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
    if (this.#signalling.state.status === 'registered' && this.#calls.all.length < this.rules.maxCalls)
      this.#warmPeers.warmUp();
  }

  /**
   * Starts a call; whoever is talked to is put on hold first. Rejects with `CallError`, all as before: `invalid-number`,
   * what `admit` throws, `not-online`, `too-many-calls`, `refused` by whoever was to be held, `wrong-state` while another call is on its way.
   */
  async call(target: string): Promise<CallSnapshot> {
    const makeLeg = this.#signalling.dial(target);
    this.#admit(this.#signalling.numberOf(target));
    const call = await this.#calls.begin(
      () => this.#requireOnline(),
      () => {
        const peer = this.#warmPeers.take();
        return this.#track(new Call(makeLeg(peer), this.#callOptions(peer)));
      },
      this.rules.maxCalls,
    );
    void call.start((await microphonePermission()) === 'granted');
    return call.snapshot;
  }

  /**
   * Takes a ringing call, by default the current one or the one that waits longest. Whoever is talked to is put on hold
   * first, or with `end` is hung up. Rejects with `CallError`, or with `MediaError` when the microphone is refused: it
   * rings on then, and the others are as before.
   */
  async answer(id?: string, others: 'hold' | 'end' = 'hold'): Promise<void> {
    const call = id === undefined ? (this.#calls.ringing ?? this.liveCall()) : this.liveCall(id);
    await this.#calls.answer(call, others);
  }

  /** Talks in this call; everybody else waits. Rejects with `CallError`, all as before. */
  async switchTo(id: string): Promise<void> {
    await this.#calls.switchTo(this.liveCall(id));
  }

  /** Hold or resume; who is resumed is switched to. Resolves when the far end agreed; rejects with `CallError`. */
  async setHeld(held: boolean, id?: string): Promise<void> {
    await this.#calls.setHeld(this.liveCall(id), held);
  }

  /** The bare number or extension in a text, as it would be dialled. Throws `CallError`: `invalid-number`. */
  numberOf(target: string): string {
    return this.#signalling.numberOf(target);
  }

  /** Id of the call that the person acts on; null without a live one. */
  get currentId(): string | null {
    return this.#calls.current?.snapshot.id ?? null;
  }

  /** The live call of that id, without one the current one; undefined when there is none. */
  findCall(id?: string): Call | undefined {
    return id === undefined ? this.#calls.current : this.#calls.get(id);
  }

  /** Like `findCall`; throws `CallError` when there is none. */
  liveCall(id?: string): Call {
    const call = this.findCall(id);
    if (!call) throw CallError.noSuchCall();
    return call;
  }

  /** Plays what the browser blocked, after a gesture. */
  async resumeAudio(): Promise<void> {
    await Promise.all(this.#calls.all.map((call) => call.resumeAudio()));
  }

  #requireOnline(): void {
    if (this.#signalling.state.status !== 'registered') throw CallError.notOnline();
  }

  /** Lets every call that has a microphone speak through one opened anew. Rejects with the first `MediaError`. */
  async changeMicrophone(): Promise<void> {
    await Promise.all(this.#calls.all.map((call) => call.changeMicrophone()));
  }

  /** Opens a microphone as a call would; the caller stops it. Rejects with `MediaError`. */
  openMicrophone(): Promise<Microphone> {
    return this.#openMicrophone();
  }

  /** Milliseconds that the SIP server takes to answer. Rejects with `RegistrationError`. */
  roundTrip(): Promise<number> {
    return this.#signalling.roundTrip();
  }

  /**
   * A call that is shown nowhere and heard by nobody, not yet started: a check of the line speaks and listens in it.
   * Throws `CallError` like `call`.
   */
  testCall(target: string, media: Pick<CallOptions, 'audio' | 'openMicrophone'>): Call {
    const makeLeg = this.#signalling.dial(target);
    this.#requireOnline();
    const live = this.findCall();
    if (live) throw CallError.wrongState('test the line beside', live.snapshot.state.phase);
    const peer = this.#createPeer('offerer');
    return new Call(makeLeg(peer), { ...this.#callOptions(peer), ...media });
  }

  #onIncoming(offer: IncomingOffer): void {
    const { callWaiting, maxCalls } = this.rules;
    const { length } = this.#calls.all;
    if (length >= maxCalls || (length > 0 && !callWaiting)) {
      offer.refuse(486);
      this.emit('call', refusedAsBusy(offer, this.#clock.now()));
      return;
    }
    const peer = this.#createPeer(offer.bringsOffer ? 'answerer' : 'offerer');
    this.#track(new Call(offer.ring(peer), this.#callOptions(peer)));
  }

  #track(call: Call): Call {
    const { id } = call.snapshot;
    this.#calls.add(call);
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
    this.#calls.remove(id);
    this.#signalling.setInCall(this.#calls.all.length > 0);
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
