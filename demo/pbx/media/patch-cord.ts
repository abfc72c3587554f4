import type { AudioParty } from './party.js';

/**
 * Connects two rooms: what one end is given to hear, the other end says. Both rooms run on one clock,
 * so a frame waits at most 20 ms and none is queued.
 */
export class PatchCord {
  readonly near: AudioParty;
  readonly far: AudioParty;

  constructor() {
    const [toFar, toNear] = [new Slot(), new Slot()];
    this.near = { read: () => toNear.take(), write: (frame) => toFar.put(frame) };
    this.far = { read: () => toFar.take(), write: (frame) => toNear.put(frame) };
  }
}

class Slot {
  #frame: Int16Array | null = null;

  put(frame: Int16Array): void {
    this.#frame = frame;
  }

  take(): Int16Array | null {
    const frame = this.#frame;
    this.#frame = null;
    return frame;
  }
}
