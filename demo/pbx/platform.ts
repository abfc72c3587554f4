import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { systemClock } from '../../src/shared/clock.js';
import { silentLogger, type Logger } from '../../src/shared/logger.js';
import { PlaygroundServer } from './ai/playground-server.js';
import { CallHistory } from './b2bua/call-history.js';
import { Campaigns } from './b2bua/campaigns.js';
import { Exchange } from './b2bua/exchange.js';
import { Recordings } from './b2bua/recordings.js';
import { usualTiming, type Timing } from './b2bua/timing.js';
import { homeTenantId } from './company.js';
import { addControlRoutes } from './control/control-routes.js';
import { EventHub } from './events/event-hub.js';
import { directionOfCall } from './events/platform-event.js';
import { publishEvents, snapshotOf } from './events/publish.js';
import { Presence } from './presence.js';
import { addCallRoutes } from './rest/calls.js';
import { addCampaignRoutes } from './rest/campaigns.js';
import { addConferenceRoutes } from './rest/conferences.js';
import { addConditionRoutes, Conditions } from './rest/conditions.js';
import { identifyRequest } from './rest/credentials.js';
import { addExtensionRoutes } from './rest/extensions.js';
import { PresignedFiles } from './rest/presigned-files.js';
import { addRecordingRoutes } from './rest/recordings.js';
import type { CompanyActivity } from './rest/reports.js';
import { addResourceRoutes } from './rest/resources.js';
import { Router } from './rest/router.js';
import { addThreeWayRoutes } from './rest/three-way.js';
import { addVoicemailRoutes } from './rest/voicemail.js';
import { Faults } from './sip/faults.js';
import { Registrar } from './sip/registrar.js';
import { SipServer } from './sip/sip-server.js';
import { Store } from './store/store.js';
import { tellCalls, tellVoicemails } from './webhooks/call-events.js';
import { usualWebhookTiming, WebhookDispatcher, type WebhookTiming } from './webhooks/dispatcher.js';

export interface PlatformOptions {
  /** Path below which everything is; `/platform` unless said otherwise. */
  readonly basePath?: string;
  /** The first key of the REST API and the event socket; it may do everything. */
  readonly apiKey: string;
  /** Address as a browser reaches it, such as `http://localhost:8080`; asked when it is needed. */
  readonly publicUrl: () => string;
  /** Opens `{base}/control`, which may do what no customer could. Off unless said otherwise. */
  readonly control?: boolean;
  readonly timing?: Partial<Timing>;
  /** How patient webhooks are. */
  readonly webhookTiming?: Partial<WebhookTiming>;
  /** Bearer that webhooks of AI tools are called with. A new one each time unless it is said. */
  readonly toolsWebhookKey?: string;
  readonly logger?: Logger;
}

/**
 * The development platform: a small telephone company in one process. `{base}/api` is its REST API,
 * `{base}/ws` its event socket, `{base}/sip` its SIP server for browsers.
 */
export class Platform {
  readonly #base: string;
  readonly #options: PlatformOptions;
  readonly #store: Store;
  readonly #conditions = new Conditions(systemClock);
  readonly #registrar = new Registrar();
  readonly #faults = new Faults();
  readonly #exchange: Exchange;
  readonly #sip: SipServer;
  readonly #events: EventHub;
  readonly #campaigns: Campaigns;
  readonly #recordings: Recordings;
  readonly #history: CallHistory;
  readonly #files = new PresignedFiles(() => `${this.#options.publicUrl()}${this.#base}/storage`);
  readonly #webhooks: WebhookDispatcher;
  readonly #playground: PlaygroundServer;
  readonly #toolsWebhookKey: string;
  readonly #router: Router;

