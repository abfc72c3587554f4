import type { TokenProvider } from '../api/authorization.js';
import type { CallSnapshot } from '../phone/call-state.js';
import type { CallRules, Phone } from '../phone/phone.js';
import type { ThreeWay } from '../phone/three-way/three-way.js';
import { systemClock, type Clock } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import { CallError, RegistrationError, SoftphoneError } from '../shared/errors.js';
import type { PhoneAudio } from './audio/phone-audio.js';
import type { CallDesk } from './call-desk.js';
import { LateLine } from './late-line.js';
import { tryMicrophone, watchMicrophone } from './late-microphone.js';
import type { CoreHandle } from './core-handle.js';
import { lazily } from '../shared/lazily.js';
import { watchPage } from './page-hints.js';
import type { SoftphoneOptions } from './softphone-options.js';
import type { LineState } from './phone-line.js';
import {
  changed,
  factOf,
  offlineSnapshot,
  withCall,
  type SoftphoneEvents,
  type SoftphoneSnapshot,
} from './snapshot.js';

export type { SoftphoneOptions } from './softphone-options.js';

/** How long a call waits for a phone that is only now going online. */
const CALL_PATIENCE_MS = 10_000;

/**
 * The core that all elements of a page share: token, registration and calls as one frozen snapshot.
 * Light until `connect()`, which fetches a token and loads the SIP engine.
 */
