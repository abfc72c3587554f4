/** What counting one more use said. */
export interface Hit {
  readonly allowed: boolean;
  /** Milliseconds until the window ends; meant for `Retry-After` when it was not allowed. */
  readonly retryAfterMs: number;
}

/**
 * Everything the gateway has to count or to use once: tickets, limits, calls at once, revoked tokens. Tokens
 * themselves need no store. Each method is atomic across all gateways that share the store, and rejects when the
 * store cannot be reached. Keys and members are short texts without secrets.
 */
export interface GatewayStore {
  /** Keeps a value for `ttlMs`. */
  put(key: string, value: string, ttlMs: number): Promise<void>;
  /** Null when it was never put, has expired or was taken. */
  get(key: string): Promise<string | null>;
  /** Reads and removes: of all who ask at the same time exactly one gets the value. */
  take(key: string): Promise<string | null>;
  /** Counts one use in a window that begins with its first use. */
  hit(key: string, limit: number, windowMs: number): Promise<Hit>;
  /** Makes `member` one of at most `limit` holders for `ttlMs`; false when all places are taken. Renews its own place. */
  acquire(key: string, member: string, limit: number, ttlMs: number): Promise<boolean>;
  release(key: string, member: string): Promise<void>;
  /** Members that hold a place now. */
  holders(key: string): Promise<readonly string[]>;
  /** Resolves when the store answers, for the health route. */
  ping(): Promise<void>;
}

/** The store did not answer. What depends on it is refused with 503 rather than let through uncounted. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/**
 * A store with a time limit on every answer and a prefix on every key. Turns each failure into
 * `StoreUnavailable` without its cause: clients quote their connection address, with its password, in messages.
 */
export class GuardedStore implements GatewayStore {
  readonly #store: GatewayStore;
  readonly #prefix: string;
  readonly #timeoutMs: number;

  constructor(store: GatewayStore, { prefix, timeoutMs }: { prefix: string; timeoutMs: number }) {
    this.#store = store;
    this.#prefix = prefix;
    this.#timeoutMs = timeoutMs;
  }

  put(key: string, value: string, ttlMs: number): Promise<void> {
    return this.#limited((store) => store.put(this.#prefix + key, value, ttlMs));
  }

  get(key: string): Promise<string | null> {
    return this.#limited((store) => store.get(this.#prefix + key));
  }

  take(key: string): Promise<string | null> {
    return this.#limited((store) => store.take(this.#prefix + key));
  }

  hit(key: string, limit: number, windowMs: number): Promise<Hit> {
    return this.#limited((store) => store.hit(this.#prefix + key, limit, windowMs));
  }

  acquire(key: string, member: string, limit: number, ttlMs: number): Promise<boolean> {
    return this.#limited((store) => store.acquire(this.#prefix + key, member, limit, ttlMs));
  }

  release(key: string, member: string): Promise<void> {
    return this.#limited((store) => store.release(this.#prefix + key, member));
  }

  holders(key: string): Promise<readonly string[]> {
    return this.#limited((store) => store.holders(this.#prefix + key));
  }

  ping(): Promise<void> {
    return this.#limited((store) => store.ping());
  }

  async #limited<Answer>(ask: (store: GatewayStore) => Promise<Answer>): Promise<Answer> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new StoreUnavailable('late')), this.#timeoutMs);
    });
    try {
      return await Promise.race([ask(this.#store), late]);
    } catch {
      throw new StoreUnavailable(`The store did not answer within ${this.#timeoutMs} ms or failed.`);
    } finally {
      clearTimeout(timer);
    }
  }
}
