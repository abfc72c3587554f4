import { systemClock, type CancelTimer } from '../../../shared/clock.js';
import { SharedPool, type Lease } from '../../../shared/shared-pool.js';

const CHANNEL = 'cemscale-softphone-ring';

/** A tab that is not in front waits this long for a better one before it rings. */
const CLAIM_MS = 250;
/** How often the tab that rings says so. */
const REPEAT_MS = 1000;
/** Without a word for this long it is taken for closed; timers of hidden tabs run once a second. */
const LOST_MS = 3500;

/** How well a tab is placed to ring: in front before visible before hidden, then the one used last. */
interface Claim {
  readonly extension: string;
  readonly tab: string;
  readonly front: number;
  readonly usedAt: number;
  /** No longer rings. */
  readonly gone?: boolean;
}

/** Who rings in a page. */
export interface Ringer {
  /** Whether the ringing belongs to this tab has changed. */
  readonly onPlace: () => void;
}

/**
 * Lets one tab ring where several of an origin show the same extension: the one in front, else the one used last.
 * They agree by BroadcastChannel, without a tab that stays in charge; without that channel each rings.
 */
export class RingPlace {
  readonly #extension: string;
  readonly #tab = crypto.randomUUID();
  readonly #channel: BroadcastChannel | null;
  readonly #ringers = new Set<Ringer>();
  #usedAt = document.hasFocus() ? Date.now() : 0;
  #better: Claim | null = null;
  #cancelWait: CancelTimer = () => {};
  #cancelRepeat: CancelTimer = () => {};
  #here = false;

  /** From here on it is known when this tab was used. */
  constructor(extension: string) {
    this.#extension = extension;
    this.#channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);
    this.#channel?.addEventListener('message', this.#onClaim);
    for (const type of ['focus', 'blur', 'pagehide'] as const) window.addEventListener(type, this.#onWindow);
    document.addEventListener('visibilitychange', this.#onWindow);
  }

  close(): void {
    for (const ringer of [...this.#ringers]) this.ring(ringer, false);
    this.#channel?.close();
    for (const type of ['focus', 'blur', 'pagehide'] as const) window.removeEventListener(type, this.#onWindow);
    document.removeEventListener('visibilitychange', this.#onWindow);
  }

  /** The ringing is to be heard in this tab. */
  get here(): boolean {
    return this.#here;
  }

  /** Of several ringers of a page one is enough for what the whole tab shows. */
  leads(ringer: Ringer): boolean {
    const [first] = this.#ringers;
    return this.#here && first === ringer;
  }

  /** Says that it rings, or no longer. */
  ring(ringer: Ringer, on: boolean): void {
    const { size } = this.#ringers;
    if (on) this.#ringers.add(ringer);
    else this.#ringers.delete(ringer);
    if (this.#ringers.size === 0 && size > 0) this.#end();
    else if (size === 0 && on) this.#begin();
  }

  #begin(): void {
    this.#better = null;
    this.#say();
    if (!this.#channel || this.#front() === 2) this.#set(true);
    else this.#cancelWait = systemClock.after(CLAIM_MS, () => this.#settle());
  }

  #end(): void {
    this.#cancelWait();
    this.#say(true);
    this.#set(false);
  }

  #settle(): void {
    this.#cancelWait();
    this.#set(this.#better === null);
    if (this.#better) this.#cancelWait = systemClock.after(LOST_MS, this.#onLost);
  }

  readonly #onLost = (): void => {
    this.#better = null;
    this.#settle();
    this.#say();
  };

  readonly #onClaim = ({ data }: MessageEvent): void => {
    if (!isClaim(data) || data.tab === this.#tab || data.extension !== this.#extension) return;
    if (this.#ringers.size === 0) return;
    if (data.gone) {
      if (data.tab === this.#better?.tab) this.#onLost();
    } else if (isBetter(data, this.#claim())) {
      this.#better = data;
      this.#settle();
    } else {
      if (data.tab === this.#better?.tab) this.#better = null;
      // The other one has to know: it may have begun before this tab did.
      if (!this.#better) this.#say();
    }
  };

  readonly #onWindow = ({ type }: Event): void => {
    if (document.hasFocus()) this.#usedAt = Date.now();
    if (this.#ringers.size === 0) return;
    if (type === 'pagehide') return this.#say(true);
    if (this.#better && !isBetter(this.#better, this.#claim())) this.#better = null;
    this.#settle();
    this.#say();
  };

  #set(here: boolean): void {
    this.#cancelRepeat();
    if (here && this.#channel) this.#repeat();
    if (here === this.#here) return;
    this.#here = here;
    for (const ringer of [...this.#ringers]) ringer.onPlace();
  }

  #repeat(): void {
    this.#cancelRepeat = systemClock.after(REPEAT_MS, () => {
      this.#say();
      this.#repeat();
    });
  }

  #say(gone = false): void {
    this.#channel?.postMessage({ ...this.#claim(), gone });
  }

  #claim(): Claim {
    return { extension: this.#extension, tab: this.#tab, front: this.#front(), usedAt: this.#usedAt };
  }

  #front(): number {
    return document.hasFocus() ? 2 : document.visibilityState === 'visible' ? 1 : 0;
  }
}

const places = new SharedPool<RingPlace>({ graceMs: () => 0, dispose: (place) => place.close() });

/** The place of an extension, the same for all that show it on a page. */
export function ringPlace(extension: string): Lease<RingPlace> {
  return places.acquire(extension, () => new RingPlace(extension));
}

function isClaim(data: unknown): data is Claim {
  if (typeof data !== 'object' || data === null) return false;
  const { extension, tab, front, usedAt } = data as Partial<Record<keyof Claim, unknown>>;
  return (
    typeof extension === 'string' &&
    typeof tab === 'string' &&
    typeof front === 'number' &&
    typeof usedAt === 'number'
  );
}

function isBetter(one: Claim, other: Claim): boolean {
  if (one.front !== other.front) return one.front > other.front;
  return one.usedAt === other.usedAt ? one.tab > other.tab : one.usedAt > other.usedAt;
}
