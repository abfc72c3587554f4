import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type { DetailedPresence, PresenceStatus, SettablePresence } from '../types/presence.js';
import type { Success } from '../types/common.js';

/** Sets a status by hand; `busy` refuses calls with 486 and sends them to voicemail. */
export function setPresence(
  api: Api,
  extensionId: string,
  status: SettablePresence,
  options?: RequestOptions,
): Promise<Success> {
  return api.send(endpoints.setPresence, { extensionId }, { body: { status }, options });
}

/** Status of every extension by number. */
export function getPresence(
  api: Api,
  options?: RequestOptions,
): Promise<{ presence: Readonly<Record<string, PresenceStatus>> }> {
  return api.send(endpoints.getPresence, {}, { options });
}

/** Status of every extension with the call behind it. */
export function getPresenceDetailed(
  api: Api,
  options?: RequestOptions,
): Promise<{ presence: readonly DetailedPresence[] }> {
  return api.send(endpoints.getPresenceDetailed, {}, { options });
}
