import { systemClock, type Clock } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import { CallError, type SoftphoneError } from '../shared/errors.js';
import { consoleLogger, type Logger } from '../shared/logger.js';
import { Call, type CallOptions } from './call.js';
import { tooManyCalls } from './call-errors.js';
import type { CallSnapshot } from './call-state.js';
import { microphonePermission, openMicrophone, plainMicrophone, type Microphone } from './media/microphone.js';
import { MediaPeer, type MediaHealth } from './media/peer.js';
import type { QualitySample } from './media/quality/quality.js';
import { RemoteAudio } from './media/remote-audio.js';
import type { ConnectionState } from './sip/connection-state.js';
import type { SipCredentials } from './sip/credentials.js';
import { randomUuid } from './sip/random-token.js';
import { Signalling, type IncomingOffer } from './sip/signalling.js';
import { LiveCalls } from './live-calls.js';
import { WarmPeers } from './warm-peers.js';

export interface PhoneOptions {
  readonly sip: SipCredentials;
  readonly displayName: string;
  readonly iceServers: readonly RTCIceServer[];
  /** Asked before anything is sent, with the bare number; throws `CallError` to refuse it. */
  readonly admit?: (number: string) => void;
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

/** What may ring and how much. */
export interface CallRules {
  /** Live calls at once; a caller beyond it hears busy, a call of ours is not made. */
  readonly maxCalls: number;
  /** A second caller rings while a call lives; otherwise they hear busy. */
  readonly callWaiting: boolean;
}

export const usualRules: CallRules = Object.freeze({ maxCalls: 4, callWaiting: true });

interface PhoneEvents {
  connection: ConnectionState;
  /** Every change of every call, the new one and the ended one included. */
  call: CallSnapshot;
  /** The person acts on another call now. */
  current: string;
  audioblocked: boolean;
  mediahealth: MediaHealth;
  sample: CallSample;
  /** Something failed that ended no call. */
  error: SoftphoneError;
}

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
   * Starts a call; whoever is talked to is put on hold first. Rejects with `CallError`, all as before: `invalid-number`, what
   * `admit` throws, `not-online`, `too-many-calls`, `refused` by whoever was to be held, `wrong-state` while another call is on its way.
   */
  call(target: string): Promise<CallSnapshot> {
    const action = 'start another call beside';
    return this.#calls.inTurn(async () => {
      const makeLeg = this.#signalling.dial(target);
      this.#admit(this.#signalling.numberOf(target));
      this.#requireOnline();
      this.#calls.requireNoneOnItsWay(action);
      const { current } = this.#calls;
      if (current?.snapshot.state.phase === 'incoming') throw CallError.wrongState(action, 'incoming');
      if (this.#calls.all.length >= this.rules.maxCalls) throw tooManyCalls(this.rules.maxCalls);
      const takeBack = await this.#calls.holdOthers();
      try {
        this.#requireOnline();
      } catch (error) {
        await takeBack();
        throw error;
      }
      const peer = this.#warmPeers.take();
      const call = this.#track(new Call(makeLeg(peer), this.#callOptions(peer)), true);
      void call.start((await microphonePermission()) === 'granted');
      return call.snapshot;
    });
  }

  /**
   * Takes a ringing call, by default the one that `findCall` or the longest wait names. Whoever is talked to is put on
   * hold first, or with `end` is hung up. Rejects with `CallError`, or with `MediaError` when the microphone is refused:
   * it rings on then, and the others are as before.
   */
  async answer(id?: string, others: 'hold' | 'end' = 'hold'): Promise<void> {
    const call = id === undefined ? (this.#calls.ringing ?? this.liveCall()) : this.liveCall(id);
    const before = this.#calls.current;
    await this.#calls.inTurn(async () => {
      if (others === 'end' && before && before !== call) before.hangup();
      this.#calls.requireNoneOnItsWay('answer another call beside', call);
      await this.#calls.talkIn(call, () => call.answer());
    });
  }

  /** Talks in this call; everybody else waits. Rejects with `CallError`, all as before. */
  async switchTo(id: string): Promise<void> {
    const call = this.liveCall(id);
    await this.#calls.inTurn(async () => {
      const { phase } = call.snapshot.state;
      if (phase !== 'active') throw CallError.wrongState('switch to', phase);
      this.#calls.requireNoneOnItsWay('leave');
      await this.#calls.talkIn(call, () => call.setHeld(false));
    });
  }

  /** Hold or resume; who is resumed is switched to. Resolves when the far end agreed; rejects with `CallError`. */
  async setHeld(held: boolean, id?: string): Promise<void> {
    const call = this.liveCall(id);
    if (held) await this.#calls.inTurn(() => call.setHeld(true));
    else await this.switchTo(call.snapshot.id);
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

  #track(call: Call, isCurrent = false): Call {
    const { id } = call.snapshot;
    this.#calls.add(call);
    if (isCurrent) this.#calls.choose(call);
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
