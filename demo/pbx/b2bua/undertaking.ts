import type { Bridge } from './bridge.js';
import type { FrameClock } from '../media/frame-clock.js';
import type { Callee, CalleeListener, Leg } from './leg.js';

/** What goes on beside the talk of two until it changes who talks to whom: a transfer that is under way. */
export interface Undertaking {
  /** Whom it calls. */
  readonly callee: Callee;
  /** The leg that it brought in, if there is one by now. */
  readonly consulted: Leg | null;
  start(): void;
  /** A leg went away; whether the call goes on without it. */
  left(leg: Leg): boolean;
  /** Ends what belongs to it alone. */
  close(): void;
}

/** What an undertaking may do to its call. */
export interface UndertakingCall {
  /** Connects two legs; the undertaking is over. */
  pair(near: Leg, far: Leg): void;
  /** Connects the two who talked before; the undertaking is over. */
  resume(): void;
  /** Lets the others go and calls somebody for the one who stays. */
  continueWith(leg: Leg, target: Callee): void;
  /** Like {@link continueWith}, for a target that is being called already: its reports belong to what is returned. */
  handOver(leg: Leg, target: Callee): CalleeListener;
}

/** What a call lends to an undertaking. */
export interface UndertakingTools {
  readonly clock: FrameClock;
  /** The sound of the call. */
  readonly bridge: Bridge;
  /** To be called when its legs are others than before. */
  readonly changed: () => void;
}
