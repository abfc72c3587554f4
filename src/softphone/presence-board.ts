import type { ExtensionIdentity, Grant } from '../api/token.js';
import type { TokenProvider } from '../api/authorization.js';
import type { PresenceStatus, SettablePresence } from '../api/types/presence.js';
import { systemClock, type CancelTimer, type Clock } from '../shared/clock.js';
import { Emitter, type Unsubscribe } from '../shared/emitter.js';
import { ApiError } from '../shared/errors.js';
import { Directory, peopleOf, type Person } from './directory.js';
import { soon } from './frame.js';
import { watchPage } from './page-hints.js';
import { platformLink, type PlatformLink } from './platform-link.js';
import { PresenceFeed, type FeedState } from './presence-feed.js';
import type { Softphone } from './softphone.js';

/** A status, or `unknown` where nothing has confirmed one, or not for a while. */
export type KnownPresence = PresenceStatus | 'unknown';

/** A person with what they do right now. Frozen; every change is a new object. */
export interface Colleague extends Person {
  readonly status: KnownPresence;
  /** Epoch milliseconds of the change that was seen; null while nobody has seen one. */
  readonly since: number | null;
}

/** What is another since the last time, at most once a frame. */
export interface BoardChange {
  /** Extensions whose status changed. */
  readonly extensions: ReadonlySet<string>;
  /** People came, went or have another name: `numbers` is a new list. */
  readonly directory: boolean;
  /** `state`, `error`, `own` or `permissions` changed. */
  readonly state: boolean;
}

export interface BoardEvents {
  change: BoardChange;
}

interface Mark {
  status: PresenceStatus;
  since: number | null;
  /** The person with this status, once somebody has asked; null after a change. */
  shown: Colleague | null;
}

export interface BoardOptions {
  readonly link: PlatformLink;
  readonly tokens: TokenProvider;
  readonly clock?: Clock;
  /** Runs a task with the next frame. */
  readonly schedule?: (task: () => void) => CancelTimer;
  /** Tells when the page woke up. */
  readonly watch?: (listener: () => void) => Unsubscribe;
}

/** An element that leaves the page may come back in a moment: the socket is not opened anew for that. */
const GRACE_MS = 2000;
/** Somebody unknown in the statuses means that the list has grown; it is not asked for more often than this. */
const RELOAD_MS = 60_000;

/**
 * Who is there and what they do, once for all elements of a core: one list of people, one subscription. Statuses come
 * by events, and by REST every 15 s while those do not; what nothing confirms is `unknown`.
 */
export class PresenceBoard extends Emitter<BoardEvents> {
  readonly #options: Required<BoardOptions>;
  readonly #feed: PresenceFeed;
  readonly #marks = new Map<string, Mark>();
  /** People of whom no status counts, once somebody has asked. */
  readonly #unmarked = new Map<string, Colleague>();
  #directory = new Directory([]);
  #people: readonly Person[] = [];
  #users = 0;
  #stops: Unsubscribe[] = [];
  #cancelStop: CancelTimer = () => {};
  #isTrusted = false;
  #grant: Grant | null = null;
  #isLoading = false;
  #loadedAt = -Infinity;
  #isMeeting = false;
  #changed = new Set<string>();
  #directoryChanged = false;
  #stateChanged = false;
  #cancelFlush: CancelTimer | null = null;

