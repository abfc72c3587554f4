import { randomUUID } from 'node:crypto';
import type { WebhookDelivery } from '../../../src/api/types/webhooks.js';
import type { CancelTimer, Clock } from '../../../src/shared/clock.js';
import type { WebhookEventName, WebhookPayloads } from '../../../src/webhooks/envelope.js';
import type { Collection, Stored } from '../store/collection.js';
import type { Webhook } from '../store/shapes.js';
import { attempt } from './attempt.js';

export interface WebhookTiming {
  /** Waits before the second, third, … try; after the last one a delivery has failed. */
  readonly retryDelaysMs: readonly number[];
  /** How long a receiver may take. */
  readonly timeoutMs: number;
}

/** Five tries within about six minutes. */
export const usualWebhookTiming: WebhookTiming = {
  retryDelaysMs: [1000, 5000, 60_000, 300_000],
  timeoutMs: 10_000,
};

export interface DispatcherOptions extends WebhookTiming {
  readonly webhooks: Collection<Webhook>;
  readonly clock: Clock;
}

/** What a delivery is about; kept for its tries. */
interface Parcel {
  readonly webhookId: string;
  readonly deliveryId: string;
  readonly event: WebhookEventName;
  readonly body: string;
  /** The delivery before its first try. */
  readonly first: WebhookDelivery;
}

const mostRemembered = 200;

/**
 * Sends events to the webhooks that asked for them, and remembers what became of each. The first tries of one
 * webhook are made one after another, so that events arrive in order as long as the receiver is up; what failed is
 * tried again after the waits of `retryDelaysMs` without holding up the rest.
 */
export class WebhookDispatcher {
  readonly #options: DispatcherOptions;
  readonly #deliveries = new Map<string, WebhookDelivery[]>();
  readonly #lines = new Map<string, Promise<void>>();
  readonly #waiting = new Set<CancelTimer>();
  readonly #closing = new AbortController();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Tells every webhook of the company that is subscribed. Returns at once. */
  publish<Name extends WebhookEventName>(tenantId: string, event: Name, data: WebhookPayloads[Name]): void {
    for (const webhook of this.#options.webhooks.all) {
      const wants =
        webhook.enabled && webhook.tenantId === tenantId && webhook.events.some((name) => name === event);
      if (wants) this.#enqueue(this.#pack(webhook, event, data));
    }
  }

  /** One try of a test event, whatever the webhook is subscribed to. */
  async test(webhook: Webhook & Stored): Promise<WebhookDelivery> {
    const data = { webhookId: webhook.id, message: `A test of ${webhook.name}.` };
    const parcel = this.#pack(webhook, 'webhook.test', data);
    await this.#try(parcel, false);
    return this.#find(parcel) ?? parcel.first;
  }

  /** Newest first. */
  deliveries(webhookId: string): readonly WebhookDelivery[] {
    return (this.#deliveries.get(webhookId) ?? []).toReversed();
  }

  /** To be called when a webhook is deleted. */
  forget(webhookId: string): void {
    this.#deliveries.delete(webhookId);
    this.#lines.delete(webhookId);
  }

  close(): void {
    this.#closing.abort();
    for (const cancel of this.#waiting) cancel();
    this.#waiting.clear();
  }

  #pack(webhook: Webhook & Stored, event: WebhookEventName, data: unknown): Parcel {
    const createdAt = new Date(this.#options.clock.now()).toISOString();
    const delivery: WebhookDelivery = {
      id: randomUUID(),
      event: event === 'webhook.test' ? 'test' : event,
      status: 'pending',
      attempts: 0,
      responseStatus: null,
      error: null,
      createdAt,
      lastAttemptAt: null,
      nextAttemptAt: createdAt,
    };
    const known = this.#deliveries.get(webhook.id) ?? [];
    this.#deliveries.set(webhook.id, [...known, delivery].slice(-mostRemembered));
    const body = JSON.stringify({ event, timestamp: createdAt, data });
    return { webhookId: webhook.id, deliveryId: delivery.id, event, body, first: delivery };
  }

  #enqueue(parcel: Parcel): void {
    const before = this.#lines.get(parcel.webhookId) ?? Promise.resolve();
    this.#lines.set(
      parcel.webhookId,
      before.then(() => this.#try(parcel, true)),
    );
  }

  async #try(parcel: Parcel, again: boolean): Promise<void> {
    const { webhooks, clock, timeoutMs, retryDelaysMs } = this.#options;
    const webhook = webhooks.get(parcel.webhookId);
    if (webhook === undefined || this.#closing.signal.aborted) return;
    const { url, secret } = webhook;
    const now = clock.now();
    const { signal } = this.#closing;
    const result = await attempt({ ...parcel, url, secret, timeoutMs, now, signal });
    // Deleted, or pushed out by newer ones, while the receiver took its time.
    const known = this.#find(parcel);
    if (signal.aborted || known === undefined) return;
    const attempts = known.attempts + 1;
    const delay = result.delivered || !again ? undefined : retryDelaysMs[attempts - 1];
    this.#note(parcel, {
      attempts,
      status: result.delivered ? 'delivered' : delay === undefined ? 'failed' : 'pending',
      responseStatus: result.responseStatus,
      error: result.error,
      lastAttemptAt: new Date(now).toISOString(),
      nextAttemptAt: delay === undefined ? null : new Date(clock.now() + delay).toISOString(),
    });
    if (delay !== undefined) this.#later(delay, parcel);
  }

  #later(delayMs: number, parcel: Parcel): void {
    const cancel = this.#options.clock.after(delayMs, () => {
      this.#waiting.delete(cancel);
      void this.#try(parcel, true);
    });
    this.#waiting.add(cancel);
  }

  #find({ webhookId, deliveryId }: Parcel): WebhookDelivery | undefined {
    return this.#deliveries.get(webhookId)?.find(({ id }) => id === deliveryId);
  }

  #note({ webhookId, deliveryId }: Parcel, changes: Partial<WebhookDelivery>): void {
    const known = this.#deliveries.get(webhookId) ?? [];
    this.#deliveries.set(
      webhookId,
      known.map((one) => (one.id === deliveryId ? { ...one, ...changes } : one)),
    );
  }
}
