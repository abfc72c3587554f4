import type { TokenProvider } from '../api/authorization.js';
import type { CallSnapshot } from '../phone/call-state.js';
import type { CallRules, Phone } from '../phone/phone.js';
import type { ThreeWay } from '../phone/three-way/three-way.js';
import { systemClock, type Clock } from '../shared/clock.js';
import { CallError, RegistrationError, SoftphoneError } from '../shared/errors.js';
import type { PhoneAudio } from './audio/phone-audio.js';
import { CallControls, requireEngine } from './call-controls.js';
import type { CallDesk } from './call-desk.js';
import { LateLine } from './late-line.js';
import { tryMicrophone, watchMicrophone } from './late-microphone.js';
import type { CoreHandle } from './core-handle.js';
import { lazily } from '../shared/lazily.js';
import { watchPage } from './page-hints.js';
import type { SoftphoneOptions } from './softphone-options.js';
import type { LineState } from './phone-line.js';
import type { Elsewhere } from './tabs/tab-place.js';
import type { Shown } from './tabs/shown.js';
import { untilOnline } from './until-online.js';
import {
  changed,
  factOf,
  isElsewhere,
  isLive,
  offlineSnapshot,
  withCall,
  type SoftphoneSnapshot,
} from './snapshot.js';

export type { SoftphoneOptions } from './softphone-options.js';

/**
 * The core that all elements of a page share: token, registration and calls as one frozen snapshot.
 * Light until `connect()`, which fetches a token and loads the SIP engine.
 */
export class Softphone extends CallControls {
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
    this.#line = new LateLine(requestGrant ?? String(tokenUrl), clock, this);
    this.#line.on('statechange', (state) => this.#onLine(state));
    this.#line.on('phone', (phone) => this.#onPhone(phone));
    this.#line.on('back', ({ calls }) => calls.forEach((call) => this.#onCall(call)));
    this.#line.on('shown', (shown) => this.#onShown(shown));
    this.#line.on('signed-out', () => void this.disconnect());
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

  /**
   * Ends every call of this tab, removes its registration, stops trying. Other tabs go on, with the phone where this
   * one had it; `everywhere` disconnects them, too.
   */
  async disconnect(where: 'here' | 'everywhere' = 'here'): Promise<void> {
    for (const stop of this.#stopWatching) stop();
    this.#stopWatching = [];
    if (where === 'everywhere') this.#line.signOut();
    if (this.#snapshot.threeWay && !this.#snapshot.elsewhere) await this.hangup().catch(() => {});
    await this.#line.stop();
  }

  /** The SIP engine, for the parts of the core that are loaded later; null until the first token came, and elsewhere. */
  get engine(): Phone | null {
    return this.#line.phone;
  }

  protected get elsewhere(): Elsewhere | null {
    return this.#line.elsewhere;
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
    if (this.#snapshot.status !== 'online') await untilOnline(this, this.#clock);
    await this.elsewhere?.takeOver('call');
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
      await this.elsewhere?.takeOver('answer');
      if (others === 'end' && this.#snapshot.threeWay) await this.hangup();
      await requireEngine(this.engine).answer(callId, others);
    } catch (error) {
      this.#reportActionError(error);
      throw error;
    }
  }

  /**
   * Moves the phone to this tab, with its calls as they are. Rejects with `MediaError` when this tab gets no microphone
   * for them, with `CallError` when they cannot be moved; they stay where they were then.
   */
  async takeHere(): Promise<void> {
    this.#clearActionError();
    try {
      await this.elsewhere?.takeOver('calls');
    } catch (error) {
      this.#reportActionError(error);
      throw error;
    }
  }

  /** How many calls may live, and whether a second one may ring. */
  setCallRules(rules: CallRules): void {
    this.#rules = rules;
    if (this.engine) this.engine.rules = rules;
  }

  /** Takes an ended call out of the snapshot, and the error of a failed action with it. */
  dismiss(callId: string): void {
    const calls = this.#snapshot.calls.filter(({ id, state }) => id !== callId || state.phase !== 'ended');
    this.elsewhere?.ask('dismiss', [callId]).catch(() => {});
    this.#actionError = null;
    this.#update({ calls, error: this.#lineError });
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
    phone.on('call', (call) => {
      // What goes on in another tab is told by that one.
      if (this.engine === phone) this.#onCall(call);
    });
    phone.on('current', () => this.#update({}));
    phone.on('audioblocked', (audioBlocked) => this.#update({ audioBlocked }));
    phone.on('mediahealth', (health) => this.emit('media-health', health));
    phone.on('sample', (sample) => this.emit('call-sample', sample));
    phone.on('error', (error) => this.#reportActionError(error));
  }

  /** What the tab with the phone shows is shown here; the page is told what is news to it. */
  #onShown({ calls, ...parts }: Shown): void {
    for (const call of calls) {
      const before = this.#snapshot.calls.find(({ id }) => id === call.id);
      if (call !== before && (before || isLive(call))) this.#onCall(call);
    }
    this.#update({ ...parts, calls, error: parts.error ?? this.#actionError });
  }

  #onCall(call: CallSnapshot): void {
    const before = this.#snapshot.calls.find(({ id }) => id === call.id);
    this.#update({ calls: withCall(this.#snapshot.calls, call) });
    if (isElsewhere(call)) return;
    if (!before) this.emit(call.resumed ? 'call-resumed' : 'call-started', call);
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
    const { phone, elsewhere } = this.#line;
    this.#snapshot = changed(this.#snapshot, change, (elsewhere ?? phone)?.currentId);
    this.emit('statechange', this.#snapshot);
  }
}
