import type { Logger } from '../../../src/shared/logger.js';
import type { FrameClock } from '../media/frame-clock.js';
import type { HangupCause } from './causes.js';
import type { Callee, CallSide, Leg } from './leg.js';
import type { Referral } from './referral.js';

/** Where a call to an extension went instead. */
export interface Forwarding {
  readonly extension: string;
  readonly to: string;
  readonly type: 'always' | 'no-answer' | 'busy';
}

/** `Call` is the class itself; a parameter, so that the two files do not need each other. */
export interface CallOptions<Call> {
  /** Names the call for as long as it lasts, whatever becomes of its legs. */
  readonly uuid: string;
  readonly caller: CallSide;
  readonly callee: CallSide;
  readonly clock: FrameClock;
  readonly logger: Logger;
  readonly onAnswer: (call: Call) => void;
  /** Its legs are others than before. */
  readonly onChange: (call: Call) => void;
  readonly onEnd: (call: Call, cause: HangupCause) => void;
  /** Who is called instead of a target that failed; null ends the call. */
  readonly onFail: (call: Call, target: Callee, cause: HangupCause) => Callee | null;
  /** A side asks to transfer the other one. */
  readonly onRefer: (call: Call, leg: Leg, referral: Referral) => void;
  readonly onDigit: (call: Call, leg: Leg, digit: string) => void;
}
