import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type { Conference, ConferenceDetail } from '../types/conferences.js';
import type { Success } from '../types/common.js';

/** One conference with its members. */
export function getConference(
  api: Api,
  name: string,
  options?: RequestOptions,
): Promise<{ conference: ConferenceDetail }> {
  return api.send(endpoints.getConference, { name }, { options });
}

/** Conferences that run now. */
export function listConferences(
  api: Api,
  options?: RequestOptions,
): Promise<{ conferences: readonly Conference[] }> {
  return api.send(endpoints.listConferences, {}, { options });
}

/** Moves one leg of a call into a conference. */
export function joinConference(
  api: Api,
  name: string,
  callUuid: string,
  options?: RequestOptions,
): Promise<Success> {
  return api.send(endpoints.joinConference, { name }, { body: { callUuid }, options });
}

/** Moves a whole call into a conference, a new one when none is named. */
export function transferToConference(
  api: Api,
  uuid: string,
  name?: string,
  options?: RequestOptions,
): Promise<{ success: boolean; conferenceName: string }> {
  return api.send(endpoints.transferToConference, { uuid }, { body: { name }, options });
}

/** Ends the leg of a member. */
export function kickFromConference(
  api: Api,
  name: string,
  memberId: string,
  options?: RequestOptions,
): Promise<Success> {
  return api.send(endpoints.kickFromConference, { name, memberId }, { options });
}

/** Lets a member be heard or not. */
export function muteConferenceMember(
  api: Api,
  name: string,
  memberId: string,
  mute: boolean,
  options?: RequestOptions,
): Promise<Success> {
  return api.send(endpoints.muteConferenceMember, { name, memberId }, { body: { mute }, options });
}

/** Lets a member hear or not. */
export function deafConferenceMember(
  api: Api,
  name: string,
  memberId: string,
  deaf: boolean,
  options?: RequestOptions,
): Promise<Success> {
  return api.send(endpoints.deafConferenceMember, { name, memberId }, { body: { deaf }, options });
}

/** Keeps newcomers out, or lets them in again. */
export function lockConference(api: Api, name: string, lock: boolean, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.lockConference, { name }, { body: { lock }, options });
}

/** Starts or stops the recording. */
export function recordConference(
  api: Api,
  name: string,
  action: 'start' | 'stop',
  options?: RequestOptions,
): Promise<Success> {
  return api.send(endpoints.recordConference, { name }, { body: { action }, options });
}
