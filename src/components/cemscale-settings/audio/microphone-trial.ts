import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Microphone } from '../../../phone/media/microphone.js';
import type { PhoneAudio } from '../../../softphone/audio/phone-audio.js';

/** How much is recorded. */
const RECORD_MS = 3000;

/** What the trial does. */
export type TrialStep = 'off' | 'listening' | 'recording' | 'playing';

/** Lets a person see that their microphone hears them, and hear how they sound. */
export class MicrophoneTrial implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #play: (recording: ArrayBuffer) => Promise<void>;
  #audio: PhoneAudio | null = null;
  #microphone: Microphone | null = null;
  /** Each start and stop: what comes late belongs to an earlier one. */
  #turn = 0;
  step: TrialStep = 'off';
  /** What the microphone hears; null while it is off. */
  stream: MediaStream | null = null;

  constructor(host: ReactiveControllerHost, play: (recording: ArrayBuffer) => Promise<void>) {
    this.#host = host;
    this.#play = play;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Opens the chosen microphone, or the one that was chosen meanwhile. Rejects with `MediaError`. */
  async start(audio: PhoneAudio): Promise<void> {
    this.stop();
    this.#audio = audio;
    const turn = this.#turn;
    const microphone = await audio.tryMicrophone();
    if (turn !== this.#turn) return microphone.stop();
    this.#microphone = microphone;
    microphone.track.addEventListener('ended', () => void this.restart().catch(() => this.stop()));
    this.stream = new MediaStream([microphone.track]);
    this.#go('listening');
  }

  /** The choice is another one: listens to that. */
  async restart(): Promise<void> {
    if (this.#audio && this.step !== 'off') await this.start(this.#audio);
  }

  /** Records three seconds and plays them back. */
  async record(): Promise<void> {
    const { stream } = this;
    if (!stream || this.step !== 'listening') return;
    const turn = this.#turn;
    this.#go('recording');
    const recording = await recordingOf(stream);
    if (turn !== this.#turn) return;
    this.#go('playing');
    await this.#play(recording).catch(() => undefined);
    if (turn === this.#turn) this.#go('listening');
  }

  stop(): void {
    this.#turn += 1;
    this.#microphone?.stop();
    this.#microphone = this.stream = null;
    this.#go('off');
  }

  #go(step: TrialStep): void {
    if (step === this.step) return;
    this.step = step;
    this.#host.requestUpdate();
  }
}

async function recordingOf(stream: MediaStream): Promise<ArrayBuffer> {
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  recorder.start();
  const timer = setTimeout(() => recorder.state !== 'inactive' && recorder.stop(), RECORD_MS);
  // A microphone that ends ends the recording, too.
  await stopped;
  clearTimeout(timer);
  return new Blob(parts).arrayBuffer();
}
