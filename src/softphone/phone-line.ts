import type { Grant, TokenGrant } from '../api/token.js';
import { TokenSource, type RequestGrant } from '../api/token-source.js';
import type { Phone, PhoneOptions } from '../phone/phone.js';
import type { ConnectionState } from '../phone/sip/connection-state.js';
import { Backoff } from '../shared/backoff.js';
import type { CancelTimer, Clock } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import { ApiError, RegistrationError, type SoftphoneError } from '../shared/errors.js';
import type { PhoneAudio } from './audio/phone-audio.js';
import { checkDestination } from './destinations.js';
import type { ConnectionStatus, SoftphoneSnapshot } from './snapshot.js';

/** Time between two requests for other credentials after the SIP server refused the current ones. */
const CREDENTIALS_RETRY_MS = 15_000;

/** The part of the snapshot that the line decides. */
export type LineState = Pick<SoftphoneSnapshot, 'status' | 'error' | 'extension' | 'permissions'> &
  Partial<Pick<SoftphoneSnapshot, 'deviceNotice'>>;

export interface PhoneLineEvents {
  statechange: LineState;
  /** The engine was loaded: subscribe to its calls. */
  phone: Phone;
  /** A failure that leaves the line as it is. */
  error: SoftphoneError;
}

/**
 * From a token URL (or another way to a grant) to a registered phone: fetches and refreshes the token, loads the SIP engine when the first
 * one is there, hands every new one over. A token endpoint that fails later leaves the registration alone.
 */
export class PhoneLine extends Emitter<PhoneLineEvents> {
  readonly #tokens: TokenSource;
  readonly #clock: Clock;
  readonly #engineBackoff = new Backoff({ first: 1000, cap: 15_000 });
  #phone: Phone | null = null;
  #grant: TokenGrant | null = null;
  #loading = false;
  #audio: Promise<PhoneAudio> | null = null;
  #shown: LineState = { status: 'offline', error: null, extension: null, permissions: [] };
  /** Attempts since the last registration that did not reach the server. */
  #unreachable = 0;
  #lastUnreachable: RegistrationError | null = null;
  #running = false;
  /** The refusal that other credentials are being asked for: not told until they are refused too. */
  #firstRefusal: RegistrationError | null = null;
  #cancelRetry: CancelTimer = () => {};

  constructor(source: string | RequestGrant, clock: Clock) {
    super();
    this.#clock = clock;
    this.#tokens = new TokenSource(source, clock);
    this.#tokens.on('grant', (grant) => void this.#onGrant(grant));
    this.#tokens.on('error', (error) => this.#onTokenError(error));
  }

  /** The tokens of this line, for whoever else needs one. */
  get tokens(): TokenSource {
    return this.#tokens;
  }

