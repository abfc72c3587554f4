import { frameSamples, sampleRate, type AudioParty } from '../media/party.js';
import { toneSamples } from '../media/players.js';
import { beepTone } from '../media/tones.js';
import type { VoicemailMessage } from './voicemail-message.js';

const longestSeconds = 120;
const beep = toneSamples([beepTone], 400);
const pause = toneSamples([], 400);

/** Says a greeting and a beep, then keeps what it hears. */
export class MessageRecorder implements AudioParty {
  /** Two minutes are over. */
  onfull: (() => void) | undefined;
  readonly #track: Track;
  readonly #frames: Int16Array[] = [];

  constructor(greeting: Int16Array) {
    this.#track = new Track([greeting, pause, beep]);
  }

  /** What was said after the beep. */
  get samples(): Int16Array {
    const samples = new Int16Array(this.#frames.length * frameSamples);
    this.#frames.forEach((frame, index) => samples.set(frame, index * frameSamples));
    return samples;
  }

  read(): Int16Array | null {
    return this.#track.next();
  }

  write(frame: Int16Array): void {
    if (!this.#track.isOver) return;
    this.#frames.push(frame);
    if (this.#frames.length * frameSamples >= longestSeconds * sampleRate) this.onfull?.();
  }
}

/** Plays messages one after another, each after a beep, and two beeps at the end. */
export class MailboxPlayer implements AudioParty {
  /** A message was heard to its end. */
  onplayed: ((message: VoicemailMessage) => void) | undefined;
  ondone: (() => void) | undefined;
  readonly #waiting: VoicemailMessage[];
  #current: VoicemailMessage | null = null;
  #track = new Track([pause]);
  #isClosing = false;

  constructor(messages: readonly VoicemailMessage[]) {
    this.#waiting = [...messages];
  }

  /** The message that plays now. */
  get current(): VoicemailMessage | null {
    return this.#current;
  }

  read(): Int16Array | null {
    const frame = this.#track.next();
    if (!this.#track.isOver) return frame;
    if (this.#current !== null) this.onplayed?.(this.#current);
    this.skip();
    return frame;
  }

  write(): void {}

  /** Goes on to the next message. */
  skip(): void {
    if (this.#isClosing && this.#track.isOver) return this.ondone?.();
    const next = this.#waiting.shift() ?? null;
    this.#current = next;
    this.#isClosing = next === null;
    this.#track = new Track(next === null ? [beep, pause, beep] : [beep, pause, next.samples, pause]);
  }
}

/** Samples in a row, frame by frame. */
class Track {
  readonly #parts: readonly Int16Array[];
  #part = 0;
  #position = 0;

  constructor(parts: readonly Int16Array[]) {
    this.#parts = parts;
  }

  get isOver(): boolean {
    return this.#part >= this.#parts.length;
  }

  next(): Int16Array | null {
    const part = this.#parts[this.#part];
    if (part === undefined) return null;
    const frame = new Int16Array(frameSamples);
    frame.set(part.subarray(this.#position, this.#position + frameSamples));
    this.#position += frameSamples;
    if (this.#position >= part.length) {
      this.#part += 1;
      this.#position = 0;
    }
    return frame;
  }
}
