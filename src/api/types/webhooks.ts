import type { IsoTime, PageParams, Pagination } from './common.js';

/** What a webhook may subscribe to. */
export type WebhookEventName =
  | 'call.started'
  | 'call.answered'
  | 'call.forwarded'
  | 'call.ended'
  | 'voicemail.new'
  | 'campaign.call_initiated'
  | 'campaign.answered'
  | 'campaign.amd_result'
  | 'campaign.ivr_completed'
  | 'campaign.queue_joined'
  | 'campaign.agent_answered'
  | 'campaign.completed'
  | 'call.start'
  | 'call.end'
  | 'call.transfer';

export interface Webhook {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly events: readonly WebhookEventName[];
  readonly enabled: boolean;
  /** The secret itself is never shown. */
  readonly hasSecret: boolean;
  readonly createdAt: IsoTime;
}

export interface CreateWebhookParams {
  readonly name: string;
  readonly url: string;
  readonly events: readonly WebhookEventName[];
  /** Turns on the signature header. */
  readonly secret?: string;
  readonly enabled?: boolean;
}

/** `secret: null` turns signing off. */
export type UpdateWebhookParams = Partial<Omit<CreateWebhookParams, 'secret'>> & {
  readonly secret?: string | null;
};

/** One event on its way to one webhook, with all its tries. */
export interface WebhookDelivery {
  readonly id: string;
  readonly event: WebhookEventName | 'test';
  readonly status: 'pending' | 'delivered' | 'failed';
  readonly attempts: number;
  /** HTTP status of the last try; null when nobody answered. */
  readonly responseStatus: number | null;
  readonly error: string | null;
  readonly createdAt: IsoTime;
  readonly lastAttemptAt: IsoTime | null;
  readonly nextAttemptAt: IsoTime | null;
}

export interface WebhookDeliveryList {
  readonly deliveries: readonly WebhookDelivery[];
  readonly pagination?: Pagination;
}

export type ListDeliveriesParams = PageParams;

export interface WebhookTestResult {
  readonly success: boolean;
  readonly delivery: WebhookDelivery;
}
