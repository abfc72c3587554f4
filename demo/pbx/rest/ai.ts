import type { AiHealth } from '../../../src/api/types/ai.js';
import { speak } from '../ai/tone-speech.js';
import { voices } from '../ai/voices.js';
import { sampleRate } from '../media/party.js';
import { encodeWav } from '../media/wav.js';
import { aiAgentChangesShape, aiAgentShape, voiceNames, type AiAgent } from '../store/ai-agent-shape.js';
import type { Stored } from '../store/collection.js';
import { InvalidFields, oneOf, readChanges, readValues, text } from '../store/fields.js';
import type { Store } from '../store/store.js';
import { FileAnswer, HttpError, JsonAnswer, type ApiRequest } from './http.js';
import { pageOf, positive } from './paging.js';
import type { Router } from './router.js';

const path = '/api/ai/agents';

/** AI agents, their voices and their calls. `activeSessions`: playground sessions that run now. */
export function addAiRoutes(router: Router, store: Store, activeSessions: () => number): void {
  const { aiAgents } = store;
  const find = (request: ApiRequest) => findAgent(store, request);
  router
    .add('GET', path, (request) => {
      const tenantId = tenantOf(request);
      const own = aiAgents.all.filter((agent) => agent.tenantId === tenantId);
      const { items, pagination } = pageOf(own, request.query);
      return { agents: items.map(summary), pagination };
    })
    .add('GET', `${path}/{agentId}`, (request) => ({ agent: show(find(request)) }))
    .add('POST', path, ({ body, key: { tenantId } }) => {
      const values = readValues(aiAgentShape, body);
      if (aiAgents.all.some(({ agent_id }) => agent_id === values.agent_id))
        throw HttpError.conflict(`There is an agent ${values.agent_id} already.`);
      return new JsonAnswer(201, { agent: show(aiAgents.add(values, { tenantId })) });
    })
    .add('PATCH', `${path}/{agentId}`, (request) => {
      const known = find(request);
      const { agent_id } = request.body;
      if (agent_id !== undefined && agent_id !== known.agent_id)
        throw new InvalidFields({ agent_id: 'cannot change after creation' });
      return { agent: show(aiAgents.update(known.id, readChanges(aiAgentChangesShape, request.body)) ?? known) };
    })
    .add('DELETE', `${path}/{agentId}`, (request) => {
      const { id, agent_id } = find(request);
      const user = store.dids.find(
        ({ inboundRoute, routeTarget }) => inboundRoute === 'ai_agent' && routeTarget === agent_id,
      );
      if (user !== undefined) throw HttpError.conflict(`${user.number} is answered by this agent.`);
      aiAgents.delete(id);
      return { success: true };
    })
    .add('POST', `${path}/{agentId}/move`, (request) => move(store, request));
  addVoiceRoutes(router);
  addAiCallRoutes(router, store, activeSessions);
}

/** The agent that the path names, if it belongs to the company of the key; a superadmin finds those of all. */
export function findAgent(
  { aiAgents }: Store,
  { params, key }: Pick<ApiRequest, 'params' | 'key'>,
): AiAgent & Stored {
  const agent = aiAgents.find(({ agent_id }) => agent_id === params['agentId']);
  if (agent === undefined || (agent.tenantId !== key.tenantId && !key.isSuperadmin))
    throw HttpError.notFound('AI agent');
  return agent;
}

function tenantOf({ query, key }: ApiRequest): string {
  const asked = query.get('tenantId');
  if (asked === null || asked === '' || asked === key.tenantId) return key.tenantId;
  if (!key.isSuperadmin) throw HttpError.forbidden('Only a superadmin sees the agents of other companies.');
  return asked;
}

function move(store: Store, request: ApiRequest) {
  const agent = findAgent(store, request);
  const { newTenantId } = readValues({ newTenantId: text(100) }, request.body);
  if (!request.key.isSuperadmin) throw HttpError.forbidden('Only a superadmin moves agents.');
  if (store.tenants.get(newTenantId) === undefined)
    throw new InvalidFields({ newTenantId: 'names no company that exists' });
  store.aiAgents.update(agent.id, { tenantId: newTenantId });
  return {
    success: true,
    agent_id: agent.agent_id,
    previous_tenant_id: agent.tenantId,
    new_tenant_id: newTenantId,
  };
}

function addVoiceRoutes(router: Router): void {
  router
    .add('GET', '/api/ai/voices', () => ({ voices }))
    .add('POST', '/api/ai/voices/preview', ({ body }) => {
      const { voice, text: words } = readValues({ voice: oneOf(...voiceNames), text: text(500) }, body);
      return new FileAnswer('audio/wav', encodeWav([speak(words, voice, sampleRate)]));
    });
}

function addAiCallRoutes(router: Router, { aiCalls }: Store, activeSessions: () => number): void {
  router
    .add('GET', '/api/ai/health', (): AiHealth => {
      return { status: 'ok', active_sessions: activeSessions(), latency_ms: 1 };
    })
    .add('GET', '/api/ai/calls', ({ query, key }) => {
      const agentId = query.get('agent_id');
      const own = aiCalls.all.filter(
        (call) => call.tenantId === key.tenantId && (agentId === null || call.agent_id === agentId),
      );
      own.sort((one, other) => other.started_at.localeCompare(one.started_at));
      const offset =
        query.get('offset') === '0' ? 0 : positive(query, 'offset', 1) - (query.has('offset') ? 0 : 1);
      const limit = Math.min(1000, positive(query, 'limit', 50));
      const calls = own.slice(offset, offset + limit).map(shownCall);
      return { calls, total: own.length };
    });
}

function shownCall<Call extends Stored>(call: Call): Omit<Call, keyof Stored> {
  const { id: _id, tenantId: _tenantId, createdAt: _createdAt, updatedAt: _updatedAt, ...rest } = call;
  return rest;
}

function show(agent: AiAgent & Stored) {
  const { id: _id, tenantId, createdAt, updatedAt, ...rest } = agent;
  const company = rest.company ?? rest.display_name;
  return { ...rest, company, tenant_id: tenantId, created_at: createdAt, updated_at: updatedAt };
}

function summary(agent: AiAgent & Stored) {
  const { system_prompt: _prompt, ...rest } = show(agent);
  return rest;
}
