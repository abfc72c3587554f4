/** Samples per second of all audio inside the platform. */
export const sampleRate = 8000;
/** Milliseconds of one frame. */
export const frameMs = 20;
/** Samples of one frame. */
export const frameSamples = (sampleRate * frameMs) / 1000;

/** Whoever speaks and listens in a room: a page, an outside party, music. Called once per frame by the room. */
export interface AudioParty {
  /** The next frame of what this party says; null is silence. */
  read(): Int16Array | null;
  /** A frame of what this party shall hear. The array is shared: keep a copy, never write to it. */
  write(frame: Int16Array): void;
}

/** A party that neither speaks nor listens. */
export const silentParty: AudioParty = { read: () => null, write() {} };
