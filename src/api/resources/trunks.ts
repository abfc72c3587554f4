import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type { ActiveGateway, CreateTrunkParams, Trunk, TrunkStatus } from '../types/admin.js';
import type { Success } from '../types/common.js';

/** Creates a trunk to a carrier. */
export function createTrunk(
  api: Api,
  params: CreateTrunkParams,
  options?: RequestOptions,
): Promise<{ trunk: Trunk }> {
  return api.send(endpoints.createTrunk, {}, { body: params, options });
}

/** One trunk, without its password. */
export function getTrunk(api: Api, id: string, options?: RequestOptions): Promise<{ trunk: Trunk }> {
  return api.send(endpoints.getTrunk, { id }, { options });
}

/** Changes the fields that are given. */
export function updateTrunk(
  api: Api,
  id: string,
  params: Partial<CreateTrunkParams>,
  options?: RequestOptions,
): Promise<{ trunk: Trunk }> {
  return api.send(endpoints.updateTrunk, { id }, { body: params, options });
}

/** All trunks. */
export function listTrunks(api: Api, options?: RequestOptions): Promise<{ trunks: readonly Trunk[] }> {
  return api.send(endpoints.listTrunks, {}, { options });
}

/** Deletes a trunk. */
export function deleteTrunk(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.deleteTrunk, { id }, { options });
}

/** Whether the carrier answers. */
export function getTrunkStatus(api: Api, id: string, options?: RequestOptions): Promise<{ status: TrunkStatus }> {
  return api.send(endpoints.getTrunkStatus, { id }, { options });
}

/** Loads the settings of the trunk into FreeSWITCH. */
export function syncTrunk(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.syncTrunk, { id }, { options });
}

/** Trunks as FreeSWITCH has them loaded. */
export function listActiveGateways(
  api: Api,
  options?: RequestOptions,
): Promise<{ gateways: readonly ActiveGateway[] }> {
  return api.send(endpoints.listActiveGateways, {}, { options });
}
