import type { Sample } from '../../internal/sound-output.js';
import { envelope, LEVEL, ringtone, sine, Tones } from '../../internal/tones.js';

/** Loudness of the notes, near that of the ringtone. */
const MELODY = 0.2;

/** Four notes upwards, to hear whether a speaker works. */
const notes: Sample = (t) =>
  [523.25, 659.26, 783.99, 1046.5].reduce(
    (sum, hertz, index) => sum + envelope(t - index * 0.24, 0.42) * 0.5 * sine(hertz, t),
    0,
  );

/** What the settings play so that a person hears what they chose. */
export class TrialTones extends Tones {
  /** Rings once, to try the ringer. Resolves when it is over. */
  ringOnce(): Promise<void> {
    return ended(this.ringer.play(ringtone, 3, LEVEL.ringtone));
  }

  /** A few notes, to try the speaker. Resolves when they are over. */
  melody(): Promise<void> {
    return ended(this.speaker.play(notes, 1.3, MELODY));
  }

  /** Plays a recording on the speaker. Resolves when it is over; rejects when the browser cannot read it. */
  async playBack(recording: ArrayBuffer): Promise<void> {
    await ended(await this.speaker.playRecording(recording));
  }
}

function ended(source: AudioBufferSourceNode): Promise<void> {
  return new Promise((resolve) => source.addEventListener('ended', () => resolve(), { once: true }));
}
