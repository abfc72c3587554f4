import { randomUUID } from 'node:crypto';
import type { AudioParty } from '../media/party.js';
import type { HangupCause } from './causes.js';
import type { CallerLeg, CallSide, Leg } from './leg.js';

/** A side of a call that the platform itself plays: an outside party, a mailbox, a seat in a conference. */
export class PlayedLeg implements CallerLeg {
  readonly uuid: string = randomUUID();
  readonly number: string;
  readonly name: string;
  readonly extension = null;
  readonly digits = '';
  /** Nobody stands here, only a service: a mailbox, a parking slot, a seat in a conference. */
  readonly isService: boolean;
  readonly party: AudioParty;
  holding = false;
  onend: ((cause: HangupCause) => void) | undefined;
  onhold: (() => void) | undefined;
  ondigit: ((digit: string) => void) | undefined;
  onrefer = undefined;
  /** The leg is over, whichever side ended it. */
  onover: (() => void) | undefined;
  /** What the other side presses. */
  onheard: ((digit: string) => void) | undefined;
  #ended = false;

  constructor({ number, name }: Pick<CallSide, 'number' | 'name'>, party: AudioParty, isService = false) {
    this.isService = isService;
    this.number = number;
    this.name = name;
    this.party = party;
  }

  /** Hangs up from this side. */
  hangup(): void {
    if (this.#ended) return;
    this.end();
    this.onend?.('NORMAL_CLEARING');
  }

  hold(held: boolean): void {
    this.holding = held;
    this.onhold?.();
  }

  hearDigit(digit: string): void {
    this.onheard?.(digit);
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.onover?.();
  }

  // What a network tells a caller needs no answer from a played one.
  ring(): void {}
  async startEarlyMedia(): Promise<void> {}
  async answer(): Promise<void> {}
  redirect(): void {}
  refer(): void {}
  async setHeldByFarEnd(): Promise<void> {}
}

/** Whether nobody stands here, only a service: there is nothing to park, to transfer or to play music to. */
export function isService(leg: Leg): boolean {
  return isPlayed(leg) && leg.isService;
}

/** Whether a leg is played here, so that tests can hang it up. */
export function isPlayed(leg: Leg | undefined): leg is PlayedLeg {
  return leg instanceof PlayedLeg;
}