export class Softphone extends Emitter<SoftphoneEvents> {
  readonly #line: LateLine;
  readonly #clock: Clock;
  #snapshot: SoftphoneSnapshot = offlineSnapshot;
  #lineError: SoftphoneError | null = null;
  #actionError: SoftphoneError | null = null;
  #stopWatching: (() => void)[] = [];
  #rules: CallRules | undefined;
  readonly #handle: CoreHandle = {
    engine: () => this.engine,
    show: (shown) => this.#update(shown),
    tell: (type, detail) => (this.emit as (type: string, detail: unknown) => void).call(this, type, detail),
  };

  /** Takes a third person into the call, and all that can be done then. Loaded with the first use. */
  readonly threeWay: () => Promise<ThreeWay> = lazily(() =>
    import('./open-three-way.js').then(({ openThreeWay }) => openThreeWay(this, this.#handle)),
  );

  /** Transfer and park. Loaded with the first use. */
  readonly callDesk: () => Promise<CallDesk> = lazily(() =>
    import('./call-desk.js').then(({ CallDesk: Desk }) => new Desk(this, this.#handle)),
  );

  constructor({ tokenUrl, requestGrant, clock = systemClock }: SoftphoneOptions) {
    super();
    this.#clock = clock;
    this.#line = new LateLine(requestGrant ?? String(tokenUrl), clock);
    this.#line.on('statechange', (state) => this.#onLine(state));
    this.#line.on('phone', (phone) => this.#onPhone(phone));
    this.#line.on('error', (error) => this.emit('error', error));
  }

  get snapshot(): SoftphoneSnapshot {
    return this.#snapshot;
  }

  /** The tokens that the core has and keeps fresh, for a `VoIPClient` of the page's own: `new VoIPClient({ tokens })`. */
  get tokens(): TokenProvider {
    return this.#line.tokens;
  }

  /**
   * Goes online, or tries again at once what failed. Resolves when registered; rejects with the first
   * `ApiError` or `RegistrationError`, and keeps trying all the same.
   */
  connect(): Promise<void> {
    this.#watch();
    this.#line.start();
    if (this.#snapshot.status === 'online') return Promise.resolve();
    const before = this.#lineError;
    return new Promise((resolve, reject) => {
      const stop = this.on('statechange', ({ status, error }) => {
        if (status === 'online') resolve();
        else if (status === 'offline') reject(CallError.notOnline());
        else if (error && error === this.#lineError && error !== before) reject(error);
        else return;
        stop();
      });
    });
  }

  /** Ends every call, removes the registration, stops trying. */
  async disconnect(): Promise<void> {
    for (const stop of this.#stopWatching) stop();
    this.#stopWatching = [];
    if (this.#snapshot.threeWay) await this.hangup().catch(() => {});
    await this.#line.stop();
  }

  /** The SIP engine, for the parts of the core that are loaded later; null until the first token came. */
  get engine(): Phone | null {
    return this.#line.phone;
  }

  /** Prepares the next call without touching the microphone: on hover or focus of a call button. */
  warmUp(): void {
    this.#line.phone?.warmUp();
  }

  /**
   * Starts a call; connects first when the phone is offline. Whoever is talked to is put on hold before. Rejects with
   * `CallError`, all as before: `invalid-number`, `not-allowed`, `not-online`, `too-many-calls`, `refused` (the hold),
   * `wrong-state` while another call is on its way.
   */
  async call(target: string): Promise<CallSnapshot> {
    this.#clearActionError();
    if (this.#snapshot.status !== 'online') await this.#becomeOnline();
    const { permissions } = this.#snapshot;
    if (!permissions.includes('calls:originate')) throw CallError.notAllowed('calls:originate');
    if (!this.#line.phone) throw CallError.notOnline();
    return this.#line.phone.call(target);
  }

  /**
   * Takes a ringing call, the one that waits longest unless it is named; the others are put on hold, or ended. Rejects
   * with `CallError`, or with `MediaError` when the microphone is refused: it still rings then.
   */
  async answer(callId?: string, others: 'hold' | 'end' = 'hold'): Promise<void> {
    this.#clearActionError();
    try {
      if (others === 'end' && this.#snapshot.threeWay) await this.hangup();
      await requireEngine(this.engine).answer(callId, others);
    } catch (error) {
      this.#reportActionError(error);
      throw error;
    }
  }

  /** Talks in this call and puts the others on hold. Rejects with `CallError`, all as before. */
  async switchTo(callId: string): Promise<void> {
    await requireEngine(this.engine).switchTo(callId);
  }

  /**
   * Declines, cancels or ends, whichever fits; a three-way call for everybody. Without an id the current call. Resolves
   * for a call that has already ended.
   */
  async hangup(callId?: string): Promise<void> {
    if (!this.#snapshot.calls.some(({ id }) => callId === undefined || id === callId))
      throw CallError.noSuchCall();
    // The conference is the current call: beside it nobody can be talked to.
    if (this.#snapshot.threeWay && (callId ?? this.#snapshot.currentCall?.id) === this.#snapshot.currentCall?.id)
      return (await this.threeWay()).endThreeWay();
    this.#line.phone?.findCall(callId)?.hangup();
  }

  /** Silences our microphone. Throws `CallError` unless the call is active. */
  async setMuted(muted: boolean, callId?: string): Promise<void> {
    requireEngine(this.engine).liveCall(callId).setMuted(muted);
  }

  /** Hold or resume. Resolves when the far end agreed; rejects with `CallError`, the call unchanged. */
  async setHeld(held: boolean, callId?: string): Promise<void> {
    await requireEngine(this.engine).setHeld(held, callId);
  }

  /** FreeSWITCH's id of our leg; null until the call is active. A secret: whoever knows it can act on the call. */
  channelUuid(callId?: string): string | null {
    return this.#line.phone?.findCall(callId)?.channelUuid ?? null;
  }

  /** Whether our leg of a live call is this channel, also while it rings: so a call that was asked for is told from others. */
  isChannel(uuid: string, callId: string): boolean {
    return this.#line.phone?.findCall(callId)?.isChannel(uuid) ?? false;
  }

  /** Digits 0-9 * # A-D, as RFC 4733 events. */
  async sendDtmf(digits: string, callId?: string): Promise<void> {
    await requireEngine(this.engine).liveCall(callId).sendDtmf(digits);
  }

  /** How many calls may live, and whether a second one may ring. */
  setCallRules(rules: CallRules): void {
    this.#rules = rules;
    if (this.engine) this.engine.rules = rules;
  }

  /** Statistics of the media of a live call (W3C webrtc-stats). Rejects with `CallError` without one. */
  async stats(callId?: string): Promise<RTCStatsReport> {
    return requireEngine(this.engine).liveCall(callId).stats();
  }

  /** Takes an ended call out of the snapshot, and the error of a failed action with it. */
  dismiss(callId: string): void {
    const calls = this.#snapshot.calls.filter(({ id, state }) => id !== callId || state.phase !== 'ended');
    this.#actionError = null;
    this.#update({ calls, error: this.#lineError });
  }

  /** Plays the far end after a gesture, when the browser blocked it. */
  async resumeAudio(): Promise<void> {
    await this.#line.phone?.resumeAudio();
  }

  /** Asks for the microphone and lets it go at once. True when allowed; otherwise `snapshot.error` says why. */
  async requestMicrophone(): Promise<boolean> {
    this.#clearActionError();
    try {
      await tryMicrophone();
      return true;
    } catch (error) {
      this.#reportActionError(error instanceof SoftphoneError ? error : RegistrationError.engineFailed(error));
      return false;
    }
  }

  /** Which devices speak and sound, how loud, and what is done about noise; live calls follow at once. */
  audio(): Promise<PhoneAudio> {
    return this.#line.audio();
  }

  #becomeOnline(): Promise<void> {
    const { status } = this.#snapshot;
    return new Promise<void>((resolve, reject) => {
      const tooLate = (): void => reject(CallError.notOnline());
      if (status === 'failed' || status === 'reconnecting') return tooLate();
      const cancel = this.#clock.after(CALL_PATIENCE_MS, tooLate);
      // Without finally(): old pages bring a Promise of their own that has none.
      void this.connect().then(resolve, reject).then(cancel);
    });
  }

  #watch(): void {
    if (this.#stopWatching.length > 0) return;
    this.#stopWatching = [
      watchPage(() => this.#line.wake()),
      watchMicrophone((microphone) => this.#update({ microphone })),
    ];
  }

  #onLine({ error, ...state }: LineState): void {
    const { status: before } = this.#snapshot;
    this.#lineError = error;
    this.#update({ ...state, error: error ?? this.#actionError });
    if (state.status === before) return;
    if (state.status === 'online') this.emit('registered');
    else if (before === 'online') this.emit('unregistered', { error });
    if (error) this.emit('error', error);
  }

  #onPhone(phone: Phone): void {
    if (this.#rules) phone.rules = this.#rules;
    phone.on('call', (call) => this.#onCall(call));
    phone.on('current', () => this.#update({}));
    phone.on('audioblocked', (audioBlocked) => this.#update({ audioBlocked }));
    phone.on('mediahealth', (health) => this.emit('media-health', health));
    phone.on('sample', (sample) => this.emit('call-sample', sample));
    phone.on('error', (error) => this.#reportActionError(error));
  }

  #onCall(call: CallSnapshot): void {
    const before = this.#snapshot.calls.find(({ id }) => id === call.id);
    this.#update({ calls: withCall(this.#snapshot.calls, call) });
    if (!before) this.emit('call-started', call);
    else if (before.quality !== call.quality) this.emit('call-quality', call);
    const fact = factOf(call, before);
    if (fact) this.emit(fact, call);
    if (fact === 'call-ended' && 'error' in call.state && call.state.error) this.emit('error', call.state.error);
  }

  #clearActionError(): void {
    if (!this.#actionError) return;
    this.#actionError = null;
    this.#update({ error: this.#lineError });
  }

  #reportActionError(error: unknown): void {
    if (!(error instanceof SoftphoneError)) return;
    this.#actionError = error;
    this.#update({ error: this.#lineError ?? error });
    this.emit('error', error);
  }

  #update(change: Partial<Omit<SoftphoneSnapshot, 'currentCall'>>): void {
    this.#snapshot = changed(this.#snapshot, change, this.#line.phone?.currentId);
    this.emit('statechange', this.#snapshot);
  }
}

function requireEngine(engine: Phone | null): Phone {
  if (!engine) throw CallError.noSuchCall();
  return engine;
}
