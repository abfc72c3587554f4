/** Longest stretch of work before the page gets its turn, milliseconds. */
const SLICE_MS = 8;
/** After a pause of this length the page has had its turn. */
const PAUSE_MS = 4;

/** As many that were taken are still in the list at the most. */
const MOST_TAKEN = 1000;

/** What waits weighs this much at the most, in characters: ten times what a busy server sends in one go. */
export const heaviestBacklog = 32 * 1024 * 1024;

/**
 * What comes in from a socket, taken one after the other and in order: at once while there is little of it, in slices
 * with the page's own tasks in between when it comes in a flood.
 */
export class Backlog<Item extends { readonly length: number }> {
  readonly #take: (item: Item) => void;
  readonly #now: () => number;
  readonly #sliceMs: number;
  #waiting: Item[] = [];
  #next = 0;
  #weight = 0;
  #isScheduled = false;
  #port: MessagePort | null = null;
  #sliceBegan = 0;
  #lastEnded = -Infinity;

  /**
   * `now` is a monotonic clock in milliseconds. `sliceMs`: longest stretch of what waits; with 0 each is taken in a task of
   * its own, so that what it promised is done before the next, as between two messages of a socket.
   */
  constructor(take: (item: Item) => void, now: () => number, sliceMs = SLICE_MS) {
    this.#take = take;
    this.#now = now;
    this.#sliceMs = sliceMs;
  }

  /** False when so much waits already that this is too much; it is left out then. */
  add(item: Item): boolean {
    if (this.#next === this.#waiting.length && this.#hasTime()) {
      this.#do(item);
      return true;
    }
    if (this.#weight + item.length > heaviestBacklog) return false;
    this.#weight += item.length;
    this.#waiting.push(item);
    this.#schedule();
    return true;
  }

  clear(): void {
    this.#waiting = [];
    this.#next = this.#weight = 0;
    this.#close();
  }

  #hasTime(): boolean {
    const now = this.#now();
    if (now - this.#lastEnded >= PAUSE_MS) this.#sliceBegan = now;
    return now - this.#sliceBegan < SLICE_MS;
  }

  #do(item: Item): void {
    try {
      this.#take(item);
    } finally {
      this.#lastEnded = this.#now();
    }
  }

  #run(): void {
    this.#sliceBegan = this.#now();
    try {
      do {
        const item = this.#waiting[this.#next++];
        if (item === undefined) break;
        this.#weight -= item.length;
        this.#do(item);
      } while (this.#now() - this.#sliceBegan < this.#sliceMs);
    } finally {
      if (this.#next >= this.#waiting.length) this.clear();
      else this.#schedule();
      if (this.#next > MOST_TAKEN) {
        this.#waiting.splice(0, this.#next);
        this.#next = 0;
      }
    }
  }

  /** By a message, since timers of a hidden page come once a second. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#port ??= this.#open();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no origin
    this.#port.postMessage(null);
  }

  #open(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      this.#isScheduled = false;
      // Node reads many messages of a channel in one turn. What is taken one by one would wear out too many of them.
      if (this.#sliceMs > 0) this.#close();
      this.#run();
    });
    port1.start();
    return port2;
  }

  #close(): void {
    this.#port?.close();
    this.#port = null;
    this.#isScheduled = false;
  }
}
