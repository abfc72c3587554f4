import { sampleRate } from '../../../../demo/pbx/media/party.js';
import { until } from './until.js';

/** Listens to audio: keeps the last 200 ms. */
export class Ear {
  #samples: number[] = [];
  #total = 0;

  hear(samples: Int16Array): void {
    this.#total += samples.length;
    this.#samples = [...this.#samples, ...samples].slice(-1600);
  }

  /** Loudness of one frequency in dB below full scale (Goertzel); -120 before anything was heard. */
  level(hz: number): number {
    const samples = this.#samples;
    if (samples.length < 800) return -120;
    const turn = 2 * Math.cos((2 * Math.PI * hz) / sampleRate);
    let [last, before] = [0, 0];
    samples.forEach((sample, index) => {
      // A Hann window, or a loud neighbour would show at every frequency.
      const window = 1 - Math.cos((2 * Math.PI * index) / (samples.length - 1));
      [last, before] = [sample * window + turn * last - before, last];
    });
    const power = last * last + before * before - turn * last * before;
    return 10 * Math.log10(power / (samples.length * 32768) ** 2 + 1e-12) + 6;
  }

  /** Resolves when the tone is there. */
  async hears(hz: number): Promise<void> {
    await until(`hearing ${hz} Hz`, () => this.level(hz) > -45);
  }

  /** Resolves when new audio came and the tone is not in it. */
  async hearsNo(hz: number): Promise<void> {
    await until(`hearing no ${hz} Hz`, () => this.level(hz) < -60);
  }

  /** Samples heard so far. */
  get total(): number {
    return this.#total;
  }
}
