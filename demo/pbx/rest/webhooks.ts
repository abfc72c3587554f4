import type { Stored } from '../store/collection.js';
import { webhookShape, type Webhook } from '../store/shapes.js';
import type { Store } from '../store/store.js';
import type { WebhookDispatcher } from '../webhooks/dispatcher.js';
import { pageOf } from './paging.js';
import { addResource, findOwn } from './resource.js';
import type { Router } from './router.js';

/** Webhooks, a try of each, and what became of their deliveries. */
export function addWebhookRoutes(router: Router, { webhooks }: Store, dispatcher: WebhookDispatcher): void {
  addResource(router, {
    path: '/api/webhooks',
    one: 'webhook',
    many: 'webhooks',
    collection: webhooks,
    shape: webhookShape,
    start: () => ({}),
    show: withoutSecret,
    removing: ({ id }) => dispatcher.forget(id),
    single: false,
  });
  router
    .add('POST', '/api/webhooks/{id}/test', async (request) => {
      const delivery = await dispatcher.test(findOwn(webhooks, request, 'webhook'));
      return { success: delivery.status === 'delivered', delivery };
    })
    .add('GET', '/api/webhooks/{id}/deliveries', (request) => {
      const { id } = findOwn(webhooks, request, 'webhook');
      const { items, pagination } = pageOf(dispatcher.deliveries(id), request.query, 50);
      return { deliveries: items, pagination };
    });
}

function withoutSecret({ secret, ...webhook }: Webhook & Stored): object {
  return { ...webhook, hasSecret: secret !== null };
}
