import { frameSamples } from './party.js';

const capSamples = 4 * frameSamples;
const primeSamples = 2 * frameSamples;

/**
 * What arrives from the network until the room takes it. Holds at most 80 ms: what comes too early pushes
 * out the oldest. After it ran dry it waits for 40 ms, so that jitter costs one gap and not many.
 */
export class FrameQueue {
  #samples = new Int16Array(0);
  #primed = false;

  push(samples: Int16Array): void {
    const joined = new Int16Array(this.#samples.length + samples.length);
    joined.set(this.#samples);
    joined.set(samples, this.#samples.length);
    this.#samples = joined.slice(Math.max(0, joined.length - capSamples));
    if (this.#samples.length >= primeSamples) this.#primed = true;
  }

  /** The oldest frame, or null while there is none to give. */
  pop(): Int16Array | null {
    if (!this.#primed || this.#samples.length < frameSamples) {
      this.#primed = false;
      return null;
    }
    const frame = this.#samples.slice(0, frameSamples);
    this.#samples = this.#samples.slice(frameSamples);
    return frame;
  }

  clear(): void {
    this.#samples = new Int16Array(0);
    this.#primed = false;
  }
}