  /** How its calls are spoken and heard. Rejects when its code could not be loaded; the next time tries again. */
  audio(): Promise<PhoneAudio> {
    this.#audio ??= import('./audio/phone-audio.js').then(({ PhoneAudio }) => {
      const audio = new PhoneAudio();
      audio.on('change', ({ notice }) => this.#onDevice(notice));
      return audio;
    });
    this.#audio.catch(() => (this.#audio = null));
    return this.#audio;
  }

  /** The engine; null until the first token came. */
  get phone(): Phone | null {
    return this.#phone;
  }

  /** Starts, or tries again at once what failed. */
  start(): void {
    if (this.#running) return this.#retry();
    this.#running = true;
    this.#show('connecting', null);
    this.#tokens.start();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#cancelRetry();
    this.#tokens.stop();
    const phone = this.#phone;
    this.#phone = null;
    this.#grant = null;
    this.#audio?.then((audio) => audio.stop(), ignore);
    await phone?.stop();
    if (!this.#running) this.#show('offline', null);
  }

  /** Checks token and line: the page was asleep or the network changed. */
  wake(): void {
    this.#tokens.wake();
    this.#phone?.probe();
  }

  #retry(): void {
    this.#phone?.retry();
    if (this.#phone?.connection.status !== 'registered') this.#tokens.refresh().catch(() => {});
  }

  async #onGrant(grant: Grant): Promise<void> {
    // A token that only the platform client asked for makes no phone.
    if (!this.#running) return;
    if ('visitor' in grant) return this.#show('failed', noPhone());
    this.#grant = grant;
    if (!this.#phone) return this.#loadEngine();
    try {
      this.#phone.updateCredentials(grant.sip, grant.iceServers);
      // Permissions may have changed; a refused line tells by itself what becomes of the new credentials.
      if (this.#phone.connection.status !== 'failed') this.#onConnection(this.#phone.connection);
    } catch (error) {
      if (error instanceof RegistrationError) this.#renewCredentials(error);
    }
  }

  async #loadEngine(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    try {
      const [{ Phone: Engine }, audio] = await Promise.all([import('../phone/index.js'), this.audio()]);
      if (!this.#running || !this.#grant || this.#phone) return;
      const phone = new Engine(this.#optionsOf(this.#grant, audio));
      audio.start(this.#grant.extension.id, phone);
      this.#adopt(phone);
    } catch (cause) {
      this.#onEngineFailure(cause);
    } finally {
      this.#loading = false;
    }
  }

  /** Destinations are those of the newest token. */
  #optionsOf({ sip, extension, iceServers }: TokenGrant, audio: PhoneAudio): PhoneOptions {
    return {
      sip,
      displayName: extension.displayName,
      iceServers,
      admit: (number) => checkDestination(number, this.#grant?.destinations),
      openMicrophone: () => audio.openMicrophone(),
      createAudioElement: () => audio.createPlayer(),
    };
  }

  #onEngineFailure(cause: unknown): void {
    if (cause instanceof RegistrationError) {
      this.#renewCredentials(cause);
      return;
    }
    this.#show('failed', RegistrationError.engineFailed(cause));
    this.#cancelRetry = this.#clock.after(1000 + this.#engineBackoff.next(), () => void this.#loadEngine());
  }

  #adopt(phone: Phone): void {
    this.#phone = phone;
    phone.on('connection', (state) => this.#phone === phone && this.#onConnection(state));
    this.emit('phone', phone);
    phone.start();
  }

  #onConnection(state: ConnectionState): void {
    if (state.status === 'failed') return this.#renewCredentials(state.error);
    if (state.status === 'registered') {
      this.#firstRefusal = null;
      this.#unreachable = 0;
    }
    const error = 'error' in state ? (state.error ?? null) : null;
    if (error?.reason === 'unreachable') this.#onUnreachable(error);
    if (error && error === this.#firstRefusal) this.#show('connecting', null);
    else this.#show(connectionStatus(state), error);
  }

  /** The server may have moved since the token was made: a new one is asked for at the 3rd, 6th, 12th … failure. */
  #onUnreachable(error: RegistrationError): void {
    if (error === this.#lastUnreachable) return;
    this.#lastUnreachable = error;
    this.#unreachable += 1;
    if (Number.isInteger(Math.log2(this.#unreachable / 3))) this.#tokens.refresh().catch(() => {});
  }

  /** The password may have been changed since the token was made: asked for once without a word, then told and asked for patiently. */
  #renewCredentials(error: RegistrationError): void {
    this.#cancelRetry();
    const wait = this.#firstRefusal ? CREDENTIALS_RETRY_MS : 0;
    if (this.#firstRefusal) this.#show('failed', error);
    else this.#show('connecting', null);
    this.#firstRefusal ??= error;
    this.#cancelRetry = this.#clock.after(wait, () => void this.#tokens.refresh().catch(() => {}));
  }

  #onDevice(deviceNotice: SoftphoneSnapshot['deviceNotice']): void {
    if (deviceNotice === (this.#shown.deviceNotice ?? null)) return;
    this.#shown = { ...this.#shown, deviceNotice };
    this.emit('statechange', this.#shown);
  }

  #onTokenError(error: SoftphoneError): void {
    if (!this.#running) return;
    if (this.#phone && this.#phone.connection.status !== 'failed') this.emit('error', error);
    else this.#show('failed', error);
  }

  #show(status: ConnectionStatus, error: SoftphoneError | null): void {
    const { extension = null, permissions = [] } = this.#grant ?? {};
    this.#shown = { ...this.#shown, status, error, extension, permissions };
    this.emit('statechange', this.#shown);
  }
}

function noPhone(): ApiError {
  return new ApiError('forbidden', 'This token is for a visitor, who has no phone.', {
    advice: 'Let identify() return an extension for people who may call.',
  });
}

/** Told by whoever asked for it. */
function ignore(): void {}

function connectionStatus(state: Exclude<ConnectionState, { status: 'failed' }>): ConnectionStatus {
  switch (state.status) {
    case 'registered':
      return 'online';
    case 'connecting':
      return state.error ? 'failed' : 'connecting';
    case 'offline':
      return 'connecting';
    case 'reconnecting':
      return 'reconnecting';
    default:
      return state satisfies never;
  }
}
