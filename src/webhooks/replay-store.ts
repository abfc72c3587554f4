/** Remembers the ids of accepted deliveries. Several processes behind one address share one, such as Redis. */
export interface ReplayStore {
  /**
   * True when the id was not known, and from now on it is; at once, so that of two equal deliveries one wins.
   * In Redis: `SET webhook:{id} 1 NX EX {seconds}`.
   */
  claim(id: string, seconds: number): boolean | Promise<boolean>;
  /** Forgets the id, so that a next attempt of the delivery is accepted. In Redis: `DEL webhook:{id}`. */
  release(id: string): void | Promise<void>;
}

/** Remembers ids in this process only. About 100 bytes per delivery, given back when its time is over. */
export class MemoryReplayStore implements ReplayStore {
  readonly #endOf = new Map<string, number>();
  readonly #now: () => number;

  /** `now`: epoch milliseconds, for tests. */
  constructor(now: () => number = () => Date.now()) {
    this.#now = now;
  }

  claim(id: string, seconds: number): boolean {
    const now = this.#now();
    this.#forgetBefore(now);
    const end = this.#endOf.get(id);
    if (end !== undefined && end > now) return false;
    this.#endOf.delete(id);
    this.#endOf.set(id, now + seconds * 1000);
    return true;
  }

  release(id: string): void {
    this.#endOf.delete(id);
  }

  /** Ids that are remembered. */
  get size(): number {
    return this.#endOf.size;
  }

  #forgetBefore(now: number): void {
    // In the order of their claims, which is that of their ends as long as all claims last equally long.
    for (const [id, end] of this.#endOf) {
      if (end > now) return;
      this.#endOf.delete(id);
    }
  }
}
