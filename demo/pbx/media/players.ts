import { FrameQueue } from './frame-queue.js';
import { frameSamples, sampleRate, type AudioParty } from './party.js';
import { musicBars, ringbackTone } from './tones.js';

const loudness = 8000;

/** Says a steady sum of sine waves, for ever or in a cadence; hears nothing. */
export class TonePlayer implements AudioParty {
  readonly #frequencies: readonly number[];
  readonly #cadence: { readonly onMs: number; readonly offMs: number } | undefined;
  #position = 0;

  constructor(frequencies: readonly number[], cadence?: { readonly onMs: number; readonly offMs: number }) {
    this.#frequencies = frequencies;
    this.#cadence = cadence;
  }

  read(): Int16Array | null {
    const start = this.#position;
    this.#position += frameSamples;
    if (this.#cadence !== undefined && !sounds(start, this.#cadence)) return null;
    return sines(this.#frequencies, start);
  }

  write(): void {}
}

/** What a party hears while somebody is called for it in the middle of a call. */
export function ringback(): AudioParty {
  return new TonePlayer(ringbackTone, { onMs: 2000, offMs: 4000 });
}

/** The music of 9664 and of everybody on hold: broken chords that all share one note, so that a test can find it. */
export class MusicPlayer implements AudioParty {
  #position = 0;

  read(): Int16Array {
    const bar = Math.floor(this.#position / (2 * sampleRate));
    const frame = sines(musicBars[bar % musicBars.length] ?? [], this.#position);
    this.#position += frameSamples;
    return frame;
  }

  write(): void {}
}

/** Says what it hears, about 60 ms later. */
export class Echo implements AudioParty {
  readonly #queue = new FrameQueue();

  read(): Int16Array | null {
    return this.#queue.pop();
  }

  write(frame: Int16Array): void {
    this.#queue.push(frame);
  }
}

/** Samples of a tone that lasts, for greetings and beeps; silence for no frequency. */
export function toneSamples(frequencies: readonly number[], ms: number): Int16Array {
  const samples = new Int16Array(Math.ceil((ms * sampleRate) / 1000 / frameSamples) * frameSamples);
  for (let start = 0; start < samples.length; start += frameSamples) samples.set(sines(frequencies, start), start);
  return samples;
}

function sounds(sample: number, { onMs, offMs }: { readonly onMs: number; readonly offMs: number }): boolean {
  return ((sample / sampleRate) * 1000) % (onMs + offMs) < onMs;
}

function sines(frequencies: readonly number[], start: number): Int16Array {
  const share = loudness / Math.max(1, frequencies.length);
  return Int16Array.from({ length: frameSamples }, (_, index) => {
    const turn = (2 * Math.PI * (start + index)) / sampleRate;
    return frequencies.reduce((sum, frequency) => sum + share * Math.sin(turn * frequency), 0);
  });
}
