import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type { CreateRingGroupParams, RingGroup } from '../types/routing.js';
import type { Success } from '../types/common.js';

/** Lets several extensions ring for one number. */
export function createRingGroup(
  api: Api,
  params: CreateRingGroupParams,
  options?: RequestOptions,
): Promise<{ ringGroup: RingGroup }> {
  return api.send(endpoints.createRingGroup, {}, { body: params, options });
}

/** Changes the fields that are given. */
export function updateRingGroup(
  api: Api,
  id: string,
  params: Partial<CreateRingGroupParams>,
  options?: RequestOptions,
): Promise<{ ringGroup: RingGroup }> {
  return api.send(endpoints.updateRingGroup, { id }, { body: params, options });
}

/** All ring groups. */
export function listRingGroups(api: Api, options?: RequestOptions): Promise<{ ringGroups: readonly RingGroup[] }> {
  return api.send(endpoints.listRingGroups, {}, { options });
}

/** Deletes a ring group. */
export function deleteRingGroup(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.deleteRingGroup, { id }, { options });
}