  constructor({ link, tokens, clock = systemClock, schedule = soon, watch = watchPage }: BoardOptions) {
    super();
    this.#options = { link, tokens, clock, schedule, watch };
    this.#feed = new PresenceFeed(link, clock, {
      confirm: (presence, except) => this.#confirm(presence, except),
      change: (extension, status, isExact) => this.#mark(extension, status, isExact),
      update: () => this.#onFeed(),
    });
  }

  /** Keeps the board up to date until the returned function is called by everybody who has one. */
  use(): Unsubscribe {
    this.#users += 1;
    this.#cancelStop();
    if (this.#users === 1 && this.state === 'idle') this.#start();
    let using = true;
    return () => {
      if (!using) return;
      using = false;
      this.#users -= 1;
      if (this.#users === 0) this.#cancelStop = this.#options.clock.after(GRACE_MS, () => this.#stop());
    };
  }

  /** How statuses arrive; the words for people are the elements'. */
  get state(): FeedState {
    return this.#feed.state;
  }

  /** Why nothing arrives; null otherwise. */
  get error(): ApiError | null {
    return this.#feed.error;
  }

  /** Whether changes arrive as they happen. */
  get isRealtime(): boolean {
    return this.#feed.state === 'live';
  }

  /** The extension of the person at this page; null before the first token. */
  get own(): ExtensionIdentity | null {
    return this.#grant?.extension ?? null;
  }

  /** Whether the token allows this. */
  may(permission: string): boolean {
    return this.#grant?.permissions.includes(permission) ?? false;
  }

  /** Numbers of all, in the order of their names; the same list until somebody comes or goes. */
  get numbers(): readonly string[] {
    return this.#directory.numbers;
  }

  get all(): readonly Colleague[] {
    return this.#colleagues(this.numbers);
  }

  /** The people whose name, number or department has every word of the query in it. Accents do not matter. */
  find(query: string): readonly Colleague[] {
    return this.#colleagues(this.#directory.find(query));
  }

  /** Somebody by number; undefined for a number that neither the list nor a status has named. */
  get(extension: string): Colleague | undefined {
    const mark = this.#isTrusted ? this.#marks.get(extension) : undefined;
    const known = mark ? mark.shown : this.#unmarked.get(extension);
    if (known) return known;
    const person = this.#directory.get(extension);
    if (!person) return undefined;
    const { status = 'unknown', since = null } = mark ?? {};
    const colleague: Colleague = Object.freeze({ ...person, status, since });
    if (mark) mark.shown = colleague;
    else this.#unmarked.set(extension, colleague);
    return colleague;
  }

  /** Sets the status of the person at this page; it shows when the platform confirms it. Rejects with `ApiError`. */
  async setOwn(status: SettablePresence): Promise<void> {
    const { tokens, link } = this.#options;
    const { extension } = tokens.current ?? (await tokens.refresh());
    if (!extension) throw noStatus();
    await link.client.setPresence(extension.id, status);
    if (!this.isRealtime) this.#feed.refresh();
  }

  #start(): void {
    const { tokens, watch } = this.#options;
    this.#grant = tokens.current ?? this.#grant;
    this.#stops = [watch(() => this.#feed.refresh())];
    const stopTokens = tokens.on?.('grant', (grant) => this.#onGrant(grant));
    if (stopTokens) this.#stops.push(stopTokens);
    this.#feed.start();
    void this.#load();
  }

  #stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#feed.stop();
    this.#cancelFlush?.();
    this.#cancelFlush = null;
  }

  /** What the new token allows may be more. */
  #onGrant(grant: Grant): void {
    this.#grant = grant;
    this.#stateChanged = true;
    if (this.state === 'failed') this.#feed.refresh();
    this.#flushSoon();
  }

  /** Without the permission for the list there are numbers instead of names. */
  async #load(): Promise<void> {
    const { clock, link } = this.#options;
    if (this.#isLoading) return;
    this.#isLoading = true;
    this.#loadedAt = clock.monotonic();
    try {
      this.#people = peopleOf((await link.client.listExtensions()).extensions);
    } catch {
      // It is asked for again when a status comes of somebody whom it would name.
    } finally {
      this.#isLoading = false;
      this.#listPeople();
    }
  }

  #listPeople(): void {
    this.#directory = new Directory(this.#people, this.#marks.keys());
    this.#unmarked.clear();
    for (const mark of this.#marks.values()) mark.shown = null;
    this.#directoryChanged = true;
    this.#flushSoon();
  }

  #confirm(presence: Readonly<Record<string, PresenceStatus>>, except: ReadonlySet<string>): void {
    for (const extension of this.#marks.keys()) if (!Object.hasOwn(presence, extension)) this.#forget(extension);
    for (const [extension, status] of Object.entries(presence))
      if (!except.has(extension)) this.#mark(extension, status, this.#isTrusted);
  }

  #forget(extension: string): void {
    this.#marks.delete(extension);
    this.#touch(extension);
  }

  /** Runs for every change of everybody: one look-up, nothing made. */
  #mark(extension: string, status: PresenceStatus, isExact: boolean): void {
    const mark = this.#marks.get(extension);
    if (mark?.status === status) return;
    if (mark) {
      mark.status = status;
      mark.since = isExact ? this.#options.clock.now() : null;
      mark.shown = null;
    } else {
      this.#marks.set(extension, { status, since: null, shown: null });
      if (!this.#directory.get(extension)) this.#meet();
    }
    this.#touch(extension);
  }

  /** A status of somebody whom the list does not name: all that came with it are listed at once. */
  #meet(): void {
    if (this.#isMeeting || this.#isLoading) return;
    this.#isMeeting = true;
    queueMicrotask(() => {
      this.#isMeeting = false;
      this.#listPeople();
      if (this.#options.clock.monotonic() - this.#loadedAt >= RELOAD_MS) void this.#load();
    });
  }

  #onFeed(): void {
    if (this.#isTrusted !== this.#feed.isTrusted) {
      this.#isTrusted = this.#feed.isTrusted;
      for (const extension of this.#marks.keys()) this.#touch(extension);
    }
    this.#stateChanged = true;
    this.#flushSoon();
  }

  #touch(extension: string): void {
    this.#changed.add(extension);
    this.#flushSoon();
  }

  #flushSoon(): void {
    this.#cancelFlush ??= this.#options.schedule(() => {
      this.#cancelFlush = null;
      const change = { extensions: this.#changed, directory: this.#directoryChanged, state: this.#stateChanged };
      this.#changed = new Set();
      this.#directoryChanged = this.#stateChanged = false;
      this.emit('change', change);
    });
  }

  #colleagues(numbers: readonly string[]): readonly Colleague[] {
    return numbers.map((number) => this.get(number)).filter((colleague) => colleague !== undefined);
  }
}

function noStatus(): ApiError {
  return new ApiError('forbidden', 'A visitor has no status to set.', {
    advice: 'Let identify() return an extension for people who have one.',
  });
}

const boards = new WeakMap<TokenProvider, PresenceBoard>();

/** The board of this core: the same for everyone who asks. Silent until somebody uses it. */
export function presenceBoard({ tokens }: Pick<Softphone, 'tokens'>): PresenceBoard {
  const board = boards.get(tokens) ?? new PresenceBoard({ link: platformLink(tokens), tokens });
  boards.set(tokens, board);
  return board;
}
