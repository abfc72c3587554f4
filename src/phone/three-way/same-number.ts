/** `+1 555 123-4567` and `15551234567` are one number; short ones must be the same to the digit. */
export function isSameNumber(one: string, other: string): boolean {
  const [first, second] = [one.replace(/\D/g, ''), other.replace(/\D/g, '')];
  if (first === second) return first !== '';
  return Math.min(first.length, second.length) >= 9 && (first.endsWith(second) || second.endsWith(first));
}
