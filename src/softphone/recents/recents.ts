import type { CallSnapshot } from '../../phone/call-state.js';
import { systemClock, type CancelTimer } from '../../shared/clock.js';
import { Emitter, type Unsubscribe } from '../../shared/emitter.js';
import { ApiError } from '../../shared/errors.js';
import { watchPage } from '../page-hints.js';
import type { PlatformLink } from '../platform-link.js';
import type { SoftphoneSnapshot } from '../snapshot.js';
import type { Softphone } from '../softphone.js';
import type { Core, KnownPerson, RecentsEvents, RecentsOptions, RecentsState } from './recents-options.js';
import { isMissed, ofSnapshot, type RecentCall } from './recent-call.js';
import { RecentsList } from './recents-list.js';
import { RecentsStore, restored, toKept } from './recents-store.js';

/** Calls of one page of the platform. */
const PAGE = 50;
/** Between two questions while nothing tells of new calls. */
const POLL_MS = 30_000;
/** The record of a call is made a moment after its end. */
const SOON_MS = 400;
/** When the record of a call that ended here is looked for again. */
const RETRY_MS = [2000, 6000, 20_000];

/**
 * The calls of this extension: from the platform, and at once from the phone itself, whose own calls stand at the top
 * until the platform's record takes their place. Kept beyond the page for the one extension that is signed in.
 */
export class Recents extends Emitter<RecentsEvents> {
  readonly #softphone: Core;
  readonly #options: Required<Omit<RecentsOptions, 'softphone'>>;
  readonly #list = new RecentsList();
  /** Calls of this page that were taken, by their ids. */
  readonly #taken = new Set<string>();
  /** Whom the page named in this page's calls, by number; kept nowhere. */
  readonly #people = new Map<string, KnownPerson>();
  #owner = '';
  #own = '';
  #seenAt: number;
  /** What is kept has been read: now it may be written anew. */
  #isRead = false;
  #link: PlatformLink | null = null;
  #users = 0;
  #stops: Unsubscribe[] = [];
  #asking: Promise<void> | null = null;
  #askAgain = false;
  #cancelTimer: CancelTimer = () => {};
  #cancelSave: CancelTimer | null = null;
  #retries = 0;
  state: RecentsState = 'idle';
  /** Why the platform does not answer; null otherwise. */
  error: ApiError | null = null;

