import { Backlog } from '../shared/backlog.js';
import { EventLedger } from './event-ledger.js';
import { isEvent } from './event-shape.js';
import { fetchActive, fetchMissed } from './missed-events.js';
import type { Api } from './requests.js';
import type { PlatformEvent } from './types/events.js';

/** What the feed tells. */
export interface FeedListener {
  event(event: PlatformEvent): unknown;
  /** What happened since then could not be read. */
  gap(since: string): void;
  /** Nothing is held back any more. */
  live(): void;
}

/** A call may be dated this much before its event: the event is made a moment later. */
const OVERLAP_MS = 5000;
/** As many events are held back at the most. */
const MOST_HELD = 100_000;

/**
 * Puts events in order across connections: what comes after a reconnect is held back until REST has told what was
 * missed. What is held back survives another loss, so that nothing that arrived is dropped.
 */
export class EventFeed {
  readonly #api: Api;
  readonly #listener: FeedListener;
  readonly #ledger = new EventLedger();
  /** What there is to do about events that may be told, and about those to tell, each in its order. */
  readonly #due: Backlog<() => void>;
  readonly #telling: Backlog<() => void>;
  #held: PlatformEvent[] = [];
  #isHolding = false;
  /** Counts connections: the answer for an older one is not used. */
  #connection = 0;
  /** Server time of the first and of the last event that was told. */
  #first: string | null = null;
  #last: string | null = null;

  constructor(api: Api, now: () => number, listener: FeedListener) {
    this.#api = api;
    this.#due = new Backlog((task) => task(), now);
    this.#telling = new Backlog((task) => task(), now);
    this.#listener = listener;
  }

  /** A connection is there. The first one only takes note of the calls that exist. */
  open(): void {
    const connection = (this.#connection += 1);
    this.#isHolding = this.#last !== null;
    void (this.#isHolding ? this.#catchUp(connection) : this.#begin(connection));
  }

  /** The connection is gone. */
  close(): void {
    this.#connection += 1;
    this.#isHolding = this.#last !== null;
  }

  receive(event: PlatformEvent): void {
    // A type of another time, or a name that the socket has for what it says of itself.
    if (!isEvent(event)) return;
    if (!this.#isHolding) this.#due.add(() => this.#tell(event));
    else if (this.#held.push(event) > MOST_HELD) {
      this.#held = [];
      this.#listener.gap(this.#since());
    }
  }

  async #begin(connection: number): Promise<void> {
    const active = await fetchActive(this.#api).catch(() => null);
    this.#ledger.baseline({ active });
    this.#live(connection);
  }

  async #catchUp(connection: number): Promise<void> {
    const since = this.#since();
    const { openCalls, knowsRegistrations } = this.#ledger;
    const facts = await fetchMissed(this.#api, { since, openCalls, knowsRegistrations }).catch(() => null);
    if (connection !== this.#connection) return;
    // The newest snapshot says when this connection began: from then on the socket itself tells.
    const until = this.#held.findLast(({ type }) => type === 'presence_snapshot')?.timestamp;
    if (facts)
      for (const event of this.#ledger.recover(facts, until ?? new Date().toISOString())) this.#pass(event);
    else this.#listener.gap(since);
    this.#isHolding = false;
    for (const event of this.#held.splice(0)) this.receive(event);
    this.#live(connection);
  }

  /** Once everything before it has been told. */
  #live(connection: number): void {
    const tell = (): unknown => connection === this.#connection && this.#listener.live();
    this.#due.add(() => this.#telling.add(tell));
  }

  /** Begins a little before the last event, and never before the first connection. */
  #since(): string {
    const [first, last] = [Date.parse(this.#first ?? ''), Date.parse(this.#last ?? '')];
    return new Date(Math.max(first, last - OVERLAP_MS)).toISOString();
  }

  #tell(event: PlatformEvent): void {
    if (event.timestamp !== this.#last && !Number.isNaN(Date.parse(event.timestamp))) {
      this.#first ??= event.timestamp;
      this.#last = event.timestamp;
    }
    for (const one of this.#ledger.accept(event)) this.#pass(one);
  }

  #pass(event: PlatformEvent): void {
    if (isEvent(event)) this.#telling.add(() => this.#listener.event(event));
  }
}
