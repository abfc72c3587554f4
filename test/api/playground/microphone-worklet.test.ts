import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Downsampler } from '../../../src/api/playground/microphone-worklet.js';
import { UPSTREAM_FRAME, UPSTREAM_RATE } from '../../../src/api/playground/protocol.js';

/** One second of a tone at 48 or 44.1 kHz, in the pieces of 128 samples that a worklet gets. */
function downsampled(inputRate: number, hertz: number): Int16Array[] {
  const frames: Int16Array[] = [];
  const downsampler = new Downsampler(inputRate, (frame) => frames.push(frame));
  const input = Float32Array.from({ length: inputRate }, (_, at) =>
    Math.sin((2 * Math.PI * hertz * at) / inputRate),
  );
  for (let at = 0; at < input.length; at += 128) downsampler.push(input.subarray(at, at + 128));
  return frames;
}

describe('the microphone worklet', () => {
  for (const inputRate of [16_000, 44_100, 48_000]) {
    it(`makes frames of the protocol's rate and length out of ${inputRate} Hz`, () => {
      const frames = downsampled(inputRate, 440);
      assert.ok(frames.every(({ length }) => length === UPSTREAM_FRAME));
      assert.ok(Math.abs(frames.length * UPSTREAM_FRAME - UPSTREAM_RATE) <= UPSTREAM_FRAME, `${frames.length}`);
    });

    it(`keeps the pitch and the loudness of a tone at ${inputRate} Hz`, () => {
      const samples = downsampled(inputRate, 440).flatMap((frame) => [...frame]);
      const crossings = samples.filter((one, at) => at > 0 && one >= 0 && (samples[at - 1] ?? 0) < 0).length;
      const periods = (440 * samples.length) / UPSTREAM_RATE;
      assert.ok(Math.abs(crossings - periods) <= 2, `${crossings} of ${periods} periods`);
      assert.ok(Math.max(...samples) > 31_000);
    });
  }
});
