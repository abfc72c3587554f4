import { DOWNSTREAM_RATE } from '../../../src/api/playground/protocol.js';
import type { CancelTimer, Clock } from '../../../src/shared/clock.js';

const frameMs = 20;
/** How much is sent ahead of its time, so that a network that stutters leaves no gap. */
const leadMs = 200;
const frameSamples = (DOWNSTREAM_RATE * frameMs) / 1000;

/** Sends sound at the speed at which it is heard: little-endian PCM in binary messages. */
export class VoiceStream {
  readonly #clock: Clock;
  readonly #send: (frame: Buffer) => void;
  #stop: (() => void) | null = null;

  constructor(clock: Clock, send: (frame: Buffer) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  get isSpeaking(): boolean {
    return this.#stop !== null;
  }

  /** Resolves true once everything was heard, false when it was stopped. */
  speak(samples: Int16Array): Promise<boolean> {
    this.stop();
    return new Promise((resolve) => {
      let timer: CancelTimer = () => undefined;
      const startedAt = this.#clock.monotonic();
      let sent = 0;
      const finish = (heard: boolean) => {
        timer();
        this.#stop = null;
        resolve(heard);
      };
      const step = () => {
        const elapsed = this.#clock.monotonic() - startedAt;
        const due = Math.min(samples.length, Math.ceil((elapsed + leadMs) / frameMs) * frameSamples);
        for (; sent < due; sent += frameSamples)
          this.#send(littleEndian(samples.subarray(sent, sent + frameSamples)));
        const heardMs = (samples.length / DOWNSTREAM_RATE) * 1000;
        if (elapsed >= heardMs) return finish(true);
        timer = this.#clock.after(frameMs, step);
      };
      this.#stop = () => finish(false);
      step();
    });
  }

  /** Says no more; what was sent already is up to the listener. */
  stop(): void {
    this.#stop?.();
  }
}

function littleEndian(samples: Int16Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, index) => bytes.writeInt16LE(sample, index * 2));
  return bytes;
}
