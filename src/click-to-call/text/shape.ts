import type { DigitGroup } from './digit-runs.js';
import type { Confirmed } from './numbering.js';

/**
 * Whether digits are grouped as telephone numbers are written, so that they need no label. Bare digits never
 * are, and neither are decimals and IP addresses.
 */
export function looksLikePhone(text: string, groups: readonly DigitGroup[], confirmed: Confirmed): boolean {
  const sizes = groups.map((group) => group.digits.length);
  const written = sizes.reduce((sum, size) => sum + size, 0);
  // A prefix that stands alone: 1 (212) 555-0123, 8 495 123-45-67.
  if (sizes[0] === 1 && written === confirmed.national.length + 1) sizes.shift();
  if (sizes.length < 2 || sizes.length > 5 || isFigure(text, groups)) return false;
  if (confirmed.code === '1') return /^(?:3,3,4|3,7|6,4)$/.test(sizes.join());
  const [first = 0, second = 0] = sizes;
  // With a trunk prefix everything is in use, down to the zero of a switchboard: 030 12345-0.
  if (groups[0]?.digits.startsWith('0'))
    return sizes.every((size, index) => size > 1 || index === sizes.length - 1) && first > 1;
  return sizes.length === 2 ? first <= 4 && second <= 8 && first > 1 : sizes.every((size) => size > 1 && size < 6);
}

/** Decimals, and IP addresses. */
function isFigure(text: string, groups: readonly DigitGroup[]): boolean {
  return isDotted(text, groups) && (groups.length === 2 || canBeAddress(text, groups));
}

/** Whether digits can be an IP address: `91.234.56.78` is one, or a telephone in Madrid. */
export function canBeAddress(text: string, groups: readonly DigitGroup[]): boolean {
  if (groups.length !== 4) return false;
  const isInRange = groups.every((group) => group.digits.length <= 3 && Number(group.digits) <= 255);
  return isInRange && isDotted(text, groups);
}

function isDotted(text: string, groups: readonly DigitGroup[]): boolean {
  return groups.slice(1).every((group, index) => text.slice(groups[index]?.end, group.start) === '.');
}
