import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type {
  CreateWebhookParams,
  ListDeliveriesParams,
  UpdateWebhookParams,
  Webhook,
  WebhookDeliveryList,
  WebhookTestResult,
} from '../types/webhooks.js';
import type { Success } from '../types/common.js';

/** Subscribes an address to events; a `secret` turns on signatures. */
export function createWebhook(
  api: Api,
  params: CreateWebhookParams,
  options?: RequestOptions,
): Promise<{ webhook: Webhook }> {
  return api.send(endpoints.createWebhook, {}, { body: params, options });
}

/** Changes the fields that are given. */
export function updateWebhook(
  api: Api,
  id: string,
  params: UpdateWebhookParams,
  options?: RequestOptions,
): Promise<{ webhook: Webhook }> {
  return api.send(endpoints.updateWebhook, { id }, { body: params, options });
}

/** All subscriptions. */
export function listWebhooks(api: Api, options?: RequestOptions): Promise<{ webhooks: readonly Webhook[] }> {
  return api.send(endpoints.listWebhooks, {}, { options });
}

/** Ends a subscription. */
export function deleteWebhook(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.deleteWebhook, { id }, { options });
}

/** Sends a test event now. */
export function testWebhook(api: Api, id: string, options?: RequestOptions): Promise<WebhookTestResult> {
  return api.send(endpoints.testWebhook, { id }, { options });
}

/** What was sent, how often, and how it was answered. */
export function listWebhookDeliveries(
  api: Api,
  id: string,
  params: ListDeliveriesParams = {},
  options?: RequestOptions,
): Promise<WebhookDeliveryList> {
  return api.send(endpoints.listWebhookDeliveries, { id }, { query: params, options });
}