  constructor({
    softphone,
    link,
    store = new RecentsStore(),
    clock = systemClock,
    watch = watchPage,
  }: RecentsOptions) {
    super();
    this.#softphone = softphone;
    this.#options = { link, store, clock, watch };
    this.#seenAt = clock.now();
    softphone.on('call-ended', (call) => this.#take(call));
    softphone.on('statechange', (snapshot) => this.#follow(snapshot));
    this.#follow(softphone.snapshot);
  }

  /** Newest first; the same list until something changes. */
  get calls(): readonly RecentCall[] {
    return this.#list.all;
  }

  /** The platform has older ones. */
  get hasMore(): boolean {
    return this.#list.hasMore;
  }

  /** Missed calls that nobody has looked at. */
  get missed(): number {
    return this.calls.filter((call) => isMissed(call) && call.at > this.#seenAt).length;
  }

  /** The number that was called last; empty when none is known. */
  get lastDialled(): string {
    return this.calls.find(({ direction, number }) => direction === 'outbound' && number !== '')?.number ?? '';
  }

  /** Whether these numbers may be blocked. */
  get mayBlock(): boolean {
    return this.#may('blocklist:write');
  }

  /** Keeps the calls up to date until the returned function is called by everybody who has one. */
  use(): Unsubscribe {
    this.#users += 1;
    if (this.#users === 1) void this.#start();
    let using = true;
    return () => {
      if (!using) return;
      using = false;
      this.#users -= 1;
      if (this.#users === 0) this.#stop();
    };
  }

  /** Asks the platform for the newest ones. Never rejects: `state` and `error` say what came of it. */
  refresh(): Promise<void> {
    this.#askAgain = this.#asking !== null;
    this.#asking ??= this.#load(1).finally(() => {
      this.#asking = null;
      if (this.#askAgain) void this.refresh();
    });
    return this.#asking;
  }

  /** Fetches older ones. */
  async more(): Promise<void> {
    if (!this.hasMore || this.#asking) return;
    this.#asking = this.#load(Math.floor(this.#list.size / PAGE) + 1).finally(() => (this.#asking = null));
    await this.#asking;
  }

  /** Calls, also old ones, with these words in a name or number, newest first. Rejects with `ApiError`. */
  async find(search: string): Promise<readonly RecentCall[]> {
    const link = await this.#platform();
    const { calls } = await link.client.listCalls({ extension: this.#own, search, limit: PAGE });
    return this.#list.read(calls, this.#own);
  }

  /** Refuses calls from this number from now on. Rejects with `ApiError`. */
  async block(number: string): Promise<void> {
    const link = await this.#platform();
    await link.client.blockNumber({ number, direction: 'inbound' });
  }

  /** Takes note of whom the page has named. */
  meet(number: string, person: KnownPerson): void {
    if (this.#people.get(number)?.name !== person.name) this.#people.set(number, person);
  }

  /** Whom the page named when this number called or was called. */
  person(number: string): KnownPerson | undefined {
    return this.#people.get(number);
  }

  /** The missed calls have been looked at. */
  markSeen(): void {
    if (this.missed === 0) return;
    this.#seenAt = Math.max(this.#options.clock.now(), ...this.calls.map(({ at }) => at));
    this.#changed();
  }

  /** Forgets everything, also what is kept: somebody signs out. */
  async wipe(): Promise<void> {
    this.#cancelSave?.();
    this.#cancelSave = null;
    this.#list.clear();
    this.#owner = '';
    this.#isRead = false;
    this.emit('change');
    await this.#options.store.wipe();
  }

  #follow({ extension, calls }: SoftphoneSnapshot): void {
    if (extension && extension.id !== this.#owner) void this.#open(extension.id, extension.number);
    // The end of a call may have come before this did.
    for (const call of calls) this.#take(call);
  }

  /** Somebody is signed in: their calls of earlier pages are read, those of somebody else are gone. */
  async #open(owner: string, own: string): Promise<void> {
    const { store, clock } = this.#options;
    if (this.#owner !== '') this.#list.clear();
    this.#people.clear();
    this.#owner = owner;
    this.#own = own;
    this.#isRead = false;
    this.state = this.#users > 0 ? 'loading' : 'idle';
    // A call that the core has already is news also on the first visit.
    const begun = Math.min(clock.now(), ...this.#softphone.snapshot.calls.map(({ startedAt }) => startedAt - 1));
    const kept = await store.read(owner);
    if (this.#owner !== owner) return;
    this.#seenAt = kept?.seenAt ?? begun;
    if (kept && this.#list.size === 0)
      this.#list.restore(kept.calls.map((call) => restored(call, this.#list.nextKey())));
    this.#isRead = true;
    this.#changed();
    if (this.#users > 0) void this.refresh();
  }

  #take(call: CallSnapshot): void {
    if (call.state.phase !== 'ended' || this.#taken.has(call.id)) return;
    this.#taken.add(call.id);
    this.#list.addEcho(ofSnapshot(call, call.state, this.#list.nextKey()));
    this.#retries = 0;
    this.#changed();
    if (this.#users > 0) this.#later(SOON_MS);
  }

  async #start(): Promise<void> {
    const stop = this.#options.watch(() => void this.refresh());
    this.#stops.push(stop);
    if (this.#owner !== '') void this.refresh();
    const link = this.#may('events:read') ? await this.#platform().catch(() => null) : null;
    if (!link || !this.#stops.includes(stop)) return;
    this.#stops.push(
      link.client.onWsEvent('call_end', ({ timestamp, recovered }) => {
        const skew = Date.parse(timestamp) - this.#options.clock.now();
        if (!recovered && !Number.isNaN(skew)) this.#list.skew = skew;
        this.#later(SOON_MS);
      }),
      link.client.onWsEvent('realtime_change', ({ isRealtime }) => isRealtime && void this.refresh()),
      link.follow(),
    );
  }

  #stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#cancelTimer();
  }

  async #load(page: number): Promise<void> {
    const owner = this.#owner;
    if (owner === '') return;
    if (!this.#may('calls:read')) return this.#settle('local', null);
    // What failed stays told until there is an answer: a button that goes takes the focus along.
    if (this.state !== 'ready' && this.state !== 'failed') this.#settle('loading', null);
    try {
      const link = await this.#platform();
      const answer = await link.client.listCalls({ extension: this.#own, page, limit: PAGE });
      if (this.#owner !== owner) return;
      this.#list.addPage(answer.calls, this.#own, answer.pagination.total, page === 1);
      this.#settle('ready', null);
    } catch (cause) {
      const error = ApiError.of(cause);
      if (this.#owner === owner) this.#settle(error.reason === 'forbidden' ? 'local' : 'failed', error);
    }
    this.#plan();
  }

  /** The next question: soon while a record is missing, else as often as nothing else tells of calls. */
  #plan(): void {
    if (this.#users === 0 || this.state === 'local') return;
    const retry = this.calls[0]?.isEcho ? RETRY_MS[this.#retries] : undefined;
    if (retry !== undefined) {
      this.#retries += 1;
      this.#later(retry);
    } else if (this.state === 'failed' || !this.#link?.client.isRealtime) this.#later(POLL_MS);
  }

  #later(ms: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#options.clock.after(ms, () => void this.refresh());
  }

  async #platform(): Promise<PlatformLink> {
    this.#link ??= await this.#options.link();
    return this.#link;
  }

  #may(permission: string): boolean {
    return this.#softphone.snapshot.permissions.includes(permission);
  }

  #settle(state: RecentsState, error: ApiError | null): void {
    this.state = state;
    this.error = error;
    this.#changed();
  }

  #changed(): void {
    this.emit('change');
    if (this.#isRead) this.#cancelSave ??= this.#options.clock.after(0, () => this.#save());
  }

  #save(): void {
    this.#cancelSave = null;
    const calls = this.calls.map(toKept);
    void this.#options.store.write({ owner: this.#owner, seenAt: this.#seenAt, calls });
  }
}

const all = new WeakMap<object, Recents>();

/** The recents of this core: the same for everyone who asks. From then on it takes note of each call that ends. */
export function recentsOf(softphone: Softphone): Recents {
  const { tokens } = softphone;
  const link = () => import('../platform-link.js').then(({ platformLink }) => platformLink(tokens));
  const recents = all.get(tokens) ?? new Recents({ softphone, link });
  all.set(tokens, recents);
  return recents;
}
