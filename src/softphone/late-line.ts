import type { Phone } from '../phone/phone.js';
import { Backoff } from '../shared/backoff.js';
import type { CancelTimer, Clock } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import { RegistrationError } from '../shared/errors.js';
import type { LineState, PhoneLine, PhoneLineEvents } from './phone-line.js';

const beforeAnyToken = { extension: null, permissions: [] } as const;

/**
 * A `PhoneLine` whose code is fetched with the first start: a phone that stays offline never loads tokens,
 * registration or microphone. Until it is there it is `connecting`.
 */
export class LateLine extends Emitter<PhoneLineEvents> {
  readonly #tokenUrl: string;
  readonly #clock: Clock;
  readonly #backoff = new Backoff({ first: 1000, cap: 15_000 });
  #line: PhoneLine | null = null;
  #loading = false;
  #running = false;
  #cancelRetry: CancelTimer = () => {};

  constructor(tokenUrl: string, clock: Clock) {
    super();
    this.#tokenUrl = tokenUrl;
    this.#clock = clock;
  }

  /** The engine; null until the first token came. */
  get phone(): Phone | null {
    return this.#line?.phone ?? null;
  }

  /** Starts, or tries again at once what failed. */
  start(): void {
    this.#running = true;
    if (this.#line) this.#line.start();
    else void this.#load();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#cancelRetry();
    if (this.#line) await this.#line.stop();
    else this.emit('statechange', { status: 'offline', error: null, ...beforeAnyToken });
  }

  /** Checks token and line: the page was asleep or the network changed. */
  wake(): void {
    this.#line?.wake();
  }

  async #load(): Promise<void> {
    this.#cancelRetry();
    this.emit('statechange', { status: 'connecting', error: null, ...beforeAnyToken });
    if (this.#loading) return;
    this.#loading = true;
    try {
      const { PhoneLine } = await import('./phone-line.js');
      this.#adopt(new PhoneLine(this.#tokenUrl, this.#clock));
    } catch (cause) {
      this.#onFailure(cause);
    } finally {
      this.#loading = false;
    }
  }

  #adopt(line: PhoneLine): void {
    this.#line = line;
    line.on('statechange', (state: LineState) => this.emit('statechange', state));
    line.on('phone', (phone) => this.emit('phone', phone));
    line.on('error', (error) => this.emit('error', error));
    // Stopped meanwhile: the next start finds it here.
    if (this.#running) line.start();
  }

  #onFailure(cause: unknown): void {
    if (!this.#running) return;
    this.emit('statechange', {
      status: 'failed',
      error: RegistrationError.engineFailed(cause),
      ...beforeAnyToken,
    });
    this.#cancelRetry = this.#clock.after(1000 + this.#backoff.next(), () => void this.#load());
  }
}
