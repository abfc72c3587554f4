import { Emitter } from '../../shared/emitter.js';

/** Whether this tab has the phone, or another. */
export type TabRole = 'leader' | 'follower';

/** The part of `navigator.locks` that an election needs. */
export type Locks = Pick<LockManager, 'request'>;

/**
 * One leader among the tabs that ask for the same name, by Web Locks: the next one is chosen when the leader's page is
 * gone, however it went.
 *
 * ```
 *  start ──► free? ──► leader ──► stolen ──► follower ──► the leader is gone, or `steal` ──► leader
 *              └────────────────────────────────▲
 * ```
 *
 * Where the browser refuses locks (opaque origins) this tab leads, as every tab there does.
 */
export class Election extends Emitter<{ role: TabRole }> {
  readonly #name: string;
  readonly #locks: Locks;
  #role: TabRole | null = null;
  /** Another one with each start, so that what an earlier start still awaits changes nothing. */
  #term: object | null = null;
  #waiting = new AbortController();
  #resign = (): void => {};
  #steals = false;

  constructor(name: string, locks: Locks) {
    super();
    this.#name = name;
    this.#locks = locks;
  }

  /** Null before the first answer, and after `stop`. */
  get role(): TabRole | null {
    return this.#role;
  }

  start(): void {
    if (this.#term) return;
    const term = {};
    this.#term = term;
    void this.#compete(term);
  }

  /** Takes no part any more; the next in line leads at once. */
  stop(): void {
    this.#term = null;
    this.#role = null;
    this.#steals = false;
    this.#waiting.abort();
    this.#resign();
  }

  /** Leads from now on, whoever did: that tab agreed, or does not answer. It learns of it as soon as it runs. */
  steal(): void {
    if (this.#role !== 'follower') return;
    this.#steals = true;
    this.#waiting.abort();
  }

  async #compete(term: object): Promise<void> {
    let options: LockOptions = { ifAvailable: true };
    while (this.#term === term) {
      try {
        await this.#locks.request(this.#name, options, (lock) => (lock ? this.#lead(term) : undefined));
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'AbortError')) return this.#become('leader', term);
      }
      if (!this.#steals) this.#become('follower', term);
      this.#waiting = new AbortController();
      options = this.#steals ? { steal: true } : { signal: this.#waiting.signal };
      this.#steals = false;
    }
  }

  /** Pending for as long as this tab leads. */
  #lead(term: object): Promise<void> | undefined {
    if (this.#term !== term) return undefined;
    return new Promise((resolve) => {
      this.#resign = resolve;
      this.#become('leader', term);
    });
  }

  #become(role: TabRole, term: object): void {
    if (this.#term !== term || this.#role === role) return;
    this.#role = role;
    this.emit('role', role);
  }
}
