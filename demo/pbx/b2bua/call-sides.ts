import type { CallSide, Leg } from './leg.js';

/** What is known of a side before and after it is a leg. */
export function sideOf({ number, name, extension, isService }: CallSide): CallSide {
  return { number, name, extension, isService };
}

/** The leg, reporting to nobody any more. */
export function released(leg: Leg): Leg {
  leg.onend = undefined;
  leg.onhold = undefined;
  leg.onrefer = undefined;
  leg.ondigit = undefined;
  return leg;
}
