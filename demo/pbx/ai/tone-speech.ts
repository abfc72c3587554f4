import { voiceNames } from '../store/ai-agent-shape.js';

const letterMs = 55;
const gapMs = 70;
const loudness = 7000;

/**
 * Stands in for speech, which a platform without a speech model cannot make: every letter is a short tone, every
 * word a run of them, every space, comma and full stop a pause, so that the length and the rhythm are those of
 * speech and the same text always sounds the same. Letters rise from the voice's own pitch in quarter tones; the
 * voices lie 3 Hz apart from 180 Hz on, so that an FFT tells them apart. 16-bit PCM, mono.
 */
export function speak(text: string, voice: string, rate: number): Int16Array {
  const base = pitchOf(voice);
  const parts = [...text.toLowerCase()].map((letter) => sound(letter, base, rate));
  const samples = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return samples;
}

/** The pitch of a voice in Hz; of an unknown one that of the first. */
export function pitchOf(voice: string): number {
  const index = (voiceNames as readonly string[]).indexOf(voice);
  return 180 + 3 * Math.max(0, index);
}

function sound(letter: string, base: number, rate: number): Int16Array {
  const code = letter.normalize('NFD').charCodeAt(0) - 97;
  if (code < 0 || code > 25) return new Int16Array(samplesIn(/[.!?]/.test(letter) ? gapMs * 4 : gapMs, rate));
  const frequency = base * 2 ** (code / 24);
  const length = samplesIn(letterMs, rate);
  return Int16Array.from({ length }, (_, index) => {
    // Each tone swells and fades: without it every letter would begin and end with a click.
    const swell = Math.sin((Math.PI * index) / length);
    const turn = (2 * Math.PI * frequency * index) / rate;
    return loudness * swell * (Math.sin(turn) + 0.35 * Math.sin(2 * turn));
  });
}

function samplesIn(ms: number, rate: number): number {
  return Math.round((ms * rate) / 1000);
}
