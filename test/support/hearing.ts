import { until } from './poll.js';

/** Louder than this at its frequency, a tone is heard. */
export const HEARD_DB = -45;
/** Quieter than this, it is not. */
export const SILENT_DB = -60;

let shared: AudioContext | null = null;
const context = (): AudioContext => (shared ??= new AudioContext());

let loudness = 0.5;
const gains: GainNode[] = [];

/** Microphone track that sends a pure tone. */
export function toneTrack(frequency: number): MediaStreamTrack {
  const oscillator = new OscillatorNode(context(), { frequency });
  const gain = new GainNode(context(), { gain: loudness });
  gains.push(gain);
  const destination = new MediaStreamAudioDestinationNode(context());
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  const [track] = destination.stream.getAudioTracks();
  if (!track) throw new Error('no track');
  return track;
}

/** Makes `getUserMedia` answer with the tone whose frequency is given as `deviceId`, and counts the open tracks. */
export function toneMicrophones(): {
  readonly open: () => number;
  /** Lets all of them give nothing but zeros, or speak again. */
  silence(on: boolean): void;
  restore(): void;
} {
  const { mediaDevices } = navigator;
  const original = mediaDevices.getUserMedia.bind(mediaDevices);
  const tracks: MediaStreamTrack[] = [];
  mediaDevices.getUserMedia = async (constraints) => {
    const audio = constraints?.audio;
    const frequency = typeof audio === 'object' ? Number(audio.deviceId) : NaN;
    const track = toneTrack(frequency || 1000);
    tracks.push(track);
    return new MediaStream([track]);
  };
  return {
    open: () => tracks.filter(({ readyState }) => readyState === 'live').length,
    silence: (on) => {
      loudness = on ? 0 : 0.5;
      for (const { gain } of gains) gain.value = loudness;
    },
    restore: () => void (mediaDevices.getUserMedia = original),
  };
}

/** Listens to what an audio element plays. */
export class Ear {
  readonly element: HTMLAudioElement;
  #stream: MediaStream | null = null;
  #analyser: AnalyserNode | null = null;

  constructor(element = new Audio()) {
    this.element = element;
  }

  /** Level of a frequency in dB right now; -Infinity while nothing plays. */
  level(frequency: number): number {
    const analyser = this.#current();
    if (!analyser) return -Infinity;
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    const bin = Math.round(frequency / (context().sampleRate / analyser.fftSize));
    return Math.max(...bins.slice(bin - 2, bin + 3));
  }

  /** Resolves when the tone is heard. */
  async hears(frequency: number): Promise<void> {
    await until(`hear ${frequency} Hz`, () => this.level(frequency) > HEARD_DB);
  }

  /** Resolves when the tone stays away for a quarter of a second. */
  async doesNotHear(frequency: number): Promise<void> {
    let since = performance.now();
    await until(`${frequency} Hz to be silent, it has ${this.level(frequency)} dB`, () => {
      if (this.level(frequency) > SILENT_DB) since = performance.now();
      return performance.now() - since > 250;
    });
  }

  #current(): AnalyserNode | null {
    const stream = this.element.srcObject instanceof MediaStream ? this.element.srcObject : null;
    if (stream !== this.#stream) {
      this.#stream = stream;
      this.#analyser = stream ? new AnalyserNode(context(), { fftSize: 4096, smoothingTimeConstant: 0.2 }) : null;
      if (stream && this.#analyser) context().createMediaStreamSource(stream).connect(this.#analyser);
    }
    return this.#analyser;
  }
}
