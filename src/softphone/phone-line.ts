import type { Grant, TokenGrant } from '../api/token.js';
import { TokenSource, type RequestGrant } from '../api/token-source.js';
import type { Phone } from '../phone/phone.js';
import type { ResumeRecord } from '../phone/resume/record.js';
import type { ConnectionState } from '../phone/sip/connection-state.js';
import { Backoff } from '../shared/backoff.js';
import type { CancelTimer, Clock } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import { RegistrationError, type SoftphoneError } from '../shared/errors.js';
import type { PhoneAudio } from './audio/phone-audio.js';
import { CredentialRetries } from './credential-retries.js';
import { engineOptions } from './engine-options.js';
import { keepHangUpsFromFirstCall } from './late-hang-ups.js';
import { connectionStatus, noPhone } from './line-status.js';
import { goOn } from './resume/go-on.js';
import { watchCache } from './page-hints.js';
import { LateKeeper } from './resume/late-keeper.js';
import type { ConnectionStatus, SoftphoneSnapshot } from './snapshot.js';
import { LineTabs } from './tabs/line-tabs.js';
import type { Shown } from './tabs/shown.js';
import type { LedCore } from './tabs/tab-place.js';
import { watchTimerGaps } from './timer-gaps.js';

/** The part of the snapshot that the line decides. */
export type LineState = Pick<SoftphoneSnapshot, 'status' | 'error' | 'extension' | 'permissions'> &
  Partial<Pick<SoftphoneSnapshot, 'deviceNotice' | 'elsewhere'>>;

export interface PhoneLineEvents {
  statechange: LineState;
  /** The engine was loaded: subscribe to its calls. */
  phone: Phone;
  /** Its calls are those of this tab again. */
  back: Phone;
  /** What the tab with the phone shows, while that is another one. */
  shown: Shown;
  /** The person has signed out in another tab. */
  'signed-out': void;
  /** A failure that leaves the line as it is. */
  error: SoftphoneError;
}

/**
 * From a token URL (or another way to a grant) to a registered phone: fetches and refreshes the token, loads the SIP engine when the first
 * one is there, hands every new one over. A token endpoint that fails later leaves the registration alone.
 */
export class PhoneLine extends Emitter<PhoneLineEvents> {
  /** The tokens of this line, for whoever else needs one. */
  readonly tokens: TokenSource;
  readonly #core: LedCore;
  readonly #clock: Clock;
  /** The tabs that share this phone. */
  readonly tabs: LineTabs;
  /** This tab has the phone, or each tab has one of its own. */
  #leads = false;
  #records: ResumeRecord[] = [];
  readonly #engineBackoff = new Backoff({ first: 1000, cap: 15_000 });
  #phone: Phone | null = null;
  #grant: TokenGrant | null = null;
  #loading = false;
  #audio: Promise<PhoneAudio> | null = null;
  /** Keeps calls for the next page. */
  readonly #keeper: LateKeeper;
  #shown: LineState = { status: 'offline', error: null, extension: null, permissions: [] };
  readonly #retries: CredentialRetries;
  #running = false;
  /** It was asleep: that it is registered is not shown before the server has said something. */
  #isDoubted = false;
  #cancelRetry: CancelTimer = () => {};
  #stopWatching: () => void = () => {};

