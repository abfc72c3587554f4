import { UPSTREAM_RATE } from '../../../src/api/playground/protocol.js';

/** Louder than this is somebody speaking (root mean square of 16-bit samples, about -36 dB). */
const loud = 500;
const beginMs = 160;
const endMs = 500;

/** What the detector noticed in a piece of sound. */
export type TurnSign = 'began' | 'ended' | null;

/** Tells when a person begins and ends to speak, by loudness; time is counted in samples. */
export class TurnDetector {
  #speaking = false;
  #loudMs = 0;
  #quietMs = 0;

  /** `bytes`: little-endian 16-bit PCM at the upstream rate. */
  hear(bytes: Buffer): TurnSign {
    const count = bytes.length >> 1;
    if (count === 0) return null;
    let power = 0;
    for (let index = 0; index < count; index += 1) power += bytes.readInt16LE(index * 2) ** 2;
    const ms = (count / UPSTREAM_RATE) * 1000;
    if (Math.sqrt(power / count) > loud) return this.#loud(ms);
    return this.#quiet(ms);
  }

  #loud(ms: number): TurnSign {
    this.#quietMs = 0;
    this.#loudMs += ms;
    if (this.#speaking || this.#loudMs < beginMs) return null;
    this.#speaking = true;
    return 'began';
  }

  #quiet(ms: number): TurnSign {
    this.#quietMs += ms;
    if (this.#quietMs < endMs) return null;
    this.#loudMs = 0;
    if (!this.#speaking) return null;
    this.#speaking = false;
    return 'ended';
  }
}
