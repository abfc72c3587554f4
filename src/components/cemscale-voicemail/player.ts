import type { ReactiveController, ReactiveControllerHost } from 'lit';

export type PlayerState = 'idle' | 'loading' | 'playing' | 'paused' | 'failed';

/** How fast a message can be heard; the voice keeps its pitch. */
export const rates = [1, 1.5, 2] as const;

/**
 * Plays one message at a time. The address of a sound lives for minutes only: a message that is taken up again later
 * gets a new one, once.
 */
export class Player implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #address: (id: string) => Promise<string>;
  readonly #onHeard: (id: string) => void;
  #audio: HTMLAudioElement | null = null;
  #rate: number = rates[0];
  /** Counts wishes to play: what an older one brings late is dropped. */
  #turn = 0;
  #isFresh = false;
  /** The message at hand; empty when none is. */
  id = '';
  state: PlayerState = 'idle';

  /** `onHeard`: a message began to be heard. */
  constructor(
    host: ReactiveControllerHost,
    address: (id: string) => Promise<string>,
    onHeard: (id: string) => void,
  ) {
    this.#host = host;
    this.#address = address;
    this.#onHeard = onHeard;
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.stop();
  }

  /** Seconds heard so far. */
  get position(): number {
    return this.#audio?.currentTime ?? 0;
  }

  /** Seconds of the message; NaN until they are known. */
  get length(): number {
    return this.#audio?.duration ?? NaN;
  }

  get rate(): number {
    return this.#rate;
  }

  /** Begins a message, or goes on with the one at hand. */
  async play(id: string): Promise<void> {
    if (id === this.id && this.#audio?.src && this.state !== 'failed') return this.#start(this.#audio);
    this.stop();
    this.id = id;
    await this.#open(0);
  }

  pause(): void {
    if (this.state === 'loading') return this.stop();
    this.#audio?.pause();
  }

  seek(seconds: number): void {
    if (this.#audio) this.#audio.currentTime = seconds;
    this.#host.requestUpdate();
  }

  setRate(rate: number): void {
    this.#rate = rate;
    if (this.#audio) this.#audio.playbackRate = rate;
    this.#host.requestUpdate();
  }

  stop(): void {
    this.#turn += 1;
    this.id = '';
    if (this.#audio) {
      this.#audio.pause();
      this.#audio.removeAttribute('src');
      this.#audio.load();
    }
    this.#audio = null;
    this.#show('idle');
  }

  async #open(from: number): Promise<void> {
    const turn = (this.#turn += 1);
    this.#show('loading');
    try {
      const address = await this.#address(this.id);
      if (turn !== this.#turn) return;
      const audio = (this.#audio = this.#make());
      this.#isFresh = true;
      audio.src = address;
      if (from > 0) audio.currentTime = from;
      await this.#start(audio);
    } catch {
      if (turn === this.#turn) this.#show('failed');
    }
  }

  async #start(audio: HTMLAudioElement): Promise<void> {
    audio.playbackRate = this.#rate;
    await audio.play().catch((error: unknown) => {
      // A pause that comes while it loads is no failure; a sound that did not come tells by its own event.
      if (error instanceof DOMException && error.name === 'NotAllowedError' && audio === this.#audio)
        this.#show('paused');
    });
  }

  #make(): HTMLAudioElement {
    const audio = new Audio();
    const on = (type: string, act: () => void): void =>
      audio.addEventListener(type, () => audio === this.#audio && act());
    on('playing', () => {
      this.#isFresh = false;
      this.#show('playing');
      this.#onHeard(this.id);
    });
    on('pause', () => this.#show('paused'));
    on('ended', () => this.#show('paused'));
    on('timeupdate', () => this.#host.requestUpdate());
    on('durationchange', () => this.#host.requestUpdate());
    on('error', () => {
      if (this.#isFresh) return this.#show('failed');
      void this.#open(audio.currentTime);
    });
    return audio;
  }

  #show(state: PlayerState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
