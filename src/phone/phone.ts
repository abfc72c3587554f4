import { systemClock, type Clock } from '../shared/clock.js';
import { CallError } from '../shared/errors.js';
import { Call } from './call.js';
import type { CallOptions } from './call-options.js';
import type { CallSnapshot } from './call-state.js';
import { microphonePermission, openMicrophone, plainMicrophone, type Microphone } from './media/microphone.js';
import { watchNetwork } from './media/network-hints.js';
import { MediaPeer } from './media/peer.js';
import { RemoteAudio } from './media/remote-audio.js';
import type { ConnectionState } from './sip/connection-state.js';
import type { SipCredentials } from './sip/credentials.js';
import type { IncomingOffer } from './sip/signalling.js';
import { LiveCalls } from './live-calls.js';
import { usualRules, type PhoneOptions } from './phone-options.js';
import { RelayRenewal } from './relay-renewal.js';
import { refusedAsBusy } from './refused-call.js';
import type { FormerRinging } from './resume/former-leg.js';
import type { ResumeRecord } from './resume/record.js';
import { recordsOf } from './resume/records-of.js';
import { Station } from './station.js';
import { WarmPeers } from './warm-peers.js';

export type { CallRules, CallSample, PhoneOptions } from './phone-options.js';

/**
 * The SIP engine of one extension: one registration, its calls. The constructor throws `RegistrationError` when the
 * credentials form no SIP address. Several calls at once, of which one sends the microphone; a caller beyond `rules`
 * hears busy (486) and is reported as an ended call. Touches the browser only when a method is called.
 */
export class Phone extends Station {
  readonly #clock: Clock;
  readonly #calls = new LiveCalls((id) => this.emit('current', id));
  readonly #warmPeers: WarmPeers;
  readonly #openMicrophone: () => Promise<Microphone>;
  readonly #createAudio: () => HTMLAudioElement;
  readonly #relays: RelayRenewal;
  #watch: (() => void) | null = null;
  readonly #admit: (number: string) => void;
  rules = usualRules;
  /** Refuses, by other means than SIP, a call that rings in the dialog of a page that is gone. */
  decline: (ringing: FormerRinging) => void = () => undefined;
  /** Asked where a live call's far end says that the call went on elsewhere: whether a page of ours has it. */
  isTakenOver: (id: string) => boolean = () => false;

