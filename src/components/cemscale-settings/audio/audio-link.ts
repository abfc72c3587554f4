import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Unsubscribe } from '../../../shared/emitter.js';
import type { PhoneAudio } from '../../../softphone/audio/phone-audio.js';
import type { Softphone } from '../../../softphone/softphone.js';

/** Ties a view to the sound of its core, and draws the view with each change of it. */
export class AudioLink implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly softphone: Softphone | null };
  #softphone: Softphone | null = null;
  #stop: Unsubscribe = () => {};
  /** Null until its code is there. */
  audio: PhoneAudio | null = null;
  /** Its code did not come. */
  failed = false;

  constructor(host: ReactiveControllerHost & { readonly softphone: Softphone | null }) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.hostUpdate();
  }

  hostUpdate(): void {
    const { softphone } = this.#host;
    if (softphone === this.#softphone) return;
    this.hostDisconnected();
    this.#softphone = softphone;
    void this.load();
  }

  hostDisconnected(): void {
    this.#stop();
    this.#softphone = this.audio = null;
  }

  /** Tries again what did not come. */
  async load(): Promise<void> {
    const softphone = this.#softphone;
    if (!softphone) return;
    const audio = await softphone.audio().catch(() => null);
    if (softphone !== this.#softphone) return;
    this.audio = audio;
    this.failed = audio === null;
    this.#stop = audio?.on('change', () => this.#host.requestUpdate()) ?? (() => {});
    void audio?.refresh();
    this.#host.requestUpdate();
  }
}
