import type { WebhookDispatcher } from '../webhooks/dispatcher.js';
import type { PlaygroundServer } from '../ai/playground-server.js';
import type { Presence } from '../presence.js';
import type { Store } from '../store/store.js';
import { addAiRoutes } from './ai.js';
import { addApiKeyRoutes } from './api-keys.js';
import { addIvrRoutes } from './ivr.js';
import { addPresenceRoutes } from './presence.js';
import { addQueueRoutes } from './queues.js';
import { addReportRoutes, type CompanyActivity } from './reports.js';
import type { Router } from './router.js';
import { addRoutingRoutes } from './routing.js';
import { addScheduleRoutes } from './schedules.js';
import { addTenantRoutes } from './tenants.js';
import { addTrunkRoutes } from './trunks.js';
import { addTurnRoutes } from './turn.js';
import { addWebhookRoutes } from './webhooks.js';

export interface ResourceRoutesOptions {
  readonly store: Store;
  readonly presence: Presence;
  readonly webhooks: WebhookDispatcher;
  readonly playground: PlaygroundServer;
  readonly activity: CompanyActivity;
  /** Calls to or from the public network that run now. */
  readonly outsideCalls: () => number;
}

/** Everything of the API that is data rather than calls. */
export function addResourceRoutes(router: Router, options: ResourceRoutesOptions): void {
  const { store, presence, activity } = options;
  addPresenceRoutes(router, presence, store);
  addTurnRoutes(router);
  addRoutingRoutes(router, store);
  addQueueRoutes(router, store, presence, store.queueLog);
  addIvrRoutes(router, store);
  addScheduleRoutes(router, store, Date.now);
  addTrunkRoutes(router, store, options.outsideCalls);
  addWebhookRoutes(router, store, options.webhooks);
  addApiKeyRoutes(router, store);
  addTenantRoutes(router, store, activity);
  addReportRoutes(router, store, activity);
  addAiRoutes(router, store, () => options.playground.activeSessions);
}
