import { createStore, update } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';
import { markWaiting, type Waiting } from './outbox-mark.js';

/** What a page is told until it has taken it. */
export interface Item {
  readonly id: string;
}

/** Something that waits to be taken. */
export interface Entry<Kind extends Item> {
  readonly item: Kind;
  /** Deliveries so far. */
  readonly attempts: number;
  /** Epoch milliseconds. */
  readonly since: number;
}

interface Kept<Kind extends Item> {
  /** Id of the extension whose calls these are. */
  readonly owner: string;
  readonly entries: readonly Entry<Kind>[];
}

const MOST_ENTRIES = 50;
const LONGEST_MS = 7 * 24 * 3_600_000;

/**
 * Call logs, or notes, that nobody has taken yet, kept beyond the page in IndexedDB: of one extension at a time, so that a
 * person who signs in finds none of somebody else's. Where storage is blocked they last as long as the page.
 */
export class Outbox<Kind extends Item> {
  readonly #kind: Waiting;
  readonly #now: () => number;
  #store: UseStore | null = null;
  #memory: Kept<Kind> | null = null;

  constructor(kind: Waiting, now: () => number = () => Date.now()) {
    this.#kind = kind;
    this.#now = now;
  }

  /** One of the same id is replaced. */
  add(owner: string, item: Kind): Promise<readonly Entry<Kind>[]> {
    const entry = { item, attempts: 0, since: this.#now() };
    return this.#change(owner, (entries) => [...entries.filter(({ item: { id } }) => id !== item.id), entry]);
  }

  /** What waits, each counted as delivered once more. What belongs to another extension is gone with that. */
  take(owner: string): Promise<readonly Entry<Kind>[]> {
    return this.#change(owner, (entries) => entries.map((entry) => ({ ...entry, attempts: entry.attempts + 1 })));
  }

  /** `isTaken` says which of that id: another may have replaced it meanwhile. */
  remove(
    owner: string,
    id: string,
    isTaken: (item: Kind) => boolean = () => true,
  ): Promise<readonly Entry<Kind>[]> {
    return this.#change(owner, (entries) => entries.filter(({ item }) => item.id !== id || !isTaken(item)));
  }

  async #change(
    owner: string,
    edit: (entries: readonly Entry<Kind>[]) => readonly Entry<Kind>[],
  ): Promise<readonly Entry<Kind>[]> {
    let entries: readonly Entry<Kind>[] = [];
    const next = (kept: Kept<Kind> | null | undefined): Kept<Kind> => {
      entries = edit(this.#current(kept, owner)).slice(-MOST_ENTRIES);
      return { owner, entries };
    };
    try {
      this.#store ??= createStore('cemscale-softphone', 'outbox');
      await update<Kept<Kind>>(this.#kind, next, this.#store);
      markWaiting(this.#kind, entries.length > 0);
    } catch {
      this.#store = null;
      this.#memory = next(this.#memory);
    }
    return entries;
  }

  #current(kept: Kept<Kind> | null | undefined, owner: string): readonly Entry<Kind>[] {
    if (kept?.owner !== owner || !Array.isArray(kept.entries)) return [];
    return kept.entries.filter(({ since }) => this.#now() - since < LONGEST_MS);
  }
}
