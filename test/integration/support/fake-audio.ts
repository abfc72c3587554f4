import { UPSTREAM_FRAME, UPSTREAM_RATE } from '../../../src/api/playground/protocol.js';

type Listener = (event: { readonly data: ArrayBuffer }) => void;

/** Microphone and loudspeaker of a page, in Node: only what the playground uses of them. */
export class FakeAudio {
  /** Samples that came to the loudspeaker. */
  heard = 0;
  readonly #frames: Listener[] = [];
  readonly #tracks = [{ enabled: true, stop: () => undefined }];
  readonly #restore: (() => void)[] = [];

  /** Puts itself where a browser has these. */
  install(): void {
    const { Context, Worklet } = this.#classes();
    const stream = { getTracks: () => this.#tracks };
    const mediaDevices = { getUserMedia: () => Promise.resolve(stream) };
    for (const [name, value] of Object.entries({
      AudioContext: Context,
      AudioWorkletNode: Worklet,
      navigator: { mediaDevices },
    })) {
      const before = Object.getOwnPropertyDescriptor(globalThis, name);
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
      this.#restore.push(() => {
        if (before) Object.defineProperty(globalThis, name, before);
        else Reflect.deleteProperty(globalThis, name);
      });
    }
  }

  remove(): void {
    for (const restore of this.#restore.splice(0)) restore();
  }

  /** 400 ms of a tone and silence after it. The platform counts samples, so all may come at once. */
  speak(): void {
    this.#say(20, 8000);
    this.#say(30, 0);
  }

  #say(frames: number, loudness: number): void {
    for (let frame = 0; frame < frames; frame += 1) {
      const samples = Int16Array.from({ length: UPSTREAM_FRAME }, (_, index) =>
        Math.round(loudness * Math.sin((2 * Math.PI * 440 * index) / UPSTREAM_RATE)),
      );
      for (const listener of this.#frames) listener({ data: samples.buffer });
    }
  }

  #classes(): { readonly Context: new () => object; readonly Worklet: new () => object } {
    const frames = this.#frames;
    const hear = (samples: number): void => void (this.heard += samples);
    class Context {
      readonly state = 'running';
      readonly currentTime = 0;
      readonly destination = {};
      readonly audioWorklet = { addModule: () => Promise.resolve() };
      createMediaStreamSource() {
        return { connect: () => undefined };
      }
      createBuffer(_channels: number, length: number, rate: number) {
        hear(length);
        return { duration: length / rate, copyToChannel: () => undefined };
      }
      createBufferSource() {
        return { buffer: null, connect() {}, start() {}, stop() {}, addEventListener() {} };
      }
      close() {
        return Promise.resolve();
      }
    }
    class Worklet {
      readonly port = {
        addEventListener: (_type: string, listener: Listener) => void frames.push(listener),
        start: () => undefined,
      };
    }
    return { Context, Worklet };
  }
}
