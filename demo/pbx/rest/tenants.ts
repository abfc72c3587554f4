import type { TenantStats } from '../../../src/api/types/admin.js';
import { homeTenantId } from '../company.js';
import { readChanges, readValues } from '../store/fields.js';
import { tenantShape, type Tenant } from '../store/shapes.js';
import type { Stored } from '../store/collection.js';
import type { Store } from '../store/store.js';
import { HttpError, JsonAnswer, type ApiRequest } from './http.js';
import { filtered, pageOf } from './paging.js';
import type { CompanyActivity } from './reports.js';
import type { Router } from './router.js';

const path = '/api/tenants';

/** Companies on the platform; only a superadmin's key reaches them. */
export function addTenantRoutes(router: Router, store: Store, activity: CompanyActivity): void {
  const { tenants } = store;
  const find = (request: ApiRequest): Tenant & Stored => {
    onlySuperadmin(request);
    const tenant = tenants.get(request.params['id'] ?? '');
    if (tenant === undefined) throw HttpError.notFound('tenant');
    return tenant;
  };
  router
    .add('GET', path, (request) => {
      onlySuperadmin(request);
      const { items, pagination } = pageOf(filtered(tenants.all.map(show), request.query), request.query);
      return { tenants: items, pagination };
    })
    .add('GET', `${path}/{id}`, (request) => ({ tenant: show(find(request)) }))
    .add('POST', path, (request) => {
      onlySuperadmin(request);
      const values = readValues(tenantShape, request.body);
      const domain = values.domain === '' ? `${slugOf(values.name)}.example` : values.domain;
      refuseTaken(tenants.all, domain);
      return new JsonAnswer(201, { tenant: show(tenants.add({ ...values, domain })) });
    })
    .add('PATCH', `${path}/{id}`, (request) => {
      const known = find(request);
      const changes = readChanges(tenantShape, request.body);
      if (changes.domain !== undefined) refuseTaken(tenants.all, changes.domain, known.id);
      return { tenant: show(tenants.update(known.id, changes) ?? known) };
    })
    .add('DELETE', `${path}/{id}`, (request) => {
      const { id } = find(request);
      if (id === request.key.tenantId) throw HttpError.conflict('A company cannot delete itself.');
      if (store.extensions.all.some(({ tenantId }) => tenantId === id))
        throw HttpError.conflict('The company still has extensions.');
      tenants.delete(id);
      return { success: true };
    })
    .add('GET', `${path}/{id}/stats`, (request) => ({ stats: statsOf(store, activity, find(request).id) }));
}

function onlySuperadmin({ key }: ApiRequest): void {
  if (!key.isSuperadmin) throw HttpError.forbidden('Only a superadmin manages companies.');
}

function show({ tenantId: _tenantId, ...tenant }: Tenant & Stored) {
  return tenant;
}

function refuseTaken(all: readonly (Tenant & Stored)[], domain: string, ownId?: string): void {
  if (all.some((one) => one.domain === domain && one.id !== ownId))
    throw HttpError.conflict(`The domain ${domain} is taken.`);
}

function slugOf(name: string): string {
  const slug = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-');
  return slug.replace(/^-+|-+$/g, '') || 'company';
}

/** Calls are those of the company whose phones this platform has. */
function statsOf({ extensions }: Store, activity: CompanyActivity, tenantId: string): TenantStats {
  const own = extensions.all.filter((one) => one.tenantId === tenantId);
  const calls = tenantId === homeTenantId ? activity.records() : [];
  const now = new Date().toISOString();
  const stored = tenantId === homeTenantId ? activity.recordings() : { count: 0, bytes: 0 };
  return {
    tenantId,
    extensions: own.length,
    registeredExtensions: own.filter(({ number }) => activity.isRegistered(number)).length,
    activeCalls: tenantId === homeTenantId ? activity.activeCalls() : 0,
    callsToday: calls.filter(({ started_at }) => started_at.slice(0, 10) === now.slice(0, 10)).length,
    talkSecondsThisMonth: calls
      .filter(({ started_at }) => started_at.slice(0, 7) === now.slice(0, 7))
      .reduce((sum, { billsec }) => sum + billsec, 0),
    recordings: stored.count,
    storageBytes: stored.bytes,
  };
}
