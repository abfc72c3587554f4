/** Seconds that the refreshes promise to keep a session alive: two of the usual rounds. */
export const sessionExpires = 120;

/** Renews the session of every called page from time to time (RFC 4028), so that dead ones are noticed. */
export class SessionRefresh {
  readonly #rounds = new Map<() => void, NodeJS.Timeout | undefined>();
  #everyMs: number | null;

  /** Null never refreshes. */
  constructor(everyMs: number | null) {
    this.#everyMs = everyMs;
  }

  /** Calls `renew` every so often; the function returned stops that. */
  start(renew: () => void): () => void {
    this.#rounds.set(renew, this.#timer(renew));
    return () => {
      clearInterval(this.#rounds.get(renew));
      this.#rounds.delete(renew);
    };
  }

  /** Takes effect for running sessions, too. */
  set everyMs(value: number | null) {
    this.#everyMs = value;
    for (const [renew, timer] of this.#rounds) {
      clearInterval(timer);
      this.#rounds.set(renew, this.#timer(renew));
    }
  }

  #timer(renew: () => void): NodeJS.Timeout | undefined {
    return this.#everyMs === null ? undefined : setInterval(renew, this.#everyMs).unref();
  }
}
