import { systemClock, type CancelTimer } from './clock.js';

/** A hold on a shared object. */
export interface Lease<Item> {
  readonly item: Item;
  /** Gives it up. The last one disposes of the object after its grace time. Calling it twice is harmless. */
  release(): void;
}

interface Entry<Item> {
  readonly item: Item;
  users: number;
  cancelDisposal: CancelTimer;
}

export interface SharedPoolOptions<Item> {
  /** How long the object waits for another user after the last one left. */
  readonly graceMs: (item: Item) => number;
  readonly dispose: (item: Item) => void;
}

/** Objects that everyone in the page who asks for the same key has in common, for as long as anybody has one. */
export class SharedPool<Item> {
  readonly #entries = new Map<string, Entry<Item>>();
  readonly #options: SharedPoolOptions<Item>;

  constructor(options: SharedPoolOptions<Item>) {
    this.#options = options;
  }

  /** The object of that key, made when there is none. */
  acquire(key: string, create: () => Item): Lease<Item> {
    const entry = this.#entries.get(key) ?? { item: create(), users: 0, cancelDisposal: () => {} };
    this.#entries.set(key, entry);
    entry.cancelDisposal();
    entry.users += 1;
    let released = false;
    return {
      item: entry.item,
      release: () => {
        if (released) return;
        released = true;
        entry.users -= 1;
        if (entry.users === 0) this.#disposeLater(key, entry);
      },
    };
  }

  /** The object of that key if there is one, without a hold on it. */
  peek(key: string): Item | undefined {
    return this.#entries.get(key)?.item;
  }

  #disposeLater(key: string, entry: Entry<Item>): void {
    const { graceMs, dispose } = this.#options;
    entry.cancelDisposal = systemClock.after(graceMs(entry.item), () => {
      this.#entries.delete(key);
      dispose(entry.item);
    });
  }
}
