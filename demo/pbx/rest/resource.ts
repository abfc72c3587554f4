import type { Collection, Stored } from '../store/collection.js';
import { readChanges, readValues, type Shape, type Values } from '../store/fields.js';
import { HttpError, JsonAnswer, type ApiRequest } from './http.js';
import { filtered, pageOf } from './paging.js';
import type { Router } from './router.js';

export interface ResourceOptions<S extends Shape, Extra extends object> {
  /** Such as `/api/queues`. */
  readonly path: string;
  /** Names in answers: `{ queue }`, `{ queues, pagination }`. */
  readonly one: string;
  readonly many: string;
  readonly collection: Collection<Values<S> & Extra>;
  /** What a body may set. */
  readonly shape: S;
  /** What else a new record starts with. */
  readonly start: (values: Values<S>) => Extra;
  /** How answers show a record; as it is unless said otherwise. */
  readonly show?: (item: Values<S> & Extra & Stored) => object;
  /** Throws when a creation or change collides with others; `known` is null for a creation. */
  readonly check?: (
    values: Partial<Values<S>>,
    known: (Values<S> & Extra & Stored) | null,
    request: ApiRequest,
  ) => void;
  /** Before a record goes; throws when it may not. */
  readonly removing?: (item: Values<S> & Extra & Stored) => void;
  /** False where the platform has no GET of a single record. */
  readonly single?: boolean;
}

/** Create, read, update, list and delete of one kind of record, each within the company of the API key. */
export function addResource<S extends Shape, Extra extends object>(
  router: Router,
  options: ResourceOptions<S, Extra>,
): void {
  const { path, one, many, collection, shape, start, show = (item) => item, check } = options;
  const what = one.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const find = (request: ApiRequest) => findOwn(collection, request, what);
  router
    .add('GET', path, ({ query, key }) => {
      const own = collection.all.filter(({ tenantId }) => tenantId === key.tenantId);
      const { items, pagination } = pageOf(filtered(own.map(show), query), query);
      return { [many]: items, pagination };
    })
    .add('POST', path, (request) => {
      const values = readValues(shape, request.body);
      check?.(values, null, request);
      const item = collection.add({ ...values, ...start(values) }, { tenantId: request.key.tenantId });
      return new JsonAnswer(201, { [one]: show(item) });
    })
    .add('PATCH', `${path}/{id}`, (request) => {
      const known = find(request);
      const changes = readChanges(shape, request.body);
      check?.(changes, known, request);
      return { [one]: show(collection.update(known.id, changes as Partial<typeof known>) ?? known) };
    })
    .add('DELETE', `${path}/{id}`, (request) => {
      const known = find(request);
      options.removing?.(known);
      collection.delete(known.id);
      return { success: true };
    });
  if (options.single !== false) router.add('GET', `${path}/{id}`, (request) => ({ [one]: show(find(request)) }));
}

/** The record that the path's `{id}` names, if it belongs to the company of the API key; 404 otherwise. */
export function findOwn<Item extends object>(
  collection: Collection<Item>,
  { params, key }: Pick<ApiRequest, 'params' | 'key'>,
  what: string,
): Item & Stored {
  const item = collection.get(params['id'] ?? '');
  if (item === undefined || item.tenantId !== key.tenantId) throw HttpError.notFound(what);
  return item;
}
