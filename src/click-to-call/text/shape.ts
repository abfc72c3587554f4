import { sizesOf, type Candidate } from './candidate.js';
import { digitAt } from './digit-runs.js';
import type { Confirmed } from './numbering.js';

/**
 * Whether digits are grouped as telephone numbers are written, so that they need no label. Bare digits never
 * are, and neither are decimals and IP addresses.
 */
export function looksLikePhone(candidate: Candidate, confirmed: Confirmed): boolean {
  const sizes = sizesOf(candidate);
  const written = sizes.reduce((sum, size) => sum + size, 0);
  // A prefix that stands alone: 1 (212) 555-0123, 8 495 123-45-67.
  if (sizes[0] === 1 && written === confirmed.national.length + 1) sizes.shift();
  if (sizes.length < 2 || sizes.length > 5 || isFigure(candidate)) return false;
  if (confirmed.code === '1') return /^(?:3,3,4|3,7|6,4)$/.test(sizes.join());
  const [first = 0, second = 0] = sizes;
  // With a trunk prefix everything is in use, down to the zero of a switchboard: 030 12345-0.
  if (digitAt(candidate.run.text, candidate.run.startOf(candidate.first)) === 0)
    return sizes.every((size, index) => size > 1 || index === sizes.length - 1) && first > 1;
  return sizes.length === 2 ? first <= 4 && second <= 8 && first > 1 : sizes.every((size) => size > 1 && size < 6);
}

/** Decimals, and IP addresses. */
function isFigure(candidate: Candidate): boolean {
  return isDotted(candidate) && (candidate.last - candidate.first === 1 || canBeAddress(candidate));
}

/** Whether digits can be an IP address: `91.234.56.78` is one, or a telephone in Madrid. */
export function canBeAddress(candidate: Candidate): boolean {
  const { run, first, last } = candidate;
  if (last - first !== 3 || !isDotted(candidate)) return false;
  for (let group = first; group <= last; group += 1) {
    if (run.sizeOf(group) > 3 || Number(run.digitsOf(group)) > 255) return false;
  }
  return true;
}

function isDotted({ run, first, last }: Candidate): boolean {
  for (let group = first; group < last; group += 1) {
    const end = run.endOf(group);
    if (run.startOf(group + 1) !== end + 1 || run.text.charCodeAt(end) !== 0x2e) return false;
  }
  return true;
}
