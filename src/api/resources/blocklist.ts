import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type { BlockedNumber, BlockNumberParams } from '../types/routing.js';
import type { Success } from '../types/common.js';

/** Refuses calls from or to a number. */
export function blockNumber(
  api: Api,
  params: BlockNumberParams,
  options?: RequestOptions,
): Promise<{ blockedNumber: BlockedNumber }> {
  return api.send(endpoints.blockNumber, {}, { body: params, options });
}

/** All blocked numbers. */
export function listBlockedNumbers(
  api: Api,
  options?: RequestOptions,
): Promise<{ blockedNumbers: readonly BlockedNumber[] }> {
  return api.send(endpoints.listBlockedNumbers, {}, { options });
}

/** Lets calls through again. */
export function unblockNumber(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.unblockNumber, { id }, { options });
}

/** Whether a number is blocked. */
export function checkBlocked(
  api: Api,
  number: string,
  options?: RequestOptions,
): Promise<{ blocked: boolean; entry?: BlockedNumber | null }> {
  return api.send(endpoints.checkBlocked, {}, { query: { number }, options });
}
