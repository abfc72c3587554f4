import type { FrameClock } from './frame-clock.js';
import { frameSamples, type AudioParty } from './party.js';

/**
 * Parties that hear each other. Every 20 ms each party gets the sum of what the others said,
 * never its own voice. A call of two is a room of two.
 */
export class Room {
  readonly #parties = new Set<AudioParty>();
  readonly #clock: FrameClock;
  #stop: (() => void) | undefined;

  constructor(clock: FrameClock) {
    this.#clock = clock;
  }

  get parties(): readonly AudioParty[] {
    return [...this.#parties];
  }

  add(party: AudioParty): void {
    this.#parties.add(party);
    this.#stop ??= this.#clock.add(() => this.#mix());
  }

  remove(party: AudioParty): void {
    this.#parties.delete(party);
    if (this.#parties.size === 0) this.close();
  }

  close(): void {
    this.#parties.clear();
    this.#stop?.();
    this.#stop = undefined;
  }

  #mix(): void {
    const said = [...this.#parties].map((party) => ({ party, frame: party.read() }));
    const sum = new Int32Array(frameSamples);
    for (const { frame } of said) addInto(sum, frame);
    for (const { party, frame } of said) party.write(difference(sum, frame));
  }
}

function addInto(sum: Int32Array, frame: Int16Array | null): void {
  frame?.forEach((sample, index) => {
    sum[index] = (sum[index] ?? 0) + sample;
  });
}

function difference(sum: Int32Array, own: Int16Array | null): Int16Array {
  return Int16Array.from(sum, (total, index) => Math.max(-32768, Math.min(32767, total - (own?.[index] ?? 0))));
}
