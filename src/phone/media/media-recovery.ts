import type { CancelTimer, Clock } from '../../shared/clock.js';
import type { MediaHealth, MediaPeer } from './peer.js';

/** An interruption that heals by itself does so within this time. */
const PATIENCE_MS = 2000;

/** Asks for an ICE restart when the media path failed, or stayed interrupted for 2 s. Once per interruption. */
export class MediaRecovery {
  readonly #clock: Clock;
  readonly #restart: () => void;
  readonly #unsubscribe: () => void;
  #cancel: CancelTimer | null = null;
  #asked = false;

  constructor(peer: MediaPeer, clock: Clock, restart: () => void) {
    this.#clock = clock;
    this.#restart = restart;
    this.#unsubscribe = peer.on('health', (health) => this.#onHealth(health));
  }

  stop(): void {
    this.#unsubscribe();
    this.#cancel?.();
  }

  #onHealth(health: MediaHealth): void {
    if (health === 'connected') {
      this.#cancel?.();
      this.#cancel = null;
      this.#asked = false;
    } else if (health === 'failed') {
      this.#ask();
    } else {
      this.#cancel ??= this.#clock.after(PATIENCE_MS, () => this.#ask());
    }
  }

  #ask(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#asked) return;
    this.#asked = true;
    this.#restart();
  }
}
