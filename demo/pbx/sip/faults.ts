/** Misbehaviour on purpose, set through the control endpoint; all off by default. */
export class Faults {
  /** Answers every REGISTER that has the right password with this instead. */
  refuseRegister: { readonly status: number; readonly retryAfter?: number | undefined } | null = null;
  /** Raw text written as `expires` into the answer to REGISTER; an empty text leaves the parameter out. */
  registerExpires: string | null = null;
  /** Milliseconds that every SIP message to a page is held back. */
  delayMs = 0;
  /** No new SIP socket is accepted: the upgrade gets 503. */
  refuseSockets = false;

  clear(): void {
    this.refuseRegister = null;
    this.registerExpires = null;
    this.delayMs = 0;
    this.refuseSockets = false;
  }
}
