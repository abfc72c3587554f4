import type { GrantedDestinations } from '../api/token.js';
import { CallError } from '../shared/errors.js';

/**
 * Throws `CallError` (`forbidden`) for a number that the platform would refuse, by what the token says of it. Only
 * E.164 numbers are judged: whatever else is dialled, the platform alone knows what it leads to.
 */
export function checkDestination(number: string, destinations: GrantedDestinations | undefined): void {
  if (!destinations || !number.startsWith('+')) return;
  const begins = (prefix: string): boolean => number.startsWith(prefix);
  const { allow, deny } = destinations;
  if (!deny.some(begins) && allow?.some(begins) !== false) return;
  throw new CallError('forbidden', 'This number may not be called with this token.', {
    advice: 'The limits of the gateway behind the token endpoint decide the destinations.',
  });
}
