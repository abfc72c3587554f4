import type { VoIPClient } from '../api/client.js';
import type { PresenceStatus } from '../api/types/presence.js';
import type { Clock } from '../shared/clock.js';
import type { Unsubscribe } from '../shared/emitter.js';
import { watchPage } from '../softphone/page-hints.js';
import { PlatformLink } from '../softphone/platform-link.js';
import { PresenceFeed } from '../softphone/presence-feed.js';
import { Board } from './board.js';

/** Who does what. */
export interface PresenceState {
  /** Status by extension; empty as long as nothing is known, and when nothing has been heard for a while. */
  readonly presence: ReadonlyMap<string, PresenceStatus>;
  /** Whether changes arrive as they happen; otherwise they are asked for every 15 s. */
  readonly isRealtime: boolean;
}

/** Before anything is known, and on a server. */
export const unknownPresence: PresenceState = Object.freeze({ presence: new Map(), isRealtime: false });

/** The statuses of all extensions that a client may see, by the same feed as the elements. */
export class PresenceMap extends Board<PresenceState> {
  readonly #feed: PresenceFeed;
  readonly #statuses = new Map<string, PresenceStatus>();

  constructor(client: VoIPClient, clock?: Clock) {
    super(client, unknownPresence, clock);
    this.#feed = new PresenceFeed(new PlatformLink(client), this.clock, {
      confirm: (presence, except) => this.#confirm(presence, except),
      change: (extension, status) => this.#mark(extension, status),
      update: () => this.moved(),
    });
  }

  protected override start(): Unsubscribe[] {
    this.#feed.start();
    return [
      this.client.onWsEvent('registration_change', ({ data: { extension, registered } }) => {
        if (!registered) this.#mark(extension, 'offline');
        // Whether they are available only they have said.
        else this.#feed.refresh();
      }),
      watchPage(() => this.#feed.refresh()),
      () => this.#feed.stop(),
    ];
  }

  protected override draw(): PresenceState {
    const { isTrusted, state } = this.#feed;
    return { presence: new Map(isTrusted ? this.#statuses : []), isRealtime: state === 'live' };
  }

  #mark(extension: string, status: PresenceStatus): void {
    this.#statuses.set(extension, status);
    this.moved();
  }

  #confirm(presence: Readonly<Record<string, PresenceStatus>>, except: ReadonlySet<string>): void {
    for (const extension of this.#statuses.keys())
      if (!Object.hasOwn(presence, extension)) this.#statuses.delete(extension);
    for (const [extension, status] of Object.entries(presence))
      if (!except.has(extension)) this.#mark(extension, status);
  }
}

const maps = new WeakMap<VoIPClient, PresenceMap>();

/** The map of this client: the same for everyone who asks. */
export function presenceMap(client: VoIPClient): PresenceMap {
  const map = maps.get(client) ?? new PresenceMap(client);
  maps.set(client, map);
  return map;
}
