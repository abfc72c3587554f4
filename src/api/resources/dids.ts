import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type { CreateDidParams, Did } from '../types/routing.js';
import type { Success } from '../types/common.js';

/** Assigns a phone number and its route. */
export function createDid(api: Api, params: CreateDidParams, options?: RequestOptions): Promise<{ did: Did }> {
  return api.send(endpoints.createDid, {}, { body: params, options });
}

/** Changes the fields that are given. */
export function updateDid(
  api: Api,
  id: string,
  params: Partial<CreateDidParams>,
  options?: RequestOptions,
): Promise<{ did: Did }> {
  return api.send(endpoints.updateDid, { id }, { body: params, options });
}

/** All phone numbers. */
export function listDids(api: Api, options?: RequestOptions): Promise<{ dids: readonly Did[] }> {
  return api.send(endpoints.listDids, {}, { options });
}

/** Gives a phone number up. */
export function deleteDid(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.deleteDid, { id }, { options });
}
