import type { AiWebhookPayloads } from './ai-events.js';
import type { CallWebhookPayloads } from './call-events.js';
import type { CampaignWebhookPayloads } from './campaign-events.js';

/** `data` of every event, by its name. */
export interface WebhookPayloads extends CallWebhookPayloads, CampaignWebhookPayloads, AiWebhookPayloads {
  'webhook.test': WebhookTestEvent;
}

/** Every event that can arrive: what a webhook can be subscribed to, and `webhook.test`. */
export type WebhookEventName = keyof WebhookPayloads;

/**
 * What a delivery carries: a union that `switch (envelope.event)` takes apart. Platforms newer than this package may
 * send further events, so keep a `default` that ignores them.
 */
export type WebhookEnvelope<Name extends WebhookEventName = WebhookEventName> = {
  [Event in Name]: {
    readonly event: Event;
    /** When it happened, ISO 8601. Deliveries may come out of order; this is the order. */
    readonly timestamp: string;
    readonly data: WebhookPayloads[Event];
  };
}[Name];

/** Sent by `testWebhook(id)` only, whatever the webhook is subscribed to. */
export interface WebhookTestEvent {
  readonly webhookId: string;
  /** For the person who pressed the button. */
  readonly message: string;
}
