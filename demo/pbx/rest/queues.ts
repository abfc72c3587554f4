import type { QueueAgent as ShownAgent, QueueStats } from '../../../src/api/types/routing.js';
import type { Presence } from '../presence.js';
import type { Stored } from '../store/collection.js';
import { flag, InvalidFields, readChanges, readValues } from '../store/fields.js';
import { queueShape, type Queue, type QueueAgent } from '../store/shapes.js';
import type { Store } from '../store/store.js';
import { stableUuid } from '../company.js';
import { HttpError, JsonAnswer, type ApiRequest } from './http.js';
import { numberTaken } from './numbering.js';
import { filtered, pageOf } from './paging.js';
import { findOwn } from './resource.js';
import type { Router } from './router.js';

/** What callers of a queue go through; told by whoever runs the calls. */
export interface QueueTraffic {
  /** Of one queue, today. */
  of(queueId: string): Pick<QueueStats, 'waiting' | 'today'>;
}

const path = '/api/queues';

/** Queues, the places of their agents, and how they do today. */
export function addQueueRoutes(router: Router, store: Store, presence: Presence, traffic: QueueTraffic): void {
  const find = (request: ApiRequest) => findOwn(store.queues, request, 'queue');
  const show = (queue: Queue & Stored) => ({
    ...queue,
    agents: queue.agents.map((agent) => shownAgent(store, presence, agent)),
  });
  router
    .add('GET', path, ({ query, key }) => {
      const own = store.queues.all.filter(({ tenantId }) => tenantId === key.tenantId);
      const { items, pagination } = pageOf(filtered(own.map(show), query), query);
      return { queues: items, pagination };
    })
    .add('POST', path, ({ body, key: { tenantId } }) => {
      const { agents, ...values } = readValues(queueShape, body);
      numberTaken(store, values.extension);
      const queue = store.queues.add({ ...values, agents: seats(store, agents, []) }, { tenantId });
      return new JsonAnswer(201, { queue: show(queue) });
    })
    .add('PATCH', `${path}/{id}`, (request) => {
      const known = find(request);
      const { agents, ...values } = readChanges(queueShape, request.body);
      if (values.extension !== undefined) numberTaken(store, values.extension, known.id);
      const changes = agents === undefined ? values : { ...values, agents: seats(store, agents, known.agents) };
      return { queue: show(store.queues.update(known.id, changes) ?? known) };
    })
    .add('DELETE', `${path}/{id}`, (request) => ({ success: store.queues.delete(find(request).id) }))
    .add('GET', `${path}/{id}/stats`, (request) => {
      const queue = show(find(request));
      return { stats: { queueId: queue.id, agents: countAgents(queue.agents), ...traffic.of(queue.id) } };
    });
  addAgentRoutes(router, store, presence);
}

function addAgentRoutes(router: Router, store: Store, presence: Presence): void {
  const change = (request: ApiRequest, changes: Partial<QueueAgent>) => {
    const { queueId = '', agentId } = request.params;
    const queue = findOwn(store.queues, { params: { id: queueId }, key: request.key }, 'queue');
    const known = queue.agents.find(({ id, extension }) => id === agentId || extension === agentId);
    if (known === undefined) throw HttpError.notFound('agent in this queue');
    const agent = { ...known, ...changes };
    store.queues.update(queue.id, { agents: queue.agents.map((one) => (one === known ? agent : one)) });
    return { success: true, agent: shownAgent(store, presence, agent) };
  };
  router
    .add('POST', `${path}/{queueId}/agents/{agentId}/pause`, (request) =>
      change(request, readValues({ paused: flag }, request.body)),
    )
    .add('POST', `${path}/{queueId}/agents/{agentId}/login`, (request) =>
      change(request, readValues({ loggedIn: flag }, request.body)),
    );
}

/** A place for every extension; those that had one keep it. */
function seats(store: Store, extensions: readonly string[], known: readonly QueueAgent[]): readonly QueueAgent[] {
  return [...new Set(extensions)].map((extension) => {
    if (store.extension(extension) === undefined)
      throw new InvalidFields({ agents: `names ${extension}, which is no extension` });
    const id = stableUuid(`queue agent ${extension}`);
    return (
      known.find((agent) => agent.extension === extension) ?? { id, extension, loggedIn: true, paused: false }
    );
  });
}

function shownAgent(store: Store, presence: Presence, agent: QueueAgent): ShownAgent {
  const displayName = store.extension(agent.extension)?.displayName ?? agent.extension;
  return { ...agent, displayName, status: statusOf(agent, presence) };
}

function statusOf({ loggedIn, paused, extension }: QueueAgent, presence: Presence): ShownAgent['status'] {
  const { status } = presence.of(extension);
  if (!loggedIn || status === 'offline') return 'logged_out';
  if (paused || status === 'busy') return 'paused';
  return status === 'available' ? 'available' : 'on_call';
}

function countAgents(agents: readonly ShownAgent[]): QueueStats['agents'] {
  const count = (wanted: ShownAgent['status']) => agents.filter(({ status }) => status === wanted).length;
  return {
    total: agents.length,
    available: count('available'),
    onCall: count('on_call'),
    paused: count('paused'),
    loggedOut: count('logged_out'),
  };
}
