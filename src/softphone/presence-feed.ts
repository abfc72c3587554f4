import type { PresenceStatus } from '../api/types/presence.js';
import type { CancelTimer, Clock } from '../shared/clock.js';
import type { Unsubscribe } from '../shared/emitter.js';
import { ApiError } from '../shared/errors.js';
import type { PlatformLink } from './platform-link.js';

/** Time between two questions to REST while the event socket is down. */
export const POLL_MS = 15_000;
/** A socket that is back within this time leaves no trace: nothing is asked, nothing is said. */
const PATIENCE_MS = 2000;
/** What nobody has confirmed for this long, three questions in a row, is not known any more. */
const TRUST_MS = 3 * POLL_MS;
/** A page that wakes up asks again unless the last answer is younger than this. */
const YOUNG_MS = 5000;

/**
 * How statuses arrive. `live`: as they happen. `polling`: the event socket is down and REST is asked every 15 s.
 * `connecting`: neither yet. `failed`: nothing answers, or this person may not ask; `error` says why.
 */
export type FeedState = 'idle' | 'connecting' | 'live' | 'polling' | 'failed';

export interface FeedListener {
  /** Status of every extension. `except`: extensions that an event has told of since the question was asked. */
  confirm(presence: Readonly<Record<string, PresenceStatus>>, except: ReadonlySet<string>): void;
  /** One extension. `isExact`: it happened now, not at some time while nobody listened. */
  change(extension: string, status: PresenceStatus, isExact: boolean): void;
  /** The state of the feed, or what is known of all, is another now. */
  update(): void;
}

/** Keeps statuses true: by events, by REST where those do not come, and by saying when neither does. */
export class PresenceFeed {
  readonly #link: PlatformLink;
  readonly #clock: Clock;
  readonly #listener: FeedListener;
  #stops: Unsubscribe[] = [];
  #cancelPoll: CancelTimer = () => {};
  #cancelTrust: CancelTimer = () => {};
  #asking: AbortController | null = null;
  /** Extensions that events have told of since the question that is under way. */
  #told = new Set<string>();
  #hasSnapshot = false;
  #askedAt = -Infinity;
  /** When nobody listened any more. */
  #stoppedAt = -Infinity;
  state: FeedState = 'idle';
  error: ApiError | null = null;
  /** Whether what was told last still counts. */
  isTrusted = false;

  constructor(link: PlatformLink, clock: Clock, listener: FeedListener) {
    this.#link = link;
    this.#clock = clock;
    this.#listener = listener;
  }

  start(): void {
    const { client } = this.#link;
    if (this.#clock.monotonic() - this.#stoppedAt >= TRUST_MS) this.isTrusted = false;
    this.#stops = [
      client.onWsEvent('presence_snapshot', ({ data }) => this.#onSnapshot(data.presence)),
      client.onWsEvent('presence_change', ({ data, recovered }) => {
        this.#told.add(data.extension);
        this.#listener.change(data.extension, data.status, recovered !== true);
      }),
      client.onWsEvent('realtime_change', ({ isRealtime }) => (isRealtime ? this.#onLive() : this.#onLost())),
      this.#link.follow(),
    ];
    // Somebody else may have opened the socket before: its snapshot has been told already.
    if (client.isRealtime) this.#onLive();
    else this.#onLost();
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#cancelPoll();
    this.#asking?.abort();
    this.#asking = null;
    // No timer outlives those who listen: the next start looks at the time.
    this.#cancelTrust();
    this.#stoppedAt = this.#clock.monotonic();
    this.state = 'idle';
  }

  /** Asks REST now: the page woke up, or something is known to have changed. */
  refresh(): void {
    if (this.state === 'idle') return;
    // Whoever comes anew makes a socket that waits try at once.
    if (this.state !== 'live') this.#link.follow()();
    if (this.#clock.monotonic() - this.#askedAt > YOUNG_MS) void this.#ask();
  }

  #onSnapshot(presence: Readonly<Record<string, PresenceStatus>>): void {
    this.#hasSnapshot = true;
    this.#confirm(presence, new Set());
  }

  #onLive(): void {
    this.#cancelPoll();
    this.#cancelTrust();
    this.state = 'live';
    this.error = null;
    if (!this.#hasSnapshot) void this.#ask();
    this.#listener.update();
  }

  #onLost(): void {
    this.state = 'connecting';
    this.#hasSnapshot = false;
    if (this.isTrusted) this.#expireLater();
    this.#cancelPoll();
    this.#cancelPoll = this.#clock.after(PATIENCE_MS, () => void this.#ask());
    this.#listener.update();
  }

  /** One question at a time; while the socket is down the next one follows by itself. */
  async #ask(): Promise<void> {
    if (this.#asking) return;
    const asking = (this.#asking = new AbortController());
    this.#cancelPoll();
    this.#told = new Set();
    this.#askedAt = this.#clock.monotonic();
    const outcome = await this.#answer(asking.signal);
    if (asking !== this.#asking) return;
    this.#asking = null;
    if (outcome instanceof ApiError) this.#onFailure(outcome);
    else {
      if (this.state !== 'live') this.state = 'polling';
      this.error = null;
      this.#confirm(outcome, this.#told);
    }
    if (this.state !== 'live') this.#cancelPoll = this.#clock.after(POLL_MS, () => void this.#ask());
  }

  async #answer(signal: AbortSignal): Promise<Readonly<Record<string, PresenceStatus>> | ApiError> {
    try {
      const { presence } = await this.#link.client.getPresence({ signal, timeoutMs: POLL_MS });
      return Object.fromEntries(Object.entries(presence).filter(([, status]) => typeof status === 'string'));
    } catch (error) {
      return ApiError.of(error);
    }
  }

  #onFailure(error: ApiError): void {
    if (this.state === 'live') return;
    this.state = 'failed';
    this.error = error;
    this.#listener.update();
  }

  #confirm(presence: Readonly<Record<string, PresenceStatus>>, except: ReadonlySet<string>): void {
    this.isTrusted = true;
    this.#cancelTrust();
    if (this.state !== 'live') this.#expireLater();
    this.#listener.confirm(presence, except);
    this.#listener.update();
  }

  #expireLater(): void {
    this.#cancelTrust();
    this.#cancelTrust = this.#clock.after(TRUST_MS, () => {
      this.isTrusted = false;
      this.#listener.update();
    });
  }
}
