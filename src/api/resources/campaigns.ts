import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type {
  CampaignActive,
  CampaignDetail,
  CampaignOriginateParams,
  CampaignOriginateResult,
} from '../types/campaigns.js';

/** Dials a recipient and sends an answered call into a flow. With `idempotencyKey` a repetition dials once. */
export function campaignOriginate(
  api: Api,
  params: CampaignOriginateParams,
  options?: RequestOptions,
): Promise<CampaignOriginateResult> {
  return api.send(endpoints.campaignOriginate, {}, { body: params, options });
}

/** The whole life of a campaign call. */
export function getCampaignDetail(api: Api, callUuid: string, options?: RequestOptions): Promise<CampaignDetail> {
  return api.send(endpoints.getCampaignDetail, { callUuid }, { options });
}

/** Campaign calls in progress and how many there may be. */
export function getCampaignActive(api: Api, options?: RequestOptions): Promise<CampaignActive> {
  return api.send(endpoints.getCampaignActive, {}, { options });
}
