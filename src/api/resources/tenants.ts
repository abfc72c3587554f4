import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type { CreateTenantParams, Tenant, TenantStats } from '../types/admin.js';
import type { Success } from '../types/common.js';

/** Creates a tenant. Superadmins only, as all of these. */
export function createTenant(
  api: Api,
  params: CreateTenantParams,
  options?: RequestOptions,
): Promise<{ tenant: Tenant }> {
  return api.send(endpoints.createTenant, {}, { body: params, options });
}

/** One tenant. */
export function getTenant(api: Api, id: string, options?: RequestOptions): Promise<{ tenant: Tenant }> {
  return api.send(endpoints.getTenant, { id }, { options });
}

/** Changes the fields that are given. */
export function updateTenant(
  api: Api,
  id: string,
  params: Partial<CreateTenantParams>,
  options?: RequestOptions,
): Promise<{ tenant: Tenant }> {
  return api.send(endpoints.updateTenant, { id }, { body: params, options });
}

/** All tenants. */
export function listTenants(api: Api, options?: RequestOptions): Promise<{ tenants: readonly Tenant[] }> {
  return api.send(endpoints.listTenants, {}, { options });
}

/** Deletes a tenant with everything in it. */
export function deleteTenant(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.deleteTenant, { id }, { options });
}

/** How much a tenant uses. */
export function getTenantStats(api: Api, id: string, options?: RequestOptions): Promise<{ stats: TenantStats }> {
  return api.send(endpoints.getTenantStats, { id }, { options });
}
