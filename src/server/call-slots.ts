import { countUse, tooMany } from './limits.js';
import type { Limits } from './limits.js';
import type { GatewayStore } from './store.js';

/** Longest time between asking the platform for a call and learning its id. */
const settingUpMs = 60_000;

/** A place among the calls at once, held while the platform is asked. */
export interface CallSlot {
  /** The call exists: the place is its own until it ends. */
  keep(callUuid: string): Promise<void>;
  /** There is no call. */
  free(): Promise<void>;
}

/** Counts the calls an extension starts: so many a minute, so many at once, across all gateways of a store. */
export class CallSlots {
  readonly #store: GatewayStore;
  readonly #limits: Limits;

  constructor(store: GatewayStore, limits: Limits) {
    this.#store = store;
    this.#limits = limits;
  }

  /**
   * Takes a place for a new call. `activeCalls` is asked only when all are taken, to find those whose call has
   * ended. Throws `RefusedRequest` (429), or `StoreUnavailable`: a call that cannot be counted is not made.
   */
  async take(extension: string, activeCalls: () => Promise<ReadonlySet<string>>): Promise<CallSlot> {
    const { callsPerMinute, callsAtOnce } = this.#limits;
    await countUse(this.#store, 'call', extension, callsPerMinute);
    const key = `calls:${extension}`;
    const pending = `pending:${crypto.randomUUID()}`;
    const acquire = (): Promise<boolean> => this.#store.acquire(key, pending, callsAtOnce, settingUpMs);
    if (!(await acquire())) {
      await this.#freeEnded(key, await activeCalls());
      if (!(await acquire())) throw tooMany(`There are ${callsAtOnce} calls already.`, 'too-many-calls', 5000);
    }
    return this.#slot(key, pending);
  }

  /** The call was hung up through this gateway. */
  async ended(extension: string, callUuid: string): Promise<void> {
    await this.#store.release(`calls:${extension}`, callUuid);
  }

  #slot(key: string, pending: string): CallSlot {
    const { callsAtOnce, longestCallMinutes } = this.#limits;
    const store = this.#store;
    return {
      async keep(callUuid) {
        // Twice the places, for the moment in which calls have both names.
        await store.acquire(key, callUuid, callsAtOnce * 2, longestCallMinutes * 60_000);
        await store.release(key, pending);
      },
      free: () => store.release(key, pending),
    };
  }

  async #freeEnded(key: string, active: ReadonlySet<string>): Promise<void> {
    const holders = await this.#store.holders(key);
    const ended = holders.filter((call) => !call.startsWith('pending:') && !active.has(call));
    await Promise.all(ended.map((call) => this.#store.release(key, call)));
  }
}
