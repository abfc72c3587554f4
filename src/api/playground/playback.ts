import { DOWNSTREAM_RATE } from './protocol.js';

/** Lead of a piece that comes after silence, in seconds: rides over the unevenness of the network. */
const LEAD = 0.08;

/** Plays pieces of speech end to end: each is scheduled at the sample where the one before it ends. */
export class Playback {
  #context: AudioContext | null = null;
  /** When the next piece begins, in the context's time. */
  #end = 0;
  readonly #playing = new Set<AudioBufferSourceNode>();
  /** Half a sample that a message was cut in. */
  #rest: number | null = null;

  /** Opens the loudspeaker; in a click, or the browser keeps it silent. */
  async start(): Promise<void> {
    this.#context = new AudioContext({ sampleRate: DOWNSTREAM_RATE });
    // Never resolves without a gesture; the session goes on and is heard once the page was clicked.
    if (this.#context.state === 'suspended') void this.#context.resume();
  }

  /** 16-bit samples, mono, little endian. */
  add(pcm: ArrayBuffer): void {
    const samples = this.#decode(new Uint8Array(pcm));
    if (!this.#context || samples.length === 0) return;
    const buffer = this.#context.createBuffer(1, samples.length, DOWNSTREAM_RATE);
    buffer.copyToChannel(samples, 0);
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#context.destination);
    const { currentTime } = this.#context;
    if (this.#end < currentTime) this.#end = currentTime + LEAD;
    source.start(this.#end);
    this.#end += buffer.duration;
    this.#playing.add(source);
    source.addEventListener('ended', () => this.#playing.delete(source), { once: true });
  }

  /** Falls silent now: the caller broke in. */
  clear(): void {
    for (const source of this.#playing) source.stop();
    this.#playing.clear();
    this.#end = 0;
  }

  /** Lets the loudspeaker go, with `finish` after the last word. */
  stop(finish: boolean): void {
    const context = this.#context;
    this.#context = null;
    const left = finish && context ? Math.max(0, this.#end - context.currentTime) : 0;
    if (left === 0) this.clear();
    setTimeout(() => void context?.close(), left * 1000);
  }

  #decode(bytes: Uint8Array): Float32Array<ArrayBuffer> {
    const whole = this.#rest === null ? bytes : Uint8Array.of(this.#rest, ...bytes);
    const count = whole.length >> 1;
    this.#rest = whole.length % 2 === 1 ? (whole.at(-1) ?? null) : null;
    const view = new DataView(whole.buffer, whole.byteOffset, count * 2);
    return Float32Array.from({ length: count }, (_, index) => view.getInt16(index * 2, true) / 32_768);
  }
}
