import type { VoIPClient } from '../api/client.js';
import type { PresenceStatus } from '../api/types/presence.js';
import type { Clock } from '../shared/clock.js';
import type { Unsubscribe } from '../shared/emitter.js';
import { LiveBoard } from './live-board.js';

/** Who does what. */
export interface PresenceState {
  /** Status by extension. */
  readonly presence: ReadonlyMap<string, PresenceStatus>;
  /** Whether changes arrive as they happen; otherwise they are asked for every 15 s. */
  readonly isRealtime: boolean;
}

/** Before anything is known, and on a server. */
export const unknownPresence: PresenceState = Object.freeze({ presence: new Map(), isRealtime: false });

/** The statuses of all extensions that a client may see. */
export class PresenceList extends LiveBoard<PresenceState> {
  #statuses = new Map<string, PresenceStatus>();
  /** Extensions that events have told of since REST was asked: its answer is older. */
  #told = new Set<string>();

  constructor(client: VoIPClient, clock?: Clock) {
    super(client, unknownPresence, clock);
  }

  protected override listen(): Unsubscribe[] {
    const { client } = this;
    return [
      client.onWsEvent('presence_snapshot', ({ data }) => this.#replace(data.presence)),
      client.onWsEvent('presence_change', ({ data }) => this.#tell(data.extension, data.status)),
      client.onWsEvent('registration_change', ({ data: { extension, registered } }) => {
        if (!registered) this.#tell(extension, 'offline');
        // The person may have said that they are away.
        else this.askSoon();
      }),
    ];
  }

  protected override async load(signal: AbortSignal): Promise<void> {
    this.#told.clear();
    this.#replace((await this.client.getPresence({ signal })).presence);
  }

  protected override draw(): PresenceState {
    return { presence: new Map(this.#statuses), isRealtime: this.client.isRealtime };
  }

  #tell(extension: string, status: PresenceStatus): void {
    this.#told.add(extension);
    this.#statuses.set(extension, status);
    this.moved();
  }

  #replace(presence: Readonly<Record<string, PresenceStatus>>): void {
    const told = [...this.#statuses].filter(([extension]) => this.#told.has(extension));
    this.#statuses = new Map([...Object.entries(presence), ...told]);
    this.moved();
  }
}

const lists = new WeakMap<VoIPClient, PresenceList>();

/** The list of this client: the same for everyone who asks. */
export function presenceList(client: VoIPClient): PresenceList {
  const list = lists.get(client) ?? new PresenceList(client);
  lists.set(client, list);
  return list;
}
