import type { HangupCause } from './causes.js';
import type { Callee, CalleeListener } from './leg.js';
import type { PageCallee } from './page-callee.js';

export interface ForkOptions {
  readonly extension: string;
  readonly name: string;
  /** One leg per registered contact. */
  readonly legs: readonly PageCallee[];
  /** How long they ring, milliseconds. */
  readonly ringMs: number;
}

/** Rings every page of an extension at once; the first to answer gets the call and the others are told so. */
export class Fork implements Callee {
  readonly number: string;
  readonly name: string;
  readonly extension: string;
  readonly #ringMs: number;
  readonly #legs: Set<PageCallee>;
  readonly #causes: HangupCause[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor({ extension, name, legs, ringMs }: ForkOptions) {
    this.number = extension;
    this.extension = extension;
    this.name = name;
    this.#ringMs = ringMs;
    this.#legs = new Set(legs);
  }

  start(listener: CalleeListener): void {
    if (this.#legs.size === 0) return listener.failed('USER_NOT_REGISTERED');
    this.#timer = setTimeout(() => {
      this.cancel('NO_ANSWER');
      listener.failed('NO_ANSWER');
    }, this.#ringMs).unref();
    for (const leg of this.#legs) {
      leg.onring = () => listener.ringing();
      leg.onanswer = () => this.#answered(leg, listener);
      leg.onend = (cause) => this.#failed(leg, cause, listener);
      void leg.invite();
    }
  }

  cancel(cause: HangupCause): void {
    clearTimeout(this.#timer);
    for (const leg of this.#legs) leg.end(cause);
    this.#legs.clear();
  }

  #answered(winner: PageCallee, listener: CalleeListener): void {
    this.#legs.delete(winner);
    this.cancel('LOSE_RACE');
    listener.answered(winner);
  }

  #failed(leg: PageCallee, cause: HangupCause, listener: CalleeListener): void {
    this.#legs.delete(leg);
    this.#causes.push(cause);
    // A 6xx speaks for the person and not for the one phone (RFC 3261 section 21.6).
    if (leg.status >= 600) this.cancel(cause);
    if (this.#legs.size > 0) return;
    clearTimeout(this.#timer);
    listener.failed(this.#causes.find((one) => one === 'CALL_REJECTED' || one === 'USER_BUSY') ?? cause);
  }
}