  constructor(source: string | RequestGrant, clock: Clock, core: LedCore) {
    super();
    this.#core = core;
    this.#clock = clock;
    this.#keeper = new LateKeeper(source);
    this.tokens = new TokenSource(source, clock);
    this.#retries = new CredentialRetries(this.tokens, clock);
    this.tokens.on('grant', (grant) => void this.#onGrant(grant));
    this.tokens.on('error', (error) => this.#onTokenError(error));
    const records = (): readonly ResumeRecord[] => this.#phone?.resumeRecords() ?? [];
    this.tabs = new LineTabs(typeof source === 'string' ? source : null, { core, clock, records });
    this.#followTabs(this.tabs);
  }

  /** How its calls are spoken and heard. Rejects when its code could not be loaded; the next time tries again. */
  audio(): Promise<PhoneAudio> {
    this.#audio ??= import('./audio/phone-audio.js').then(({ PhoneAudio }) => {
      const audio = new PhoneAudio();
      audio.on('change', ({ notice }) => this.#onDevice(notice));
      if (this.#grant) audio.belongTo(this.#grant.extension.id);
      return audio;
    });
    this.#audio.catch(() => (this.#audio = null));
    return this.#audio;
  }

  /** The engine; null until the first token came, and while another tab has the phone. */
  get phone(): Phone | null {
    return this.#leads ? this.#phone : null;
  }

  /** Starts, or tries again at once what failed. */
  start(): void {
    if (this.#running) return this.#retry();
    this.#running = true;
    const stops = [
      watchTimerGaps(this.#clock, (isSleep) => (isSleep ? this.#doubt() : this.wake())),
      watchCache(() => this.#phone?.pause()),
    ];
    this.#stopWatching = () => stops.forEach((stop) => stop());
    this.#show('connecting', null);
    this.tokens.start();
    // A call waits: what it needs comes beside the token, not after it.
    if (this.#keeper.hasCalls) this.#loadParts().catch(ignore);
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#cancelRetry();
    this.#retries.stop();
    this.#stopWatching();
    this.tokens.stop();
    const leave = this.tabs.leave();
    // Its calls end at once: that is told while it is still the phone of this line.
    const stopped = this.#phone?.stop();
    this.#phone = null;
    this.#grant = null;
    this.#leads = false;
    this.#audio?.then((audio) => audio.stop(), ignore);
    // The next tab registers once this one no longer is.
    await stopped;
    this.#keeper.stop();
    leave();
    if (!this.#running) this.#show('offline', null);
  }

  /** Checks token and line: the page was asleep or the network changed. */
  wake(): void {
    this.tokens.wake();
    this.#phone?.probe();
    this.tabs.elsewhere?.look();
  }

  /** The page was asleep: what the server said before that is not shown until it has said something again. */
  #doubt(): void {
    this.wake();
    const { phone } = this;
    if (phone?.connection.status !== 'registered') return;
    this.#isDoubted = true;
    this.#onConnection(phone.connection);
    void phone.signOfLife().then(() => {
      this.#isDoubted = false;
      if (this.phone === phone && phone.connection.status === 'registered') this.#onConnection(phone.connection);
    });
  }

  #retry(): void {
    if (this.tabs.elsewhere) return void this.tabs.elsewhere.ask('connect').catch(ignore);
    this.#phone?.retry();
    if (this.#phone?.connection.status !== 'registered') this.tokens.refresh().catch(() => {});
  }

  async #onGrant(grant: Grant): Promise<void> {
    // A token that only the platform client asked for makes no phone.
    if (!this.#running) return;
    if ('visitor' in grant) return this.#show('failed', noPhone());
    this.#grant = grant;
    this.#audio?.then((audio) => audio.belongTo(grant.extension.id), ignore);
    this.tabs.join(grant.extension.id);
    if (this.tabs.elsewhere) this.#show(this.#shown.status, this.#shown.error);
    if (!this.#leads || this.#loading) return;
    if (!this.#phone) return this.#loadEngine();
    try {
      this.#phone.updateCredentials(grant.sip, grant.iceServers, this.tokens.iceLifeMs);
      // Permissions may have changed; a refused line tells by itself what becomes of the new credentials.
      if (this.#phone.connection.status !== 'failed') this.#onConnection(this.#phone.connection);
    } catch (error) {
      if (error instanceof RegistrationError) this.#renewCredentials(error);
    }
  }

  #followTabs(tabs: LineTabs): void {
    tabs.on('lead', (records) => this.#lead(records));
    tabs.on('follow', () => {
      this.#leads = false;
      this.#show(this.#shown.status, this.#shown.error);
    });
    tabs.on('let-go', () => this.#phone && this.#letGo(this.#phone));
    tabs.on('shown', (shown) => {
      // Calls that the page before has left are that tab's to go on with.
      if (!this.#phone) this.#keeper.stop();
      this.#show(shown.status, shown.error);
      this.emit('shown', shown);
    });
    tabs.on('stranger', (error) => this.#show('failed', error));
    tabs.on('signed-out', () => this.emit('signed-out'));
  }

  #lead(records: readonly ResumeRecord[]): void {
    this.#leads = true;
    this.#records = [...records];
    const phone = this.#phone;
    if (!phone) this.#show('connecting', null);
    if (!phone) return void this.#loadEngine();
    this.#onConnection(phone.connection);
    this.emit('back', phone);
    phone.resume(records).catch(ignore);
  }

  /** The calls go on in another tab: nobody is told goodbye. */
  #letGo(phone: Phone): void {
    this.#phone = null;
    this.#audio?.then((audio) => audio.stop(), ignore);
    this.#keeper.stop();
    phone.letGo();
    void phone.stop();
  }

  async #loadEngine(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    try {
      const [{ Phone: Engine }, audio] = await this.#loadParts();
      if (!this.#running || !this.#leads || !this.#grant || this.#phone) return;
      const phone = new Engine(engineOptions(this.#grant, audio, this.tokens.iceLifeMs, () => this.#grant));
      audio.start(this.#grant.extension.id, phone);
      await this.#adopt(phone);
    } catch (cause) {
      this.#onEngineFailure(cause);
    } finally {
      this.#loading = false;
    }
  }

  #loadParts(): Promise<[typeof import('../phone/index.js'), PhoneAudio]> {
    this.#keeper.prepare();
    return Promise.all([import('../phone/index.js'), this.audio()]);
  }

  #onEngineFailure(cause: unknown): void {
    if (cause instanceof RegistrationError) {
      this.#renewCredentials(cause);
      return;
    }
    this.#show('failed', RegistrationError.engineFailed(cause));
    this.#cancelRetry = this.#clock.after(1000 + this.#engineBackoff.next(), () => void this.#loadEngine());
  }

  async #adopt(phone: Phone): Promise<void> {
    this.#phone = phone;
    phone.on('connection', (state) => this.phone === phone && this.#onConnection(state));
    phone.on('resumable', () => this.tabs.tell());
    this.emit('phone', phone);
    const { username = '', domain = '' } = this.#grant?.sip ?? {};
    const keeping = { tokens: this.tokens, account: `${username}@${domain}`, clock: this.#clock };
    const line = { ...keeping, phone, core: this.#core, number: this.#grant?.extension.number ?? '' };
    keepHangUpsFromFirstCall(phone, keeping, () => this.#phone === phone);
    this.#keeper.keep(phone, line);
    // In place before the line is up: a call that goes on is never shown as one that does already.
    await goOn(this.#records.splice(0), line);
    if (this.#phone === phone) phone.start();
  }

  #onConnection(state: ConnectionState): void {
    if (state.status === 'failed') return this.#renewCredentials(state.error);
    if (state.status === 'registered') this.#retries.registered();
    const error = 'error' in state ? (state.error ?? null) : null;
    if (error?.reason === 'unreachable') this.#retries.unreachable(error);
    if (error && this.#retries.isForgiven(error)) this.#show('connecting', null);
    else this.#show(connectionStatus(state, this.#isDoubted), error);
  }

  #renewCredentials(error: RegistrationError): void {
    if (this.#retries.refused(error)) this.#show('failed', error);
    else this.#show('connecting', null);
  }

  #onDevice(deviceNotice: SoftphoneSnapshot['deviceNotice']): void {
    if (deviceNotice === (this.#shown.deviceNotice ?? null)) return;
    this.#shown = { ...this.#shown, deviceNotice };
    this.emit('statechange', this.#shown);
  }

  #onTokenError(error: SoftphoneError): void {
    if (!this.#running) return;
    if (this.tabs.elsewhere || (this.#phone && this.#phone.connection.status !== 'failed'))
      this.emit('error', error);
    else this.#show('failed', error);
  }

  #show(status: ConnectionStatus, error: SoftphoneError | null): void {
    const { extension = null, permissions = [] } = this.#grant ?? {};
    this.#shown = { ...this.#shown, status, error, extension, permissions, elsewhere: !!this.tabs.elsewhere };
    this.emit('statechange', this.#shown);
  }
}

/** Told by whoever asked for it. */
function ignore(): void {}
