import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type {
  AiAgent,
  AiAgentSummary,
  AiCallList,
  AiHealth,
  CreateAiAgentParams,
  ListAiCallsParams,
  MoveAiAgentResult,
  UpdateAiAgentParams,
} from '../types/ai.js';
import type { Voice } from '../types/routing.js';
import type { Success } from '../types/common.js';

/** Creates a voice agent; a phone number sends calls to it by `updateDid`. */
export function createAiAgent(
  api: Api,
  params: CreateAiAgentParams,
  options?: RequestOptions,
): Promise<{ agent: AiAgent }> {
  return api.send(endpoints.createAiAgent, {}, { body: params, options });
}

/** One agent with its prompt. */
export function getAiAgent(api: Api, agentId: string, options?: RequestOptions): Promise<{ agent: AiAgent }> {
  return api.send(endpoints.getAiAgent, { agentId }, { options });
}

/** Changes the fields that are given; null clears a text, `[]` the tools. */
export function updateAiAgent(
  api: Api,
  agentId: string,
  params: UpdateAiAgentParams,
  options?: RequestOptions,
): Promise<{ agent: AiAgent }> {
  return api.send(endpoints.updateAiAgent, { agentId }, { body: params, options });
}

/** All agents, without their prompts; of another tenant for superadmins. */
export function listAiAgents(
  api: Api,
  tenantId?: string,
  options?: RequestOptions,
): Promise<{ agents: readonly AiAgentSummary[] }> {
  return api.send(endpoints.listAiAgents, {}, { query: { tenantId }, options });
}

/** Deletes an agent. */
export function deleteAiAgent(api: Api, agentId: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.deleteAiAgent, { agentId }, { options });
}

/** Moves an agent to another tenant. */
export function moveAiAgent(
  api: Api,
  agentId: string,
  newTenantId: string,
  options?: RequestOptions,
): Promise<MoveAiAgentResult> {
  return api.send(endpoints.moveAiAgent, { agentId }, { body: { newTenantId }, options });
}

/** Voices that an agent can speak with. */
export function listAiVoices(api: Api, options?: RequestOptions): Promise<{ voices: readonly Voice[] }> {
  return api.send(endpoints.listAiVoices, {}, { options });
}

/** Audio of a voice that speaks a sample. */
export function previewAiVoice(api: Api, voice: string, text: string, options?: RequestOptions): Promise<Blob> {
  return api.send(endpoints.previewAiVoice, {}, { body: { voice, text }, answer: 'blob', options });
}

/** Whether the bridge to the language model works. */
export function aiAgentsHealth(api: Api, options?: RequestOptions): Promise<AiHealth> {
  return api.send(endpoints.aiAgentsHealth, {}, { options });
}

/** Past calls of agents, newest first. */
export function listAiCalls(
  api: Api,
  params: ListAiCallsParams = {},
  options?: RequestOptions,
): Promise<AiCallList> {
  return api.send(endpoints.listAiCalls, {}, { query: params, options });
}
