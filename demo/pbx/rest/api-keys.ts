import type { ApiKey } from '../store/api-keys.js';
import type { Stored } from '../store/collection.js';
import { flag, oneOf, readChanges, readValues, text } from '../store/fields.js';
import type { Store } from '../store/store.js';
import { HttpError, JsonAnswer, type ApiRequest } from './http.js';
import { filtered, pageOf } from './paging.js';
import type { Router } from './router.js';

const keyShape = { name: text(), role: oneOf('admin', 'operator', 'readonly') };
const path = '/api/api-keys';

/** API keys of the company. A key itself is in the answers of creation and regeneration and nowhere else. */
export function addApiKeyRoutes(router: Router, { apiKeys }: Store): void {
  const find = ({ params, key }: ApiRequest): ApiKey & Stored => {
    const record = apiKeys.get(params['id'] ?? '');
    if (record === undefined || record.tenantId !== key.tenantId) throw HttpError.notFound('API key');
    return record;
  };
  router
    .add('GET', path, ({ query, key }) => {
      const own = apiKeys.all.filter(({ tenantId }) => tenantId === key.tenantId);
      const { items, pagination } = pageOf(filtered(own.map(show), query), query);
      return { apiKeys: items, pagination };
    })
    .add('GET', `${path}/{id}`, (request) => ({ apiKey: show(find(request)) }))
    .add('POST', path, ({ body, key: { tenantId } }) => {
      const { record, key } = apiKeys.add({ ...readValues(keyShape, body), isSuperadmin: false }, tenantId);
      return new JsonAnswer(201, { apiKey: { ...show(record), key } });
    })
    .add('PATCH', `${path}/{id}`, (request) => {
      const known = find(request);
      const changes = readChanges({ ...keyShape, enabled: flag }, request.body);
      if (known.id === request.key.id && (changes.enabled === false || (changes.role ?? 'admin') !== 'admin'))
        throw HttpError.conflict('A key cannot take its own rights away.');
      return { apiKey: show(apiKeys.update(known.id, changes) ?? known) };
    })
    .add('DELETE', `${path}/{id}`, (request) => {
      const { id } = find(request);
      if (id === request.key.id) throw HttpError.conflict('A key cannot revoke itself.');
      apiKeys.revoke(id);
      return { success: true };
    })
    .add('POST', `${path}/{id}/regenerate`, (request) => {
      const regenerated = apiKeys.regenerate(find(request).id);
      if (regenerated === undefined) throw HttpError.notFound('API key');
      return { apiKey: { ...show(regenerated.record), key: regenerated.key } };
    });
}

function show({ id, name, role, prefix, enabled, createdAt, lastUsedAt }: ApiKey & Stored) {
  return { id, name, role, prefix, enabled, createdAt, lastUsedAt };
}
