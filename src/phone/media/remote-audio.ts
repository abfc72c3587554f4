import { Emitter } from '../../shared/emitter.js';

interface RemoteAudioEvents {
  /** True when the browser refuses to play until the person touches the page. */
  blocked: boolean;
}

/** Plays the far end of one call in an `<audio>` element that is never in the page. */
export class RemoteAudio extends Emitter<RemoteAudioEvents> {
  readonly #element: HTMLAudioElement;
  #blocked = false;

  constructor(createElement: () => HTMLAudioElement) {
    super();
    this.#element = createElement();
    this.#element.autoplay = true;
  }

  /** Whether the browser refused to play. */
  get blocked(): boolean {
    return this.#blocked;
  }

  /** Plays this stream instead of the one before. */
  play(stream: MediaStream): void {
    if (this.#element.srcObject === stream) return;
    this.#element.srcObject = stream;
    void this.resume();
  }

  /** Tries again to play, which only a user gesture makes succeed after a refusal. */
  async resume(): Promise<void> {
    try {
      await this.#element.play();
      this.#setBlocked(false);
    } catch (error) {
      // AbortError: a newer stream took over while this one was starting; that play() decides.
      if (error instanceof Error && error.name === 'NotAllowedError') this.#setBlocked(true);
    }
  }

  close(): void {
    this.#element.pause();
    this.#element.srcObject = null;
    this.#setBlocked(false);
  }

  #setBlocked(blocked: boolean): void {
    if (blocked === this.#blocked) return;
    this.#blocked = blocked;
    this.emit('blocked', blocked);
  }
}
