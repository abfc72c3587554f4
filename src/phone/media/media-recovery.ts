import type { CancelTimer, Clock } from '../../shared/clock.js';
import type { MediaHealth, MediaPeer } from './peer.js';

/** An interruption that heals by itself does so within this time; the next try waits twice as long. */
const PATIENCE_MS = 2000;
const LONGEST_WAIT_MS = 30_000;

export interface MediaRecoveryOptions {
  readonly peer: Pick<MediaPeer, 'on'>;
  readonly clock: Clock;
  /** Restarts ICE. Rejects when that was not agreed on. */
  readonly restart: () => Promise<void>;
  /** The first try that fails, until the path is whole again. */
  readonly onFailure: (cause: unknown) => void;
}

/**
 * Restarts ICE when the media path failed or stayed interrupted for 2 s, and again, ever more slowly, until it is whole.
 * One restart at a time, whoever asks for it.
 */
export class MediaRecovery {
  readonly #options: MediaRecoveryOptions;
  readonly #unsubscribe: () => void;
  #broken = false;
  #wait = PATIENCE_MS;
  #told = false;
  #running: Promise<void> | null = null;
  #cancel: CancelTimer | null = null;
  #again = false;
  #stopped = false;

  constructor(options: MediaRecoveryOptions) {
    this.#options = options;
    this.#unsubscribe = options.peer.on('health', (health) => this.#onHealth(health));
  }

  stop(): void {
    this.#stopped = true;
    this.#unsubscribe();
    this.#cancel?.();
  }

  /** Restarts now, since nothing is heard. Resolves when that is done, whatever came of it. */
  now(): Promise<void> {
    this.#running ??= this.#restart();
    return this.#running;
  }

  /** The network is another one: what a restart under way has found out is of the old one. */
  networkChanged(): void {
    this.#again = this.#running !== null;
    void this.now();
  }

  #onHealth(health: MediaHealth): void {
    this.#broken = health !== 'connected';
    if (!this.#broken) {
      this.#cancel?.();
      this.#cancel = null;
      this.#wait = PATIENCE_MS;
      this.#told = false;
    } else if (health === 'failed' && this.#wait === PATIENCE_MS) {
      void this.now();
    } else {
      this.#later();
    }
  }

  async #restart(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    try {
      await this.#options.restart();
    } catch (cause) {
      if (!this.#told && !this.#stopped) this.#options.onFailure(cause);
      this.#told = true;
    } finally {
      this.#running = null;
      if (this.#again && !this.#stopped) this.networkChanged();
      else this.#later();
    }
  }

  #later(): void {
    if (!this.#broken || this.#stopped || this.#running || this.#cancel) return;
    this.#cancel = this.#options.clock.after(this.#wait, () => void this.now());
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
  }
}
