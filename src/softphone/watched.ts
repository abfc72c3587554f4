import type { TokenProvider } from '../api/authorization.js';
import type { VoIPClient } from '../api/client.js';
import type { ExtensionIdentity, Grant } from '../api/token.js';
import { systemClock, type CancelTimer, type Clock } from '../shared/clock.js';
import { Emitter, type Unsubscribe } from '../shared/emitter.js';
import { ApiError } from '../shared/errors.js';
import { watchPage } from './page-hints.js';
import { platformLink, type PlatformLink } from './platform-link.js';

/** `failed` keeps what was read before it, if anything was. */
export type WatchedState = 'idle' | 'loading' | 'ready' | 'failed';

/** The world of a watched value; all but the tokens is for tests. */
export interface WatchedOptions {
  readonly tokens: TokenProvider;
  readonly link?: PlatformLink;
  readonly clock?: Clock;
  /** Tells when the page woke up. */
  readonly watch?: (listener: () => void) => Unsubscribe;
}

export interface WatchedEvents {
  change: void;
}

/** The same view may come back in a moment: the event socket is not opened anew for that. */
const GRACE_MS = 2000;
/** Events come in bundles: one question for all of them, a moment later, when the platform has written down what it told. */
const SETTLE_MS = 400;
const RETRY_MS = 15_000;

/**
 * Something of the platform that a view shows, once for all views of a core: read with the first use, and again after
 * events, after a while and when the page wakes. Silent while nobody uses it. What a wish of ours has changed is newer
 * than every answer that was on its way meanwhile.
 */
export abstract class Watched<Value> extends Emitter<WatchedEvents> {
  protected readonly tokens: TokenProvider;
  protected readonly clock: Clock;
  readonly #link: PlatformLink;
  readonly #watch: (listener: () => void) => Unsubscribe;
  #users = 0;
  #stops: Unsubscribe[] = [];
  #cancelStop: CancelTimer = () => {};
  #cancelNext: CancelTimer = () => {};
  /** Which answer counts; another number makes those on their way worthless. */
  #turn = 0;
  #asking: Promise<void> | null = null;
  #isStale = false;
  #isFollowing = false;
  #owner = '';
  state: WatchedState = 'idle';
  /** Null until it was read once. */
  value: Value | null = null;
  /** Why it could not be read; null otherwise. */
  error: ApiError | null = null;

  constructor({ tokens, link = platformLink(tokens), clock = systemClock, watch = watchPage }: WatchedOptions) {
    super();
    this.tokens = tokens;
    this.clock = clock;
    this.#link = link;
    this.#watch = watch;
  }

  /** Reads it. */
  protected abstract load(own: ExtensionIdentity): Promise<Value>;

  /** Milliseconds between two readings when nothing else asks for one. */
  protected abstract get everyMs(): number;

  /** Subscribes to what makes the value old. */
  protected follow(_client: VoIPClient, _isOld: () => void): readonly Unsubscribe[] {
    return [];
  }

  protected get client(): VoIPClient {
    return this.#link.client;
  }

  /** Whether changes arrive as they happen. */
  get isRealtime(): boolean {
    return this.client.isRealtime;
  }

  /** Whether the token allows this. */
  may(permission: string): boolean {
    return this.tokens.current?.permissions.includes(permission) ?? false;
  }

  /** Keeps the value up to date until the returned function is called by everybody who has one. */
  use(): Unsubscribe {
    this.#users += 1;
    this.#cancelStop();
    if (this.#stops.length === 0) this.#start();
    let using = true;
    return () => {
      if (!using) return;
      using = false;
      this.#users -= 1;
      if (this.#users === 0) this.#cancelStop = this.clock.after(GRACE_MS, () => this.#stop());
    };
  }

  /** Reads it now; whoever asks meanwhile gets the same answer. Never rejects: see `error`. */
  refresh(): Promise<void> {
    this.#cancelNext();
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  /** Shows what a wish has made of it. */
  protected show(value: Value): void {
    this.#turn += 1;
    this.#settle('ready', value, null);
  }

  /** The extension of the person at this page. Rejects with `ApiError`. */
  protected async own(): Promise<ExtensionIdentity> {
    const { extension } = this.tokens.current ?? (await this.tokens.refresh());
    if (extension) return extension;
    throw new ApiError('forbidden', 'A visitor has no extension.', {
      advice: 'Let identify() return an extension for people who have one.',
    });
  }

  /** Reads it a moment after the last of the events that ask for it. */
  protected isOld(afterMs = SETTLE_MS): void {
    if (this.#asking) this.#isStale = true;
    else this.#next(afterMs);
  }

  #start(): void {
    const { client } = this;
    const onGrant = (grant: Grant): void => {
      // The first token comes while it is read for the first time.
      if (this.#owner !== '' && grant.extension?.id !== this.#owner) this.#forget();
      else if (this.state === 'failed') void this.refresh();
    };
    this.#stops = [
      this.#watch(() => this.isOld(0)),
      this.tokens.on?.('grant', onGrant) ?? (() => {}),
      client.onWsEvent('realtime_change', () => {
        this.emit('change');
        if (this.isRealtime) this.isOld();
      }),
      ...this.follow(client, () => this.isOld()),
    ];
    this.#isFollowing = false;
    if (this.value === null) this.#settle('loading', null, null);
    void this.refresh();
  }

  #stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#cancelNext();
    this.#turn += 1;
    this.state = 'idle';
  }

  async #ask(): Promise<void> {
    const turn = (this.#turn += 1);
    this.#isStale = false;
    try {
      const own = await this.own();
      this.#followEvents();
      const value = await this.#loadFor(own);
      if (turn === this.#turn) this.#settle('ready', value, null);
    } catch (error) {
      if (turn === this.#turn) this.#settle('failed', this.value, ApiError.of(error));
    }
    if (this.#users > 0) this.#next(this.#isStale ? SETTLE_MS : this.error ? RETRY_MS : this.everyMs);
  }

  /** Somebody else signed in: what was read for the one before, or is on its way, is not for them. */
  #forget(): void {
    this.#turn += 1;
    if (this.value !== null) this.#settle('loading', null, null);
    this.isOld(0);
  }

  /** The event socket, once a token says that it would be opened: asking in vain leaves errors in the console. */
  #followEvents(): void {
    if (this.#isFollowing || this.#stops.length === 0 || !this.may('events:read')) return;
    this.#isFollowing = true;
    this.#stops.push(this.#link.follow());
  }

  /** What belongs to the person before is not shown to the one who signs in. */
  #loadFor(own: ExtensionIdentity): Promise<Value> {
    if (own.id !== this.#owner) {
      this.#owner = own.id;
      if (this.value !== null) this.#settle('loading', null, null);
    }
    return this.load(own);
  }

  #next(afterMs: number): void {
    this.#cancelNext();
    this.#cancelNext = this.clock.after(afterMs, () => void this.refresh());
  }

  #settle(state: WatchedState, value: Value | null, error: ApiError | null): void {
    this.state = state;
    this.value = value;
    this.error = error;
    this.emit('change');
  }
}

/** Makes `of(softphone)`: the same object for everyone who asks with the same core. */
export function onePerCore<
  Thing,
  Core extends { readonly tokens: TokenProvider } = { readonly tokens: TokenProvider },
>(make: (core: Core) => Thing): (core: Core) => Thing {
  const things = new WeakMap<TokenProvider, Thing>();
  return (core) => {
    const thing = things.get(core.tokens) ?? make(core);
    things.set(core.tokens, thing);
    return thing;
  };
}
