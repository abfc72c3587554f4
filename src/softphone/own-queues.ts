import type { VoIPClient } from '../api/client.js';
import type { ExtensionIdentity } from '../api/token.js';
import type { CallQueue, QueueAgent, QueueStats } from '../api/types/routing.js';
import type { Unsubscribe } from '../shared/emitter.js';
import { ApiError } from '../shared/errors.js';
import { onePerCore, Watched } from './watched.js';

/** A queue in which the person at this page has a place. */
export interface OwnQueue {
  readonly id: string;
  readonly name: string;
  /** Number that is dialled. */
  readonly extension: string;
  readonly place: QueueAgent;
  /** How it does right now; null where that could not be read. */
  readonly stats: QueueStats | null;
}

/** Callers who wait are told by no event. */
const EVERY_MS = 10_000;

/** The queues one has a place in: who waits there, and whether one takes their calls. */
export class OwnQueues extends Watched<readonly OwnQueue[]> {
  protected readonly everyMs = EVERY_MS;
  readonly #reasons = new Map<string, string>();

  /** Takes calls of the queue, or no longer. Rejects with `ApiError`. */
  async logIn(queueId: string, loggedIn: boolean): Promise<void> {
    const { number } = await this.own();
    await this.client.loginQueueAgent(queueId, number, loggedIn);
    await this.#reload();
  }

  /** Takes a break, or ends it. The platform keeps no reason: the page that knows one shows it. Rejects with `ApiError`. */
  async pause(queueId: string, paused: boolean, reason = ''): Promise<void> {
    const { number } = await this.own();
    await this.client.pauseQueueAgent(queueId, number, paused);
    if (paused) this.#reasons.set(queueId, reason);
    else this.#reasons.delete(queueId);
    await this.#reload();
  }

  /** Why one takes a break in this queue; empty where this page does not know. */
  reasonOf({ id, place }: OwnQueue): string {
    return (place.paused && this.#reasons.get(id)) || '';
  }

  protected override async load({ number }: ExtensionIdentity): Promise<readonly OwnQueue[]> {
    const { queues } = await this.client.listQueues();
    const own = queues.flatMap((queue) => {
      const place = queue.agents.find(({ extension }) => extension === number);
      return place ? [{ queue, place }] : [];
    });
    return Promise.all(own.map(({ queue, place }) => this.#read(queue, place)));
  }

  protected override follow(client: VoIPClient, isOld: () => void): readonly Unsubscribe[] {
    return (['call_start', 'call_answer', 'call_end', 'presence_change'] as const).map((type) =>
      client.onWsEvent(type, (event) => {
        // Of everybody's statuses only the own one moves the own place.
        const { data } = event;
        if (!('extension' in data) || data.extension === this.tokens.current?.extension?.number) isOld();
      }),
    );
  }

  async #read({ id, name, extension }: CallQueue, place: QueueAgent): Promise<OwnQueue> {
    const stats = await this.client.getQueueStats(id).then(
      (answer) => answer.stats,
      (error: unknown) => {
        if (error instanceof ApiError) return null;
        throw error;
      },
    );
    return { id, name, extension, place, stats };
  }

  /** The platform may make something else of a wish than what was wished for: what is shown is read. */
  async #reload(): Promise<void> {
    this.show(await this.load(await this.own()));
  }
}

/** The queues of this core's extension: the same for everyone who asks. */
export const ownQueues = onePerCore(({ tokens }) => new OwnQueues({ tokens }));
