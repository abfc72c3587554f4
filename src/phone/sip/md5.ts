/** Rotations of the four rounds, RFC 1321 section 3.4. */
const rotations = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

const sines = [...new Uint32Array(64)].map((_, step) => Math.floor(2 ** 32 * Math.abs(Math.sin(step + 1))));

/** MD5 of a text in UTF-8, as hex: what SIP digest (RFC 2617) is made of, and good for nothing else. */
export function md5(text: string): string {
  const state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  const words = padded(new TextEncoder().encode(text));
  for (let start = 0; start < words.length; start += 16) addBlock(state, words.subarray(start, start + 16));
  const bytes = new Uint8Array(state.buffer);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The message, a one bit, zeros and the length in bits, in little-endian words. */
function padded(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array(16 * (((bytes.length + 8) >> 6) + 1));
  const all = new Uint8Array(words.buffer);
  all.set(bytes);
  all[bytes.length] = 0x80;
  words[words.length - 2] = bytes.length * 8;
  return words;
}

function addBlock(state: Uint32Array, block: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let step = 0; step < 64; step += 1) {
    const round = step >> 4;
    const [mixed, word] = mix(round, step, b, c, d);
    const sum = (a + mixed + (sines[step] ?? 0) + (block[word] ?? 0)) | 0;
    const by = rotations[round]?.[step & 3] ?? 0;
    [a, d, c, b] = [d, c, b, (b + ((sum << by) | (sum >>> (32 - by)))) | 0];
  }
  for (const [index, value] of [a, b, c, d].entries()) state[index] = (state[index] ?? 0) + value;
}

/** The function of the round, and which word of the block goes with it. */
function mix(round: number, step: number, b: number, c: number, d: number): [mixed: number, word: number] {
  if (round === 0) return [(b & c) | (~b & d), step];
  if (round === 1) return [(d & b) | (~d & c), (5 * step + 1) & 15];
  if (round === 2) return [b ^ c ^ d, (3 * step + 5) & 15];
  return [c ^ (b | ~d), (7 * step) & 15];
}
