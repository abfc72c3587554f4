import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type {
  CallForward,
  CreateExtensionParams,
  CrmMapping,
  Extension,
  PlatformSipCredentials,
  TurnCredentials,
  UpdateExtensionParams,
} from '../types/extensions.js';
import type { Success } from '../types/common.js';

/** Creates an extension; its phone can register at once. */
export function createExtension(
  api: Api,
  params: CreateExtensionParams,
  options?: RequestOptions,
): Promise<{ extension: Extension }> {
  return api.send(endpoints.createExtension, {}, { body: params, options });
}

/** One extension by its id. */
export function getExtension(api: Api, id: string, options?: RequestOptions): Promise<{ extension: Extension }> {
  return api.send(endpoints.getExtension, { id }, { options });
}

/** The extension of a user of the CRM, for click-to-call from a contact page. */
export function getExtensionByCrmUser(
  api: Api,
  crmUserId: string,
  options?: RequestOptions,
): Promise<{ extension: Extension }> {
  return api.send(endpoints.getExtensionByCrmUser, { crmUserId }, { options });
}

/** Changes the fields that are given. */
export function updateExtension(
  api: Api,
  id: string,
  params: UpdateExtensionParams,
  options?: RequestOptions,
): Promise<{ extension: Extension }> {
  return api.send(endpoints.updateExtension, { id }, { body: params, options });
}

/** All extensions of the company. */
export function listExtensions(api: Api, options?: RequestOptions): Promise<{ extensions: readonly Extension[] }> {
  return api.send(endpoints.listExtensions, {}, { options });
}

/** Deletes an extension; its phones are signed out. */
export function deleteExtension(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.deleteExtension, { id }, { options });
}

/** Forwards calls always, when busy, or when nobody answers. */
export function setCallForward(
  api: Api,
  id: string,
  params: CallForward,
  options?: RequestOptions,
): Promise<{ callForward: CallForward }> {
  return api.send(endpoints.setCallForward, { id }, { body: params, options });
}

/** The forwarding of an extension. */
export function getCallForward(
  api: Api,
  id: string,
  options?: RequestOptions,
): Promise<{ callForward: CallForward }> {
  return api.send(endpoints.getCallForward, { id }, { options });
}

/** Links a user of the CRM to an extension. */
export function updateCrmMapping(
  api: Api,
  id: string,
  params: CrmMapping,
  options?: RequestOptions,
): Promise<{ extension: Extension }> {
  return api.send(endpoints.updateCrmMapping, { id }, { body: params, options });
}

/** What an extension's phone registers with, by the extension's id. */
export function getSipCredentials(
  api: Api,
  id: string,
  options?: RequestOptions,
): Promise<{ sipCredentials: PlatformSipCredentials }> {
  return api.send(endpoints.getSipCredentials, { id }, { options });
}

/** What an extension's phone registers with, by the extension's number. */
export function getSipCredentialsByNumber(
  api: Api,
  number: string,
  options?: RequestOptions,
): Promise<{ sipCredentials: PlatformSipCredentials }> {
  return api.send(endpoints.getSipCredentialsByNumber, { number }, { options });
}

/** Relays for media behind firewalls, with credentials that end. */
export function getTurnCredentials(api: Api, options?: RequestOptions): Promise<TurnCredentials> {
  return api.send(endpoints.getTurnCredentials, {}, { options });
}
