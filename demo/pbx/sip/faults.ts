/** Misbehaviour on purpose, set through the control endpoint; all off by default. */
export class Faults {
  /** Answers every REGISTER that has the right password with this instead. */
  refuseRegister: { readonly status: number; readonly retryAfter?: number | undefined } | null = null;
  /** Raw text written as `expires` into the answer to REGISTER; an empty text leaves the parameter out. */
  registerExpires: string | null = null;
  /** Milliseconds that every SIP message to a page is held back. */
  delayMs = 0;
  /** Every SIP message to a page comes twice. */
  duplicate = false;
  /** Every SIP message to a page comes in WebSocket fragments of a few bytes (RFC 6455 section 5.4). */
  split = false;
  /** Methods of requests that never reach a page, such as BYE. */
  lose: readonly string[] = [];
  /** No new SIP socket is accepted: the upgrade gets 503. */
  refuseSockets = false;

  /** Nobody who is added to a call can be called: 500. */
  refuseAdding = false;
  /** Leaves it to the client to take people off hold when somebody did not come or left. */
  leaveOnHold = false;
  /** What becomes of events: told at once, this many milliseconds later, or never (`lost`). */
  events: number | 'lost' = 0;
  /** How many people a three-way call may have. */
  maxPeople = 3;

  clear(): void {
    this.refuseRegister = null;
    this.registerExpires = null;
    this.delayMs = 0;
    this.duplicate = false;
    this.split = false;
    this.lose = [];
    this.refuseSockets = false;
    this.refuseAdding = false;
    this.leaveOnHold = false;
    this.events = 0;
    this.maxPeople = 3;
  }
}
