import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type { CallQueue, CreateQueueParams, QueueStats } from '../types/routing.js';
import type { Success } from '../types/common.js';

/** Creates a queue, with its agents by extension. */
export function createQueue(
  api: Api,
  params: CreateQueueParams,
  options?: RequestOptions,
): Promise<{ queue: CallQueue }> {
  return api.send(endpoints.createQueue, {}, { body: params, options });
}

/** Changes the fields that are given. */
export function updateQueue(
  api: Api,
  id: string,
  params: Partial<CreateQueueParams>,
  options?: RequestOptions,
): Promise<{ queue: CallQueue }> {
  return api.send(endpoints.updateQueue, { id }, { body: params, options });
}

/** All queues with their agents. */
export function listQueues(api: Api, options?: RequestOptions): Promise<{ queues: readonly CallQueue[] }> {
  return api.send(endpoints.listQueues, {}, { options });
}

/** Deletes a queue. */
export function deleteQueue(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.deleteQueue, { id }, { options });
}

/** Agents, waiting callers and the numbers of today. */
export function getQueueStats(
  api: Api,
  queueId: string,
  options?: RequestOptions,
): Promise<{ stats: QueueStats }> {
  return api.send(endpoints.getQueueStats, { queueId }, { options });
}

/** Gives an agent a break, or ends it. */
export function pauseQueueAgent(
  api: Api,
  queueId: string,
  agentId: string,
  paused: boolean,
  options?: RequestOptions,
): Promise<Success> {
  return api.send(endpoints.pauseQueueAgent, { queueId, agentId }, { body: { paused }, options });
}

/** Lets an agent take calls of the queue, or no longer. */
export function loginQueueAgent(
  api: Api,
  queueId: string,
  agentId: string,
  loggedIn: boolean,
  options?: RequestOptions,
): Promise<Success> {
  return api.send(endpoints.loginQueueAgent, { queueId, agentId }, { body: { loggedIn }, options });
}
