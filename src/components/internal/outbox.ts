import { createStore, update } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';
import type { CallLog } from '../events.js';
import { markWaitingLogs } from './outbox-mark.js';

/** A log that waits to be taken. */
export interface Entry {
  readonly log: CallLog;
  /** Deliveries so far. */
  readonly attempts: number;
  /** Epoch milliseconds. */
  readonly since: number;
}

interface Kept {
  /** Id of the extension whose calls these are. */
  readonly owner: string;
  readonly entries: readonly Entry[];
}

const MOST_ENTRIES = 50;
const LONGEST_MS = 7 * 24 * 3_600_000;

/**
 * Call logs that nobody has taken yet, kept beyond the page in IndexedDB: of one extension at a time, so that a
 * person who signs in finds none of somebody else's. Where storage is blocked they last as long as the page.
 */
export class Outbox {
  readonly #now: () => number;
  #store: UseStore | null = null;
  #memory: Kept | null = null;

  constructor(now: () => number = () => Date.now()) {
    this.#now = now;
  }

  add(owner: string, log: CallLog): Promise<readonly Entry[]> {
    const entry = { log, attempts: 0, since: this.#now() };
    return this.#change(owner, (entries) => [...entries.filter(({ log: { id } }) => id !== log.id), entry]);
  }

  /** What waits, each counted as delivered once more. What belongs to another extension is gone with that. */
  take(owner: string): Promise<readonly Entry[]> {
    return this.#change(owner, (entries) => entries.map((entry) => ({ ...entry, attempts: entry.attempts + 1 })));
  }

  remove(owner: string, id: string): Promise<readonly Entry[]> {
    return this.#change(owner, (entries) => entries.filter(({ log }) => log.id !== id));
  }

  async #change(owner: string, edit: (entries: readonly Entry[]) => readonly Entry[]): Promise<readonly Entry[]> {
    let entries: readonly Entry[] = [];
    const next = (kept: Kept | null | undefined): Kept => {
      entries = edit(this.#current(kept, owner)).slice(-MOST_ENTRIES);
      return { owner, entries };
    };
    try {
      this.#store ??= createStore('cemscale-softphone', 'outbox');
      await update<Kept>('calls', next, this.#store);
      markWaitingLogs(entries.length > 0);
    } catch {
      this.#store = null;
      this.#memory = next(this.#memory);
    }
    return entries;
  }

  #current(kept: Kept | null | undefined, owner: string): readonly Entry[] {
    if (kept?.owner !== owner || !Array.isArray(kept.entries)) return [];
    return kept.entries.filter(({ since }) => this.#now() - since < LONGEST_MS);
  }
}
