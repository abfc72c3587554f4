import { decodePcmu } from './g711.js';
import { sampleRate } from './party.js';

/** A WAV file (RIFF, 16-bit PCM, 8 kHz) with one channel per list of samples; shorter ones end in silence. */
export function encodeWav(channels: readonly Int16Array[]): Buffer {
  const frames = Math.max(0, ...channels.map(({ length }) => length));
  const block = channels.length * 2;
  const file = Buffer.alloc(44 + frames * block);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + frames * block, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels.length, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * block, 28);
  file.writeUInt16LE(block, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(frames * block, 40);
  channels.forEach((samples, channel) => {
    samples.forEach((sample, index) => file.writeInt16LE(sample, 44 + index * block + channel * 2));
  });
  return file;
}

interface WavFormat {
  readonly encoding: number;
  readonly channels: number;
  readonly rate: number;
  readonly bits: number;
}

/** Samples at 8 kHz, mono, of a WAV file with PCM (8 or 16 bit) or μ-law; null for anything else. */
export function decodeWav(file: Uint8Array): Int16Array | null {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE')
    return null;
  const head = chunk(bytes, 'fmt ');
  const data = chunk(bytes, 'data');
  if (head === null || head.length < 16 || data === null) return null;
  const format: WavFormat = {
    encoding: head.readUInt16LE(0),
    channels: head.readUInt16LE(2),
    rate: head.readUInt32LE(4),
    bits: head.readUInt16LE(14),
  };
  const samples = samplesOf(data, format);
  if (samples === null || format.channels < 1 || format.rate < 4000 || format.rate > 192_000) return null;
  return resample(mono(samples, format.channels), format.rate);
}

function chunk(bytes: Buffer, name: string): Buffer | null {
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4);
    if (bytes.toString('latin1', at, at + 4) === name) return bytes.subarray(at + 8, at + 8 + size);
    // Chunks begin at even offsets.
    at += 8 + size + (size % 2);
  }
  return null;
}

function samplesOf(data: Buffer, { encoding, bits }: WavFormat): Int16Array | null {
  if (encoding === 7 && bits === 8) return decodePcmu(data);
  if (encoding !== 1) return null;
  if (bits === 8) return Int16Array.from(data, (value) => (value - 128) << 8);
  if (bits !== 16) return null;
  return Int16Array.from({ length: data.length >> 1 }, (_, index) => data.readInt16LE(index * 2));
}

function mono(samples: Int16Array, channels: number): Int16Array {
  if (channels === 1) return samples;
  return Int16Array.from({ length: Math.floor(samples.length / channels) }, (_, frame) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += samples[frame * channels + channel] ?? 0;
    return sum / channels;
  });
}

function resample(samples: Int16Array, rate: number): Int16Array {
  if (rate === sampleRate) return samples;
  const step = rate / sampleRate;
  return Int16Array.from({ length: Math.floor(samples.length / step) }, (_, index) => {
    const at = Math.floor(index * step);
    const rest = index * step - at;
    return (samples[at] ?? 0) * (1 - rest) + (samples[at + 1] ?? samples[at] ?? 0) * rest;
  });
}
