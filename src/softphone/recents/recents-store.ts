import { createStore, del, get, set, type UseStore } from 'idb-keyval';
import type { Outcome, RecentCall } from './recent-call.js';

/** What is kept of a call beyond the page: nothing that names the call itself. */
export interface KeptCall {
  readonly number: string;
  readonly name: string | null;
  readonly at: number;
  readonly seconds: number;
  readonly direction: RecentCall['direction'];
  readonly outcome: Outcome;
  /** Only the phone has seen it so far. */
  readonly isEcho: boolean;
}

/** The calls of one extension, newest first, and when they were last looked at (epoch milliseconds). */
export interface KeptRecents {
  /** Id of the extension. */
  readonly owner: string;
  readonly seenAt: number;
  readonly calls: readonly KeptCall[];
}

/** What is kept of it. */
export function toKept({ number, name, at, seconds, direction, outcome, isEcho }: RecentCall): KeptCall {
  return { number, name, at, seconds, direction, outcome, isEcho };
}

/** The call that was kept. */
export function restored(kept: KeptCall, key: string): RecentCall {
  return Object.freeze({ ...kept, key, endedAt: kept.at + kept.seconds * 1000, forwardedTo: null });
}

/** As many are kept. */
const MOST = 100;

/** Recents beyond the page, of one extension at a time. Where storage is blocked there is nothing to read and nothing is kept. */
export class RecentsStore {
  #store: UseStore | undefined;

  /** What is kept for this extension; what another one left is wiped with the question. */
  async read(owner: string): Promise<KeptRecents | null> {
    try {
      const kept = await get<unknown>('recents', this.#open());
      if (isKept(kept) && kept.owner === owner) return kept;
      if (kept !== undefined) await this.wipe();
    } catch {
      this.#store = undefined;
    }
    return null;
  }

  async write(recents: KeptRecents): Promise<void> {
    const calls = recents.calls.slice(0, MOST);
    await set('recents', { ...recents, calls }, this.#open()).catch(() => (this.#store = undefined));
  }

  async wipe(): Promise<void> {
    await del('recents', this.#open()).catch(() => (this.#store = undefined));
  }

  #open(): UseStore {
    this.#store ??= lateStore();
    return this.#store;
  }
}

/**
 * A database of its own, since idb-keyval makes one store in each. Some browsers throw at the mere mention of a blocked
 * one; here that is a promise that rejects.
 */
function lateStore(): UseStore {
  let store: UseStore | undefined;
  return async (mode, use) => (store ??= createStore('cemscale-softphone-recents', 'recents'))(mode, use);
}

/** The database belongs to the page: what stands in it may be anything. */
function isKept(value: unknown): value is KeptRecents {
  if (typeof value !== 'object' || value === null) return false;
  const { owner, seenAt, calls } = value as Partial<KeptRecents>;
  return typeof owner === 'string' && typeof seenAt === 'number' && Array.isArray(calls) && calls.every(isCall);
}

function isCall(value: unknown): value is KeptCall {
  if (typeof value !== 'object' || value === null) return false;
  const { number, name, at, seconds, direction, outcome } = value as Partial<KeptCall>;
  return (
    typeof number === 'string' &&
    (name === null || typeof name === 'string') &&
    typeof at === 'number' &&
    typeof seconds === 'number' &&
    typeof outcome === 'string' &&
    (direction === 'inbound' || direction === 'outbound')
  );
}
