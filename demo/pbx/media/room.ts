import type { FrameClock } from './frame-clock.js';
import { frameSamples, type AudioParty } from './party.js';

/** What sets a party apart from one that everybody hears and that hears everybody. Asked for every frame. */
export interface Hearing {
  /** Whether another party hears this one. */
  readonly audibleTo?: (listener: AudioParty) => boolean;
  /** Whether this party hears another one. */
  readonly hears?: (speaker: AudioParty) => boolean;
}

/** What every party said within one frame; null is silence. */
export type SaidFrame = ReadonlyMap<AudioParty, Int16Array | null>;

/**
 * Parties that hear each other. Every 20 ms each party gets the sum of what the others said,
 * never its own voice. A call of two is a room of two.
 */
export class Room {
  /** Listens to every frame, for recordings. */
  onframe: ((said: SaidFrame) => void) | undefined;
  readonly #parties = new Map<AudioParty, Hearing | null>();
  readonly #clock: FrameClock;
  #stop: (() => void) | undefined;

  constructor(clock: FrameClock) {
    this.#clock = clock;
  }

  get parties(): readonly AudioParty[] {
    return [...this.#parties.keys()];
  }

  add(party: AudioParty, hearing: Hearing | null = null): void {
    this.#parties.set(party, hearing);
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
    const said = new Map([...this.#parties.keys()].map((party) => [party, party.read()] as const));
    const sum = new Int32Array(frameSamples);
    for (const frame of said.values()) addInto(sum, frame);
    const special = [...this.#parties.values()].some((hearing) => hearing !== null);
    for (const [party, frame] of said) party.write(special ? this.#heardBy(party, said) : difference(sum, frame));
    this.onframe?.(said);
  }

  #heardBy(listener: AudioParty, said: SaidFrame): Int16Array {
    const sum = new Int32Array(frameSamples);
    for (const [speaker, frame] of said) if (this.#hears(listener, speaker)) addInto(sum, frame);
    return difference(sum, null);
  }

  #hears(listener: AudioParty, speaker: AudioParty): boolean {
    if (listener === speaker) return false;
    return (
      this.#parties.get(speaker)?.audibleTo?.(listener) !== false &&
      this.#parties.get(listener)?.hears?.(speaker) !== false
    );
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
