import { frameSamples, sampleRate } from './party.js';
import { encodeWav } from './wav.js';

/** Ten minutes; what comes later is not kept, so that a forgotten call does not fill the memory. */
const mostFrames = (600 * sampleRate) / frameSamples;

/** Keeps frames of one or two channels and makes a WAV file of them. */
export class Recorder {
  readonly #channels: readonly (Int16Array | null)[][];

  constructor(channels: 1 | 2) {
    this.#channels = Array.from({ length: channels }, () => []);
  }

  /** One frame of each channel; null is silence. */
  add(...frames: readonly (Int16Array | null)[]): void {
    if (this.#frames >= mostFrames) return;
    this.#channels.forEach((channel, index) => channel.push(frames[index] ?? null));
  }

  get seconds(): number {
    return (this.#frames * frameSamples) / sampleRate;
  }

  toWav(): Buffer {
    return encodeWav(this.#channels.map((channel) => joined(channel)));
  }

  get #frames(): number {
    return this.#channels[0]?.length ?? 0;
  }
}

function joined(frames: readonly (Int16Array | null)[]): Int16Array {
  const samples = new Int16Array(frames.length * frameSamples);
  frames.forEach((frame, index) => frame !== null && samples.set(frame, index * frameSamples));
  return samples;
}