  constructor(options: PhoneOptions) {
    const { iceServers, iceLifeMs = Infinity, clock = systemClock } = options;
    super(options, clock);
    this.#clock = clock;
    this.#relays = new RelayRenewal(iceServers, iceLifeMs, clock);
    this.#openMicrophone =
      options.openMicrophone ?? (async () => plainMicrophone(await openMicrophone(options.microphone)));
    this.#admit = options.admit ?? (() => undefined);
    this.#createAudio = options.createAudioElement ?? (() => new Audio());
    this.#warmPeers = new WarmPeers(() => this.#createPeer('offerer'), clock);
    this.signalling.on('statechange', (state) => this.#onConnection(state));
    this.signalling.on('socketlost', () => {
      for (const call of this.#calls.all) call.connectionLost();
    });
  }

  /** Connects and registers, and keeps doing so. */
  start(): void {
    this.#watch ??= watchNetwork(() => this.networkChanged());
    this.signalling.start();
  }

  /** Ends every call, removes the registration. Bounded in time; never rejects. */
  async stop(): Promise<void> {
    this.#watch?.();
    this.#watch = null;
    this.#warmPeers.discard();
    for (const call of this.#calls.all) call.hangup();
    await this.signalling.stop();
  }

  /** The network is another one: a socket that does not answer is replaced at once, and calls find another way. */
  networkChanged(): void {
    this.#warmPeers.discard();
    this.signalling.networkChanged();
    for (const call of this.#calls.all) call.networkChanged();
  }

  /**
   * Takes the credentials of a new token; live calls go on. `iceLifeMs`: how long those of the ICE servers are good.
   * Throws `RegistrationError` like the constructor.
   */
  updateCredentials(sip: SipCredentials, iceServers: readonly RTCIceServer[], iceLifeMs = Infinity): void {
    if (this.#relays.take(iceServers, iceLifeMs)) this.#warmPeers.discard();
    this.signalling.updateCredentials(sip);
  }

  /** Prepares the next call's offer without touching the microphone. */
  warmUp(): void {
    if (this.signalling.state.status === 'registered' && this.#calls.all.length < this.rules.maxCalls)
      this.#warmPeers.warmUp();
  }

  /**
   * Starts a call; whoever is talked to is put on hold first. Rejects with `CallError`, all as before: `invalid-number`,
   * what `admit` throws, `not-online`, `too-many-calls`, `refused` by whoever was to be held, `wrong-state` while another call is on its way.
   */
  async call(target: string): Promise<CallSnapshot> {
    const makeLeg = this.signalling.dial(target);
    this.#admit(this.signalling.numberOf(target));
    const call = await this.#calls.begin(
      () => this.#requireOnline(),
      () => {
        const peer = this.#warmPeers.take();
        return this.#track(new Call(makeLeg(peer), this.#callOptions(peer)), peer);
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

  /** The live ones, in order of arrival. */
  get calls(): readonly CallSnapshot[] {
    return this.#calls.all.map(({ snapshot }) => snapshot);
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
    if (this.signalling.state.status !== 'registered') throw CallError.notOnline();
  }

  /** Lets every call that has a microphone speak through one opened anew. Rejects with the first `MediaError`. */
  async changeMicrophone(): Promise<void> {
    await Promise.all(this.#calls.all.map((call) => call.changeMicrophone()));
  }

  /** Opens a microphone as a call would; the caller stops it. Rejects with `MediaError`. */
  openMicrophone(): Promise<Microphone> {
    return this.#openMicrophone();
  }

  /**
   * A call that is shown nowhere and heard by nobody, not yet started: a check of the line speaks and listens in it.
   * Throws `CallError` like `call`.
   */
  testCall(target: string, media: Pick<CallOptions, 'audio' | 'openMicrophone'>): Call {
    const makeLeg = this.signalling.dial(target);
    this.#requireOnline();
    const live = this.findCall();
    if (live) throw CallError.wrongState('test the line beside', live.snapshot.state.phase);
    const peer = this.#createPeer('offerer');
    return new Call(makeLeg(peer), { ...this.#callOptions(peer), ...media });
  }

  /** What another page needs to go on with the calls that have a dialog, in order of arrival. Secrets: see `ResumeRecord`. */
  resumeRecords(): readonly ResumeRecord[] {
    return recordsOf(this.#calls, this.signalling.account, this.#clock.now());
  }

  /**
   * Goes on with calls that another page began: those of this account whose records are young enough, in the phase
   * `resuming`, or `incoming` where they ring. They keep their ids. Resolves when they are in place, before they talk;
   * rejects only when the code for it cannot be loaded.
   */
  async resume(records: readonly ResumeRecord[]): Promise<void> {
    const { formerLegs } = await import('./resume/former-legs.js');
    const wanted = { records: records.filter(({ id }) => !this.#calls.get(id)), signalling: this.signalling };
    const createPeer = (): MediaPeer => this.#createPeer('offerer');
    const decline = (ringing: FormerRinging): void => this.decline(ringing);
    for (const { leg, peer, record } of formerLegs(wanted, { clock: this.#clock, createPeer, decline })) {
      const call = this.#track(new Call(leg, this.#callOptions(peer), record), peer);
      if (record.current) this.#calls.choose(call);
      void call.resume();
    }
  }

  /** A call that rings in the dialog of a page that is gone rings no more: nobody can say so there. */
  stopRinging(id: string, reason: 'missed' | 'answered-elsewhere'): void {
    this.#calls.get(id)?.stopRinging(reason);
  }

  /**
   * Lets go of calls (all without an id) that another page of ours goes on with: no word to the far end, the
   * microphone free at once. They end as `taken-over`, which is no end for who keeps a log.
   */
  letGo(id?: string): void {
    for (const call of id === undefined ? this.#calls.all : [this.liveCall(id)]) call.letGo();
  }

  protected override onIncoming(offer: IncomingOffer): void {
    const { callWaiting, maxCalls } = this.rules;
    const { length } = this.#calls.all;
    if (length >= maxCalls || (length > 0 && !callWaiting)) {
      offer.refuse(486);
      this.emit('call', refusedAsBusy(offer, this.#clock.now()));
      return;
    }
    const peer = this.#createPeer(offer.bringsOffer ? 'answerer' : 'offerer');
    this.#track(new Call(offer.ring(peer), this.#callOptions(peer)), peer);
  }

  #track(call: Call, peer: MediaPeer): Call {
    const { id } = call.snapshot;
    const unfollow = this.#relays.follow(peer, () => call.restoreMedia());
    this.#calls.add(call);
    call.on('statechange', (snapshot) => {
      if (snapshot.state.phase === 'ended') {
        unfollow();
        this.#forget(id);
      }
      this.emit('call', snapshot);
      this.emit('resumable');
    });
    call.on('audioblocked', (blocked) => this.emit('audioblocked', blocked));
    // What takes the sound away takes the socket, too, which the browser would tell a minute later.
    call.on('mediahealth', (health) => health === 'connected' || this.probe());
    call.on('mediahealth', (health) => this.emit('mediahealth', health));
    call.on('sample', (sample) => this.emit('sample', { callId: id, sample }));
    call.on('error', (error) => this.emit('error', error));
    this.signalling.setInCall(true);
    this.emit('call', call.snapshot);
    this.emit('resumable');
    return call;
  }

  #forget(id: string): void {
    this.#calls.remove(id);
    this.signalling.setInCall(this.#calls.all.length > 0);
  }

  #callOptions(peer: MediaPeer): CallOptions {
    return {
      peer,
      audio: new RemoteAudio(this.#createAudio),
      clock: this.#clock,
      openMicrophone: this.#openMicrophone,
      probeLine: (how) => this.signalling.probe(how),
      sayGoodbye: (leg, after) => this.goodbyes.say(leg, after),
      isTakenOver: (id) => this.isTakenOver(id),
    };
  }

  #createPeer(role: 'offerer' | 'answerer'): MediaPeer {
    return new MediaPeer({ iceServers: this.#relays.iceServers, clock: this.#clock, role });
  }

  #onConnection(state: ConnectionState): void {
    if (state.status === 'registered') {
      this.goodbyes.connected();
      for (const call of this.#calls.all) void call.recover();
    }
    this.emit('connection', state);
  }
}
