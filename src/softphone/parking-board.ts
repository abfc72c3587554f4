import type { VoIPClient } from '../api/client.js';
import type { ParkedCall as Listed } from '../api/types/calls.js';
import type { CancelTimer, Clock } from '../shared/clock.js';
import { Emitter, type Unsubscribe } from '../shared/emitter.js';
import { ApiError, type SoftphoneError } from '../shared/errors.js';
import { displayText } from '../phone/sip/headers.js';

/** A call that waits in a slot. Frozen. */
export interface ParkedCall {
  /** Two digits; dialling `*71` and the slot takes the call. */
  readonly slot: string;
  /** Who waits there. */
  readonly number: string;
  readonly name: string | null;
  /** Extension that parked it; null when nobody is known. */
  readonly parkedBy: string | null;
  /** Epoch milliseconds. */
  readonly since: number;
}

interface ParkingEvents {
  change: readonly ParkedCall[];
}

/** No event tells of a slot: while somebody looks the list is asked for, and at once when any call changes. */
const POLL_MS = 5000;
const SETTLE_MS = 250;

/** The parking slots of the company, kept true while somebody uses the list. */
export class ParkingBoard extends Emitter<ParkingEvents> {
  readonly #client: VoIPClient;
  readonly #clock: Clock;
  readonly #follow: () => Unsubscribe;
  #users = 0;
  #stops: Unsubscribe[] = [];
  #cancelPoll: CancelTimer = () => {};
  #calls: readonly ParkedCall[] | null = null;
  #error: SoftphoneError | null = null;

  constructor(client: VoIPClient, clock: Clock, follow: () => Unsubscribe) {
    super();
    this.#client = client;
    this.#clock = clock;
    this.#follow = follow;
  }

  /** Oldest first; null until the platform has told. */
  get calls(): readonly ParkedCall[] | null {
    return this.#calls;
  }

  /** Why the list may be old; null when it is not. */
  get error(): SoftphoneError | null {
    return this.#error;
  }

  /** Keeps the list true until the returned function is called. */
  use(): Unsubscribe {
    this.#users += 1;
    if (this.#users === 1) this.#start();
    let isUsed = true;
    return () => {
      if (!isUsed) return;
      isUsed = false;
      this.#users -= 1;
      if (this.#users === 0) this.#end();
    };
  }

  /** Asks the platform now. Rejects with `ApiError`. */
  async load(): Promise<readonly ParkedCall[]> {
    const { calls } = await this.#client.getParkedCalls();
    const shown = calls.map(shownOf).sort((one, other) => one.since - other.since);
    const isSame = this.#error === null && JSON.stringify(shown) === JSON.stringify(this.#calls);
    this.#error = null;
    if (!isSame) {
      this.#calls = Object.freeze(shown);
      this.emit('change', this.#calls);
    }
    return this.#calls ?? [];
  }

  #start(): void {
    const soon = (): void => this.#askAfter(SETTLE_MS);
    this.#stops = [
      this.#follow(),
      ...(['call_start', 'call_answer', 'call_end'] as const).map((type) => this.#client.onWsEvent(type, soon)),
    ];
    this.#askAfter(0);
  }

  #end(): void {
    this.#cancelPoll();
    for (const stop of this.#stops.splice(0)) stop();
  }

  #askAfter(ms: number): void {
    this.#cancelPoll();
    this.#cancelPoll = this.#clock.after(ms, () => void this.#ask());
  }

  async #ask(): Promise<void> {
    try {
      await this.load();
    } catch (error) {
      this.#error = ApiError.of(error);
      this.emit('change', this.#calls ?? []);
    }
    if (this.#users > 0) this.#askAfter(POLL_MS);
  }
}

/** Without the channel UUID, which is a secret. */
function shownOf({ slot, callerIdNumber, callerIdName, parkedBy, parkedAt }: Listed): ParkedCall {
  const number = displayText(callerIdNumber, 64);
  const name = displayText(callerIdName, 64);
  const since = Date.parse(parkedAt);
  return Object.freeze({
    slot: displayText(slot, 4),
    number,
    name: name === '' || name === number ? null : name,
    parkedBy,
    since: Number.isNaN(since) ? Date.now() : since,
  });
}