  constructor(options: PlatformOptions) {
    this.#options = options;
    this.#base = options.basePath ?? '/platform';
    this.#store = new Store(options.apiKey);
    const logger = options.logger ?? silentLogger;
    const timing = { ...usualTiming, ...options.timing };
    const extension = (number: string) => this.#store.extension(number);
    const registrar = this.#registrar;
    const exchange = new Exchange({
      rules: { extension, isBlocked: (number, direction) => this.#store.blocked(number, direction) !== undefined },
      registrar,
      timing,
      logger,
    });
    const presence = new Presence(() => this.#store.extensions.all, registrar, exchange);
    const sources = {
      registrar,
      presence,
      exchange,
      tenantOf: (number: string) => extension(number)?.tenantId ?? homeTenantId,
    };
    this.#exchange = exchange;
    this.#sip = new SipServer({
      extension,
      registrar,
      faults: this.#faults,
      domain: () => this.#domain,
      logger,
      onInvite: (connection, request, from) => exchange.receive(connection, request, from),
      onClose: (connection) => exchange.connectionLost(connection),
    });
    this.#events = new EventHub({
      identify: (key) => this.#store.apiKeys.identify(key),
      snapshot: (tenantId) => snapshotOf(sources, tenantId),
      authenticateMs: timing.authenticateMs,
      fate: () => this.#faults.events,
    });
    publishEvents(this.#events, sources);
    this.#store.apiKeys.on('invalid', (id) => this.#events.closeKey(id));
    this.#campaigns = new Campaigns({ clock: systemClock, secondMs: timing.campaignSecondMs });
    this.#recordings = new Recordings(exchange);
    this.#history = new CallHistory(exchange, this.#recordings);
    this.#toolsWebhookKey = options.toolsWebhookKey ?? `csk_live_${randomBytes(24).toString('base64url')}`;
    this.#webhooks = this.#createWebhooks();
    this.#playground = new PlaygroundServer({
      store: this.#store,
      webhooks: this.#webhooks,
      clock: systemClock,
      authenticateMs: timing.authenticateMs,
      toolsWebhookKey: this.#toolsWebhookKey,
      logger,
    });
    this.#router = this.#createRouter(presence, logger);
  }

  /** Answers a request below the base path; false when it is not. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean {
    const url = this.#below(request);
    if (url === null) return false;
    const path = url.pathname.slice(this.#base.length);
    if (path.startsWith('/storage/')) this.#files.answer(path.slice('/storage/'.length), request, response);
    else void this.#router.handle(request, response, path, url.searchParams);
    return true;
  }

  /** Takes over a WebSocket to `{base}/sip`, `{base}/ws` or an AI playground; false when it is another. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const path = this.#below(request)?.pathname.slice(this.#base.length);
    if (path === undefined) return false;
    const isPlayground = this.#playground.handles(path);
    if (path !== '/sip' && path !== '/ws' && !isPlayground) return false;
    // A browser that leaves during the handshake must not end the process.
    socket.on('error', () => undefined);
    if (isPlayground) this.#playground.handleUpgrade(request, socket, head, path);
    else (path === '/sip' ? this.#sip : this.#events).handleUpgrade(request, socket, head);
    return true;
  }

  /** Ends every call and socket. */
  async close(): Promise<void> {
    this.#exchange.close();
    this.#playground.close();
    this.#webhooks.close();
    this.#campaigns.close();
    this.#sip.close();
    this.#events.close();
    this.#registrar.close();
  }

  get #domain(): string {
    return new URL(this.#options.publicUrl()).hostname;
  }

  #createRouter(presence: Presence, logger: Logger): Router {
    const registrar = this.#registrar;
    const exchange = this.#exchange;
    const store = this.#store;
    const conditions = this.#conditions;
    const router = new Router({
      identify: (request, path, query) => identifyRequest(store.apiKeys, request, path, query),
      conditions,
      logger,
    });
    const sipUrl = () => `${this.#options.publicUrl().replace(/^http/, 'ws')}${this.#base}/sip`;
    addExtensionRoutes(router, { store, registrar, sipDomain: () => this.#domain, sipUrl });
    addCallRoutes(router, {
      exchange,
      history: this.#history,
      extension: (number) => store.extension(number),
      isRegistered: (number) => registrar.isRegistered(number),
    });
    addConferenceRoutes(router, exchange);
    addThreeWayRoutes(router, exchange, this.#faults);
    addRecordingRoutes(router, this.#recordings, this.#files);
    addCampaignRoutes(router, this.#campaigns, store);
    addVoicemailRoutes(router, exchange.voicemail, this.#history);
    addResourceRoutes(router, {
      store,
      presence,
      webhooks: this.#webhooks,
      playground: this.#playground,
      activity: this.#activity(),
      outsideCalls: () => exchange.calls.filter((call) => directionOfCall(call) !== 'internal').length,
    });
    if (this.#options.control === true) {
      addControlRoutes(router, { exchange, registrar, faults: this.#faults });
      addConditionRoutes(router, conditions);
      router.add('GET', '/control/tools-webhook-key', () => ({ key: this.#toolsWebhookKey }));
    }
    return router;
  }

  #createWebhooks(): WebhookDispatcher {
    const timing = { ...usualWebhookTiming, ...this.#options.webhookTiming };
    const webhooks = new WebhookDispatcher({ webhooks: this.#store.webhooks, clock: systemClock, ...timing });
    tellCalls(this.#exchange, webhooks);
    tellVoicemails(this.#exchange.voicemail, webhooks);
    this.#campaigns.on('stage', ({ tenantId, stage }) => webhooks.publish(tenantId, stage.name, stage.data));
    return webhooks;
  }

  /** What reports and statistics count. */
  #activity(): CompanyActivity {
    return {
      records: () => this.#history.all,
      activeCalls: () => this.#exchange.calls.length,
      isRegistered: (extension) => this.#registrar.isRegistered(extension),
      unreadVoicemails: () => this.#exchange.voicemail.messages.filter(({ isRead }) => !isRead).length,
      recordings: () => {
        const { all } = this.#recordings;
        return { count: all.length, bytes: all.reduce((sum, { wav }) => sum + wav.length, 0) };
      },
    };
  }

  #below(request: IncomingMessage): URL | null {
    const url = new URL(request.url ?? '/', 'http://platform.invalid');
    return url.pathname.startsWith(`${this.#base}/`) ? url : null;
  }
}
