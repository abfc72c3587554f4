import { noForward, type CallForward, type Extension } from '../company.js';
import {
  anyObject,
  flag,
  InvalidFields,
  nullable,
  oneOf,
  readChanges,
  readValues,
  text,
  usually,
  whole,
} from '../store/fields.js';
import type { Store } from '../store/store.js';
import { dialable, shortNumber } from '../store/values.js';
import type { Registrar } from '../sip/registrar.js';
import { HttpError, JsonAnswer, type ApiRequest } from './http.js';
import { filtered, pageOf } from './paging.js';
import { findOwn } from './resource.js';
import type { Router } from './router.js';

export interface ExtensionRoutesOptions {
  readonly store: Store;
  readonly registrar: Registrar;
  /** Host of the SIP URIs. */
  readonly sipDomain: () => string;
  /** WebSocket address of the SIP server as a browser reaches it. */
  readonly sipUrl: () => string;
}

const changesShape = {
  password: text(128, 8),
  displayName: text(),
  department: nullable(text()),
  email: nullable(text()),
  voicemailEnabled: usually(flag, true),
};
const extensionShape = { extension: shortNumber, ...changesShape };

const forwardShape = {
  enabled: flag,
  type: oneOf('always', 'no-answer', 'busy'),
  destination: usually(dialable, ''),
  ringTimeoutSec: usually(whole(5, 120), noForward.ringTimeoutSec),
};

const crmShape = { crmUserId: nullable(text()), crmMetadata: nullable(anyObject) };

/** Extensions, the SIP credentials of their phones, where their calls go, and who they are in the CRM. */
export function addExtensionRoutes(router: Router, options: ExtensionRoutesOptions): void {
  const { store, registrar } = options;
  const find = (request: ApiRequest): Extension => findOwn(store.extensions, request, 'extension');
  const show = (extension: Extension) => publicExtension(extension, registrar);
  router
    .add('GET', '/api/extensions', ({ query, key }) => {
      const own = store.extensions.all.filter(({ tenantId }) => tenantId === key.tenantId);
      const { items, pagination } = pageOf(filtered(own.map(show), query), query);
      return { extensions: items, pagination };
    })
    .add('GET', '/api/extensions/{id}', (request) => ({ extension: show(find(request)) }))
    .add('POST', '/api/extensions', (request) => new JsonAnswer(201, { extension: show(create(store, request)) }))
    .add('PATCH', '/api/extensions/{id}', (request) => {
      const known = find(request);
      if (request.body['extension'] !== undefined && request.body['extension'] !== known.number)
        throw HttpError.conflict('The number of an extension cannot change. Create another one.');
      const changes = readChanges(changesShape, request.body);
      return { extension: show(store.extensions.update(known.id, changes) ?? known) };
    })
    .add('DELETE', '/api/extensions/{id}', (request) => {
      const { id, number } = find(request);
      store.extensions.delete(id);
      for (const { connection } of registrar.bindings(number)) connection.drop();
      return { success: true };
    });
  addForwardRoutes(router, store, find);
  addCrmRoutes(router, store, find, show);
  addCredentialRoutes(router, options, find);
}

function create(store: Store, { body, key }: ApiRequest): Extension {
  const { extension: number, ...values } = readValues(extensionShape, body);
  if (store.extension(number) !== undefined) throw HttpError.conflict(`Extension ${number} exists already.`);
  const rest = {
    callForward: noForward,
    crmUserId: null,
    crmMetadata: null,
    manualPresence: 'available',
  } as const;
  return store.extensions.add({ number, ...values, ...rest }, { tenantId: key.tenantId });
}

function addForwardRoutes(router: Router, store: Store, find: (request: ApiRequest) => Extension): void {
  router
    .add('GET', '/api/extensions/{id}/call-forward', (request) => ({ callForward: find(request).callForward }))
    .add('PUT', '/api/extensions/{id}/call-forward', (request) => {
      const extension = find(request);
      const callForward: CallForward = readValues(forwardShape, request.body);
      if (callForward.enabled && callForward.destination === '')
        throw new InvalidFields({ destination: 'is required to forward calls' });
      if (callForward.destination === extension.number)
        throw new InvalidFields({ destination: 'must not be the extension itself' });
      store.extensions.update(extension.id, { callForward });
      return { callForward };
    });
}

function addCrmRoutes(
  router: Router,
  store: Store,
  find: (request: ApiRequest) => Extension,
  show: (extension: Extension) => object,
): void {
  const owner = (crmUserId: string, tenantId: string) =>
    store.extensions.find((one) => one.crmUserId === crmUserId && one.tenantId === tenantId);
  router
    .add('GET', '/api/extensions/by-crm-user/{crmUserId}', ({ params, key }) => {
      const extension = owner(params['crmUserId'] ?? '', key.tenantId);
      if (extension === undefined) throw HttpError.notFound('extension');
      return { extension: show(extension) };
    })
    .add('PUT', '/api/extensions/{id}/crm-mapping', (request) => {
      const extension = find(request);
      const mapping = readValues(crmShape, request.body);
      const taken = mapping.crmUserId === null ? undefined : owner(mapping.crmUserId, extension.tenantId);
      if (taken !== undefined && taken.id !== extension.id)
        throw HttpError.conflict(`This CRM user has extension ${taken.number} already.`);
      return { extension: show(store.extensions.update(extension.id, mapping) ?? extension) };
    });
}

function addCredentialRoutes(
  router: Router,
  options: ExtensionRoutesOptions,
  find: (request: ApiRequest) => Extension,
): void {
  const credentials = (extension: Extension) => ({ sipCredentials: sipCredentials(extension, options) });
  router
    .add('GET', '/api/extensions/{id}/sip-credentials', (request) => credentials(find(request)))
    .add('GET', '/api/extensions/by-number/{number}/sip-credentials', ({ params, key }) => {
      const extension = options.store.extension(params['number'] ?? '');
      if (extension === undefined || extension.tenantId !== key.tenantId) throw HttpError.notFound('extension');
      return credentials(extension);
    });
}

function publicExtension(extension: Extension, registrar: Registrar) {
  const { id, number, displayName, department, email, voicemailEnabled, crmUserId, crmMetadata } = extension;
  const registered = registrar.isRegistered(number);
  const person = { displayName, department, email, voicemailEnabled, crmUserId, crmMetadata };
  return { id, extension: number, ...person, registered };
}

function sipCredentials({ number, displayName, password }: Extension, options: ExtensionRoutesOptions) {
  const sipDomain = options.sipDomain();
  return {
    extension: number,
    displayName,
    password,
    sipDomain,
    wsUri: options.sipUrl(),
    registrar: `sip:${sipDomain}`,
  };
}
