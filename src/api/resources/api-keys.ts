import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type { ApiKey, ApiKeyWithSecret, CreateApiKeyParams, UpdateApiKeyParams } from '../types/admin.js';
import type { Success } from '../types/common.js';

/** Creates a key; this answer is the only one that shows it. */
export function createApiKey(
  api: Api,
  params: CreateApiKeyParams,
  options?: RequestOptions,
): Promise<{ apiKey: ApiKeyWithSecret }> {
  return api.send(endpoints.createApiKey, {}, { body: params, options });
}

/** One key, without its secret. */
export function getApiKeyDetail(api: Api, id: string, options?: RequestOptions): Promise<{ apiKey: ApiKey }> {
  return api.send(endpoints.getApiKeyDetail, { id }, { options });
}

/** Changes the fields that are given. */
export function updateApiKey(
  api: Api,
  id: string,
  params: UpdateApiKeyParams,
  options?: RequestOptions,
): Promise<{ apiKey: ApiKey }> {
  return api.send(endpoints.updateApiKey, { id }, { body: params, options });
}

/** All keys, without their secrets. */
export function listApiKeys(api: Api, options?: RequestOptions): Promise<{ apiKeys: readonly ApiKey[] }> {
  return api.send(endpoints.listApiKeys, {}, { options });
}

/** Deletes a key: requests with it are refused from now on. */
export function revokeApiKey(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.revokeApiKey, { id }, { options });
}

/** Replaces the secret of a key; this answer is the only one that shows it. */
export function regenerateApiKey(
  api: Api,
  id: string,
  options?: RequestOptions,
): Promise<{ apiKey: ApiKeyWithSecret }> {
  return api.send(endpoints.regenerateApiKey, { id }, { options });
}
