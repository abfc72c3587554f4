import type { TokenProvider } from '../api/authorization.js';
import type { RequestGrant } from '../api/token-source.js';
import type { CallSnapshot } from '../phone/call-state.js';
import type { Phone } from '../phone/phone.js';
import type { ThreeWay } from '../phone/three-way/three-way.js';
import { systemClock, type Clock } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import { CallError, RegistrationError, SoftphoneError } from '../shared/errors.js';
import type { PhoneAudio } from './audio/phone-audio.js';
import { LateLine } from './late-line.js';
import { watchPage } from './page-hints.js';
import type { LineState } from './phone-line.js';
import {
  currentCall,
  offlineSnapshot,
  withCall,
  type MicrophonePermission,
  type SoftphoneEvents,
  type SoftphoneSnapshot,
} from './snapshot.js';

/** Where the core's grants come from. */
type GrantOrigin =
  /** Address of the token endpoint. Relative ones are resolved against the page. */
  | { readonly tokenUrl: string | URL; readonly requestGrant?: never }
  /** Another way to a grant; called again in time before the one it gave ends. */
  | { readonly requestGrant: RequestGrant; readonly tokenUrl?: never };

export type SoftphoneOptions = GrantOrigin & { readonly clock?: Clock };

/** How long a call waits for a phone that is only now going online. */
const CALL_PATIENCE_MS = 10_000;

const loadMicrophone = () => import('../phone/media/microphone.js');

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
  #threeWay: Promise<ThreeWay> | undefined;

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
   * Starts a call; connects first when the phone is offline. Rejects with `CallError`: `invalid-number`,
   * `not-allowed`, `not-online`, `wrong-state` while another call lives.
   */
  async call(target: string): Promise<CallSnapshot> {
    this.#clearActionError();
    if (this.#snapshot.status !== 'online') await this.#becomeOnline();
    const { permissions } = this.#snapshot;
    if (!permissions.includes('calls:originate')) throw CallError.notAllowed('calls:originate');
    if (!this.#line.phone) throw CallError.notOnline();
    return this.#line.phone.call(target);
  }

  /** Takes a ringing call. Rejects with `MediaError` when the microphone is refused: it still rings then. */
  async answer(callId?: string): Promise<void> {
    this.#clearActionError();
    try {
      await this.#engine().liveCall(callId).answer();
    } catch (error) {
      this.#reportActionError(error);
      throw error;
    }
  }

  /** Declines, cancels or ends, whichever fits; a three-way call for everybody. Resolves for a call that has already ended. */
  async hangup(callId?: string): Promise<void> {
    if (!this.#snapshot.calls.some(({ id }) => callId === undefined || id === callId))
      throw CallError.noSuchCall();
    if (this.#snapshot.threeWay) return (await this.threeWay()).endThreeWay();
    this.#line.phone?.findCall(callId)?.hangup();
  }

  /** Silences our microphone. Throws `CallError` unless the call is active. */
  async setMuted(muted: boolean, callId?: string): Promise<void> {
    this.#engine().liveCall(callId).setMuted(muted);
  }

  /** Hold or resume. Resolves when the far end agreed; rejects with `CallError`, the call unchanged. */
  async setHeld(held: boolean, callId?: string): Promise<void> {
    // In a conference people wait one by one: our own leg on hold would leave all of them alone.
    if (held && this.#snapshot.threeWay) throw CallError.wrongState('hold', 'a call of three');
    await this.#engine().liveCall(callId).setHeld(held);
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
    await this.#engine().liveCall(callId).sendDtmf(digits);
  }

  /** Takes a third person into the call, and all that can be done then. Loaded with the first use. */
  threeWay(): Promise<ThreeWay> {
    this.#threeWay ??= import('./open-three-way.js').then(({ openThreeWay }) =>
      openThreeWay(this, {
        engine: () => this.#line.phone,
        show: (shown) => this.#update(shown),
        tell: (type, detail) => (this.emit as (type: string, detail: unknown) => void).call(this, type, detail),
      }),
    );
    this.#threeWay.catch(() => (this.#threeWay = undefined));
    return this.#threeWay;
  }

  /** Statistics of the media of a live call (W3C webrtc-stats). Rejects with `CallError` without one. */
  async stats(callId?: string): Promise<RTCStatsReport> {
    return this.#engine().liveCall(callId).stats();
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
      const { openMicrophone } = await loadMicrophone();
      (await openMicrophone()).stop();
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

  #engine(): Phone {
    if (!this.#line.phone) throw CallError.noSuchCall();
    return this.#line.phone;
  }

  async #becomeOnline(): Promise<void> {
    if (this.#snapshot.status === 'failed' || this.#snapshot.status === 'reconnecting')
      throw CallError.notOnline();
    await new Promise<void>((resolve, reject) => {
      const cancel = this.#clock.after(CALL_PATIENCE_MS, () => reject(CallError.notOnline()));
      // Without finally(): old pages bring a Promise of their own that has none.
      void this.connect().then(resolve, reject).then(cancel);
    });
  }

  #watch(): void {
    if (this.#stopWatching.length > 0) return;
    const stops = (this.#stopWatching = [watchPage(() => this.#line.wake())]);
    const onPermission = (microphone: MicrophonePermission) => this.#update({ microphone });
    loadMicrophone()
      .then(({ watchMicrophonePermission }) => watchMicrophonePermission(onPermission))
      .then(
        (stop) => {
          // Disconnected meanwhile: there is nobody left to stop it later.
          if (this.#stopWatching === stops) stops.push(stop);
          else stop();
        },
        // Stays unknown; the line, which comes in the same file, tells that it could not be loaded.
        () => undefined,
      );
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
    phone.on('call', (call) => this.#onCall(call));
    phone.on('audioblocked', (audioBlocked) => this.#update({ audioBlocked }));
    phone.on('mediahealth', (health) => this.emit('media-health', health));
    phone.on('sample', (sample) => this.emit('call-sample', sample));
    phone.on('error', (error) => this.#reportActionError(error));
  }

  #onCall(call: CallSnapshot): void {
    const before = this.#snapshot.calls.find(({ id }) => id === call.id);
    this.#update({ calls: withCall(this.#snapshot.calls, call) });
    const { phase } = call.state;
    if (!before) this.emit('call-started', call);
    else if (before.quality !== call.quality) this.emit('call-quality', call);
    if (before?.state.phase === phase) return;
    if ((phase === 'ringing' || phase === 'incoming') && before?.state.phase !== 'answering') {
      this.emit('call-ringing', call);
    } else if (phase === 'active') {
      this.emit('call-answered', call);
    } else if (phase === 'ended') {
      this.emit('call-ended', call);
      if (call.state.error) this.emit('error', call.state.error);
    }
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
    const calls = change.calls ?? this.#snapshot.calls;
    const current = currentCall(calls);
    const audioBlocked =
      current?.state.phase === 'ended' ? false : (change.audioBlocked ?? this.#snapshot.audioBlocked);
    this.#snapshot = Object.freeze({ ...this.#snapshot, ...change, audioBlocked, currentCall: current });
    this.emit('statechange', this.#snapshot);
  }
}
