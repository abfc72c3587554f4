// Runs in an AudioWorklet, loaded by its own address: it may import nothing, so the numbers of protocol.ts
// stand here again, and a test compares them.
const rate = 16_000;
const frame = rate / 50;

/** Brings samples of any rate down to 16 kHz: each is the mean of the input that it stands for, so that little is aliased. */
export class Downsampler {
  readonly #step: number;
  readonly #emit: (samples: Int16Array<ArrayBuffer>) => void;
  #frame = new Int16Array(frame);
  #filled = 0;
  #sum = 0;
  #weight = 0;

  /** `emit` gets a frame of 20 ms at a time and may keep it. */
  constructor(inputRate: number, emit: (samples: Int16Array<ArrayBuffer>) => void) {
    this.#step = inputRate / rate;
    this.#emit = emit;
  }

  push(samples: Float32Array): void {
    for (const sample of samples) {
      let left = 1;
      // An input sample on the border of two output samples counts for each by its part.
      while (this.#weight + left >= this.#step) {
        const part = this.#step - this.#weight;
        this.#add((this.#sum + sample * part) / this.#step);
        left -= part;
        this.#sum = 0;
        this.#weight = 0;
      }
      this.#sum += sample * left;
      this.#weight += left;
    }
  }

  #add(value: number): void {
    this.#frame[this.#filled] = Math.max(-1, Math.min(1, value)) * 32_767;
    this.#filled += 1;
    if (this.#filled < frame) return;
    this.#emit(this.#frame);
    this.#frame = new Int16Array(frame);
    this.#filled = 0;
  }
}

interface WorkletScope {
  readonly sampleRate: number;
  readonly AudioWorkletProcessor: new () => { readonly port: MessagePort };
  registerProcessor(name: string, processor: new () => object): void;
}

const scope = globalThis as unknown as Partial<WorkletScope>;

// Absent everywhere but in a worklet, where importing this file must do nothing.
if (scope.registerProcessor && scope.AudioWorkletProcessor && scope.sampleRate) {
  const { AudioWorkletProcessor, sampleRate } = scope;
  class MicrophoneProcessor extends AudioWorkletProcessor {
    readonly #downsampler = new Downsampler(sampleRate, ({ buffer }) => this.port.postMessage(buffer, [buffer]));

    process([input]: Float32Array[][]): boolean {
      const [channel] = input ?? [];
      if (channel) this.#downsampler.push(channel);
      return true;
    }
  }
  scope.registerProcessor('cemscale-microphone', MicrophoneProcessor);
}
