import type { Clock } from '../shared/clock.js';
import type { GatewayStore, Hit } from './store.js';

interface Expiring<Value> {
  value: Value;
  /** Monotonic milliseconds. */
  expiresAt: number;
}

/** Expired entries are swept once per this many writes, so that names nobody asks for again do not pile up. */
const writesPerSweep = 1000;

/** The store of a gateway that stands alone: in memory, gone when it ends. */
export class MemoryStore implements GatewayStore {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #values = new Map<string, Expiring<string>>();
  readonly #hits = new Map<string, Expiring<number>>();
  readonly #places = new Map<string, Map<string, number>>();
  #writes = 0;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
  }

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    this.#sweepSometimes();
    this.#values.set(key, { value, expiresAt: this.#clock.monotonic() + ttlMs });
  }

  async get(key: string): Promise<string | null> {
    const found = this.#values.get(key);
    return found !== undefined && found.expiresAt > this.#clock.monotonic() ? found.value : null;
  }

  async take(key: string): Promise<string | null> {
    const value = this.get(key);
    this.#values.delete(key);
    return value;
  }

  async hit(key: string, limit: number, windowMs: number): Promise<Hit> {
    this.#sweepSometimes();
    const now = this.#clock.monotonic();
    const running = this.#hits.get(key);
    const window =
      running !== undefined && running.expiresAt > now ? running : { value: 0, expiresAt: now + windowMs };
    window.value += 1;
    this.#hits.set(key, window);
    return { allowed: window.value <= limit, retryAfterMs: window.expiresAt - now };
  }

  async acquire(key: string, member: string, limit: number, ttlMs: number): Promise<boolean> {
    this.#sweepSometimes();
    const places = this.#livePlaces(key);
    if (!places.has(member) && places.size >= limit) return false;
    places.set(member, this.#clock.monotonic() + ttlMs);
    this.#places.set(key, places);
    return true;
  }

  async release(key: string, member: string): Promise<void> {
    this.#places.get(key)?.delete(member);
  }

  async holders(key: string): Promise<readonly string[]> {
    return [...this.#livePlaces(key).keys()];
  }

  async ping(): Promise<void> {}

  #livePlaces(key: string): Map<string, number> {
    const places = this.#places.get(key) ?? new Map<string, number>();
    const now = this.#clock.monotonic();
    for (const [member, expiresAt] of places) if (expiresAt <= now) places.delete(member);
    return places;
  }

  #sweepSometimes(): void {
    this.#writes += 1;
    if (this.#writes % writesPerSweep !== 0) return;
    const now = this.#clock.monotonic();
    for (const map of [this.#values, this.#hits])
      for (const [key, { expiresAt }] of map) if (expiresAt <= now) map.delete(key);
    for (const key of this.#places.keys()) if (this.#livePlaces(key).size === 0) this.#places.delete(key);
  }
}
