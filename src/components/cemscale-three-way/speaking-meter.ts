import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Softphone } from '../../softphone/softphone.js';
import { SPEECH, type Levels } from './model.js';

/** Often enough to follow speech, seldom enough to cost nothing. */
const EVERY_MS = 250;
const silence: Levels = { microphone: 0, farEnd: 0 };

interface AudioStats {
  readonly type: string;
  readonly kind?: string;
  readonly audioLevel?: number;
}

/** How loud both sides are, measured while somebody looks. */
export class SpeakingMeter implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #softphone: Softphone | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  levels = silence;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.follow(undefined);
  }

  /** Measures the call of this core; nothing without one. */
  follow(softphone: Softphone | undefined): void {
    this.#softphone = softphone;
    if (softphone) this.#timer ??= setInterval(() => void this.#measure(), EVERY_MS);
    else {
      clearInterval(this.#timer);
      this.#timer = undefined;
      this.levels = silence;
    }
  }

  async #measure(): Promise<void> {
    if (document.hidden) return;
    const report = await this.#softphone?.stats().catch(() => null);
    if (!report || !this.#timer) return;
    let { microphone, farEnd } = silence;
    report.forEach((entry: AudioStats) => {
      if (entry.kind !== 'audio' || entry.audioLevel === undefined) return;
      if (entry.type === 'media-source') microphone = Math.max(microphone, entry.audioLevel);
      if (entry.type === 'inbound-rtp') farEnd = Math.max(farEnd, entry.audioLevel);
    });
    const before = this.levels;
    this.levels = { microphone, farEnd };
    const isOther =
      microphone > SPEECH !== before.microphone > SPEECH || farEnd > SPEECH !== before.farEnd > SPEECH;
    if (isOther) this.#host.requestUpdate();
  }
}
