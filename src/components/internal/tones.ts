const RATE = 16000;

/** Loudness of the far end is about 1: tones stay well below it. */
const LEVEL = { ringtone: 0.22, ringback: 0.05, key: 0.06 } as const;

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

type Sample = (seconds: number) => number;

const sine = (hertz: number, t: number) => Math.sin(2 * Math.PI * hertz * t);

/** Rises and falls over 12 ms, so that a tone begins and ends without a click. */
function envelope(t: number, length: number): number {
  return t < 0 || t > length ? 0 : Math.min(1, t / 0.012, (length - t) / 0.012);
}

/** Two soft chimes and a pause. */
const ringtone: Sample = (t) =>
  [0, 0.42].reduce((sum, start) => {
    const at = t - start;
    const fade = envelope(at, 1.1) * Math.exp(-3.2 * at);
    return sum + fade * (0.5 * sine(659.26, at) + 0.35 * sine(880, at) + 0.15 * sine(1318.5, at));
  }, 0);

/** The ringing tone of North America: 440 and 480 Hz, 2 s in 6. */
const ringback: Sample = (t) => envelope(t, 2) * 0.5 * (sine(440, t) + sine(480, t));

/**
 * The sounds a phone makes itself, synthesised: nothing to download, nothing for a content policy to forbid.
 * Loops run in the audio thread, so a throttled background tab still rings in time.
 */
export class Tones {
  readonly #context = new AudioContext();
  #loop: AudioBufferSourceNode | undefined;
  #playing = 0;

  /** Called when `blocked` may have changed. */
  constructor(onChange: () => void) {
    this.#context.addEventListener('statechange', onChange);
  }

  /** The browser keeps the sound back until the page is touched. */
  get blocked(): boolean {
    return this.#context.state === 'suspended' && this.#playing > 0;
  }

  /** Rings until `stop()`. */
  ring(): void {
    this.#repeat(ringtone, 3, LEVEL.ringtone);
  }

  /** What a caller hears while the far end rings, until `stop()`. */
  ringBack(): void {
    this.#repeat(ringback, 6, LEVEL.ringback);
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
    if (pair) this.#play((t) => envelope(t, 0.11) * 0.5 * (sine(pair[0], t) + sine(pair[1], t)), 0.12, LEVEL.key);
  }

  /** Tries again to be heard; works inside a gesture. */
  async resume(): Promise<void> {
    await this.#context.resume();
  }

  /** Gives the sound device back for good. */
  async close(): Promise<void> {
    this.stop();
    await this.#context.close();
  }

  #repeat(sample: Sample, seconds: number, level: number): void {
    this.stop();
    this.#loop = this.#play(sample, seconds, level, true);
  }

  #play(sample: Sample, seconds: number, level: number, loop = false): AudioBufferSourceNode {
    const context = this.#context;
    const buffer = context.createBuffer(1, Math.round(seconds * RATE), RATE);
    const data = buffer.getChannelData(0);
    for (let i = 0; i < data.length; i += 1) data[i] = level * sample(i / RATE);
    const source = new AudioBufferSourceNode(context, { buffer, loop });
    source.connect(context.destination);
    this.#playing += 1;
    source.addEventListener('ended', () => this.#rest());
    source.start();
    void this.#context.resume();
    return source;
  }

  /** A context that runs keeps the sound device awake. */
  #rest(): void {
    this.#playing -= 1;
    if (this.#playing === 0 && this.#context.state === 'running') void this.#context.suspend();
  }
}
