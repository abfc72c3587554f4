import type { TokenProvider } from '../api/authorization.js';
import type { RequestGrant } from '../api/token-source.js';
import type { Grant } from '../api/token.js';
import type { Phone } from '../phone/phone.js';
import { Backoff } from '../shared/backoff.js';
import type { CancelTimer, Clock } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import { RegistrationError } from '../shared/errors.js';
import type { PhoneAudio } from './audio/phone-audio.js';
import type { ConnectionStatus } from './snapshot.js';
import type { PhoneLine, PhoneLineEvents } from './phone-line.js';
import type { Elsewhere, LedCore } from './tabs/tab-place.js';

interface LateLineEvents extends PhoneLineEvents {
  grant: Grant;
}

/**
 * A `PhoneLine` whose code is fetched with the first start: a phone that stays offline never loads tokens,
 * registration or microphone. Until it is there it is `connecting`.
 */
export class LateLine extends Emitter<LateLineEvents> {
  readonly #source: string | RequestGrant;
  readonly #clock: Clock;
  readonly #core: LedCore;
  readonly #backoff = new Backoff({ first: 1000, cap: 15_000 });
  #line: PhoneLine | null = null;
  #loading: Promise<PhoneLine> | null = null;
  #running = false;
  #cancelRetry: CancelTimer = () => {};

  /** `source`: the address of a token endpoint, or another way to a grant. */
  constructor(source: string | RequestGrant, clock: Clock, core: LedCore) {
    super();
    this.#core = core;
    this.#source = source;
    this.#clock = clock;
  }

  /** The engine; null until the first token came, and while another tab has the phone. */
  get phone(): Phone | null {
    return this.#line?.phone ?? null;
  }

  /** The phone in another tab; null while it is here. */
  get elsewhere(): Elsewhere | null {
    return this.#line?.tabs.elsewhere ?? null;
  }

  /** Says in all tabs that the person has signed out. */
  signOut(): void {
    this.#line?.tabs.signOut();
  }

  /** The tokens of this line, for whoever else needs one. Asking for one loads the line, without starting it. */
  readonly tokens: TokenProvider = this.#provider();

  /** How its calls are spoken and heard. Asking loads the line, without starting it. */
  async audio(): Promise<PhoneAudio> {
    return (await this.#load()).audio();
  }

  /** Starts, or tries again at once what failed. */
  start(): void {
    this.#running = true;
    if (this.#line) this.#line.start();
    else void this.#open();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#cancelRetry();
    if (this.#line) await this.#line.stop();
    else this.#show('offline', null);
  }

  /** Checks token and line: the page was asleep or the network changed. */
  wake(): void {
    this.#line?.wake();
  }

  async #open(): Promise<void> {
    this.#cancelRetry();
    this.#show('connecting', null);
    try {
      const line = await this.#load();
      // Stopped meanwhile: the next start finds the line here.
      if (this.#running) line.start();
    } catch (cause) {
      if (!this.#running) return;
      this.#show('failed', RegistrationError.engineFailed(cause));
      this.#cancelRetry = this.#clock.after(1000 + this.#backoff.next(), () => void this.#open());
    }
  }

  #load(): Promise<PhoneLine> {
    this.#loading ??= import('./phone-line.js').then(
      ({ PhoneLine }) => this.#adopt(new PhoneLine(this.#source, this.#clock, this.#core)),
      (cause: unknown) => {
        this.#loading = null;
        throw cause;
      },
    );
    return this.#loading;
  }

  #adopt(line: PhoneLine): PhoneLine {
    this.#line = line;
    line.on('statechange', (state) => this.emit('statechange', state));
    line.on('phone', (phone) => this.emit('phone', phone));
    line.on('back', (phone) => this.emit('back', phone));
    line.on('shown', (shown) => this.emit('shown', shown));
    line.on('signed-out', () => this.emit('signed-out'));
    line.on('error', (error) => this.emit('error', error));
    line.tokens.on('grant', (grant) => this.emit('grant', grant));
    return line;
  }

  #provider(): TokenProvider {
    const current = () => this.#line?.tokens.current ?? null;
    return {
      get current() {
        return current();
      },
      refresh: async () => (await this.#load()).tokens.refresh(),
      on: (event, listener) => this.on(event, listener),
    };
  }

  #show(status: ConnectionStatus, error: RegistrationError | null): void {
    this.emit('statechange', { status, error, extension: null, permissions: [] });
  }
}
