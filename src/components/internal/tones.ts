import { SoundOutput, type Route, type Sample } from './sound-output.js';

/** Loudness of the far end is about 1: tones stay well below it. */
export const LEVEL = { ringtone: 0.22, ringback: 0.05, waiting: 0.07, key: 0.06 } as const;

const rows: Readonly<Record<string, number>> = { '1': 697, '4': 770, '7': 852, '*': 941 };
const columns = [1209, 1336, 1477];
const layout = ['123', '456', '789', '*0#'];

/** The two frequencies of a key (ITU-T Q.23); null for anything that is no key. */
export function keyFrequencies(key: string): readonly [low: number, high: number] | null {
  for (const line of layout) {
    const column = key.length === 1 ? line.indexOf(key) : -1;
    const low = rows[line[0] ?? ''];
    const high = columns[column];
    if (low !== undefined && high !== undefined) return [low, high];
  }
  return null;
}

export const sine = (hertz: number, t: number) => Math.sin(2 * Math.PI * hertz * t);

/** Rises and falls over 12 ms, so that a tone begins and ends without a click. */
export function envelope(t: number, length: number): number {
  return t < 0 || t > length ? 0 : Math.min(1, t / 0.012, (length - t) / 0.012);
}

/** Two soft chimes and a pause. */
export const ringtone: Sample = (t) =>
  [0, 0.42].reduce((sum, start) => {
    const at = t - start;
    const fade = envelope(at, 1.1) * Math.exp(-3.2 * at);
    return sum + fade * (0.5 * sine(659.26, at) + 0.35 * sine(880, at) + 0.15 * sine(1318.5, at));
  }, 0);

/** The ringing tone of North America: 440 and 480 Hz, 2 s in 6. */
const ringback: Sample = (t) => envelope(t, 2) * 0.5 * (sine(440, t) + sine(480, t));

/** Two short beeps in the ear of whoever talks: somebody else calls. */
const waiting: Sample = (t) =>
  [0, 0.28].reduce((sum, start) => sum + envelope(t - start, 0.14) * sine(523.25, t - start), 0);

/** Where the sounds go. */
export interface Routes {
  /** What only whoever talks should hear. */
  readonly speaker: Route;
  /** What calls people to the phone. */
  readonly ringer: Route;
}

/**
 * The sounds a phone makes itself, synthesised: nothing to download, nothing for a content policy to forbid.
 * Loops run in the audio thread, so a throttled background tab still rings in time.
 */
export class Tones {
  protected readonly speaker = new SoundOutput();
  protected readonly ringer = new SoundOutput();
  #loop: AudioBufferSourceNode | undefined;

  /** Plays there from now on. */
  route({ speaker, ringer }: Routes): void {
    this.speaker.route(speaker);
    this.ringer.route(ringer);
  }

  /** Rings until `stop()`. */
  ring(): void {
    this.#repeat(this.ringer, ringtone, 3, LEVEL.ringtone);
  }

  /** What a caller hears while the far end rings, until `stop()`. */
  ringBack(): void {
    this.#repeat(this.speaker, ringback, 6, LEVEL.ringback);
  }

  /** Beeps into the call until `stop()`: another one waits. */
  callWaiting(): void {
    this.#repeat(this.speaker, waiting, 5, LEVEL.waiting);
  }

  /** Silences the loop at once. */
  stop(): void {
    this.#loop?.stop();
    this.#loop?.disconnect();
    this.#loop = undefined;
  }

  /** A short tone of one key. */
  key(key: string): void {
    const pair = keyFrequencies(key);
    if (!pair) return;
    const tone: Sample = (t) => envelope(t, 0.11) * 0.5 * (sine(pair[0], t) + sine(pair[1], t));
    this.speaker.play(tone, 0.12, LEVEL.key);
  }

  /** What the speaker is given, for a meter; null before its first sound. */
  get speakerNode(): AudioNode | null {
    return this.speaker.node;
  }

  /** Tries to be heard from now on; works inside a gesture. */
  resume(): void {
    this.ringer.resume();
    this.speaker.resume();
  }

  /** Gives the sound devices back for good. */
  close(): void {
    this.stop();
    this.speaker.close();
    this.ringer.close();
  }

  #repeat(output: SoundOutput, sample: Sample, seconds: number, level: number): void {
    this.stop();
    this.#loop = output.play(sample, seconds, level, true);
  }
}
