const bias = 0x84;
const clip = 32635;

/** Decoded value of each of the 256 μ-law codes (ITU-T G.711). */
const decoded = Int16Array.from({ length: 256 }, (_, code) => decodeSample(code));

/** 16-bit samples of a PCMU payload. */
export function decodePcmu(payload: Uint8Array): Int16Array {
  return Int16Array.from(payload, (code) => decoded[code] ?? 0);
}

/** PCMU payload of 16-bit samples. */
export function encodePcmu(samples: Int16Array): Buffer {
  const payload = Buffer.allocUnsafe(samples.length);
  samples.forEach((sample, index) => {
    payload[index] = encodeSample(sample);
  });
  return payload;
}

function decodeSample(code: number): number {
  const inverted = ~code & 0xff;
  const exponent = (inverted >> 4) & 7;
  const magnitude = (((inverted & 15) << 3) + bias) << exponent;
  return inverted & 0x80 ? bias - magnitude : magnitude - bias;
}

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), clip) + bias;
  const exponent = Math.max(0, 31 - Math.clz32(magnitude) - 7);
  const mantissa = (magnitude >> (exponent + 3)) & 15;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}
