import type { AudioParty } from '../media/party.js';
import type { HangupCause } from './causes.js';
import type { Referral } from './referral.js';

/** Who stands on one side of a call. */
export interface CallSide {
  readonly number: string;
  readonly name: string;
  /** Number of the extension; null for somebody outside and for what the platform plays. */
  readonly extension: string | null;
  /** A service of the platform: a call to it stays in the house. */
  readonly isService?: boolean | undefined;
}

/** One side of a call: a page, or a party that the platform plays. */
export interface Leg extends CallSide {
  /** Channel UUID; calls are found by the UUID of any of their legs. */
  readonly uuid: string;
  readonly party: AudioParty;
  /** DTMF digits received from this side. */
  readonly digits: string;
  /** This side has put the other one on hold. */
  readonly holding: boolean;
  /** This side went away by itself. Never called after {@link end}. */
  onend: ((cause: HangupCause) => void) | undefined;
  /** `holding` changed. */
  onhold: (() => void) | undefined;
  /** A DTMF digit came from this side. */
  ondigit: ((digit: string) => void) | undefined;
  /** This side asks to transfer the other one. */
  onrefer: ((referral: Referral) => void) | undefined;
  /** Tells this side whom it is connected with now. */
  display?(other: CallSide): void;
  /** Takes a digit that the other side pressed; only what the platform plays listens. */
  hearDigit?(digit: string): void;
  /** Asks for another number to be dialled, inside the answered call. */
  refer(number: string): void;
  /** Tells an answered side that it is on hold, or no longer. */
  setHeldByFarEnd(held: boolean): Promise<void>;
  /** Ends this side in whatever way its state asks for: BYE, CANCEL or a final answer. Harmless when ended. */
  end(cause: HangupCause): void;
}

/** The side that called. */
export interface CallerLeg extends Leg {
  /** Says that the far end rings. */
  ring(): void;
  /** Lets the caller hear what the network plays before the answer. */
  startEarlyMedia(): Promise<void>;
  /** Rejects when the call cannot be answered any more. */
  answer(): Promise<void>;
  /** Final answer that names another number to dial. */
  redirect(number: string): void;
}

/** What a called side reports, until it failed or was answered. */
export interface CalleeListener {
  ringing(): void;
  /** Sound before the answer. */
  earlyMedia(party: AudioParty): void;
  answered(leg: Leg): void;
  failed(cause: HangupCause): void;
  redirected(number: string): void;
  /** After the answer: the called side wants the caller to dial another number. */
  refers(number: string): void;
  /** After the answer: the called side's hold changes on the wire too. */
  holds(held: boolean): void;
}

/** The side that is being called. */
export interface Callee extends CallSide {
  start(listener: CalleeListener): void;
  /** Stops calling; nothing is reported any more. */
  cancel(cause: HangupCause): void;
}
