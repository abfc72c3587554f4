import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type {
  AddParticipantParams,
  AddParticipantResult,
  CancelParticipantParams,
  ConferenceDetail,
  KickParticipantParams,
  MergeCallsParams,
  MergeThreeWayParams,
  SwapParticipantParams,
  ThreeWayResult,
} from '../types/conferences.js';
import type { Success } from '../types/common.js';

/** Moves both legs into a conference, puts the other party on hold and rings a third into it. */
export function addCallParticipant(
  api: Api,
  fsUuid: string,
  params: AddParticipantParams,
  options?: RequestOptions,
): Promise<AddParticipantResult> {
  return api.send(endpoints.addCallParticipant, { uuid: fsUuid }, { body: params, options });
}

/** The third did not answer: its leg ends and the party on hold comes back. */
export function cancelAddParticipant(
  api: Api,
  { conferenceName, newCallUuid, heldMemberUuid }: CancelParticipantParams,
  options?: RequestOptions,
): Promise<ThreeWayResult> {
  return api.send(
    endpoints.cancelAddParticipant,
    { conferenceName },
    { body: { newCallUuid, heldMemberUuid }, options },
  );
}

/** Talks to one and puts the other on hold. */
export function swapCallParticipant(
  api: Api,
  { conferenceName, keepUuid, holdUuid }: SwapParticipantParams,
  options?: RequestOptions,
): Promise<ThreeWayResult> {
  return api.send(endpoints.swapCallParticipant, { conferenceName }, { body: { keepUuid, holdUuid }, options });
}

/** Takes everybody off hold: all hear each other. */
export function mergeThreeWay(
  api: Api,
  { conferenceName }: MergeThreeWayParams,
  options?: RequestOptions,
): Promise<ThreeWayResult> {
  return api.send(endpoints.mergeThreeWay, { conferenceName }, { options });
}

/** Ends one leg of the three-way call. */
export function kickParticipant(
  api: Api,
  { conferenceName, memberUuid }: KickParticipantParams,
  options?: RequestOptions,
): Promise<ThreeWayResult> {
  return api.send(endpoints.kickParticipant, { conferenceName, memberUuid }, { options });
}

/** Who is in the conference now. */
export function getConferenceMembers(
  api: Api,
  conferenceName: string,
  options?: RequestOptions,
): Promise<{ conference: ConferenceDetail }> {
  return api.send(endpoints.getConferenceMembers, { conferenceName }, { options });
}

/**
 * Joins two calls.
 * @deprecated Use `mergeThreeWay({ conferenceName })`.
 */
export function mergeCalls(api: Api, params: MergeCallsParams, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.mergeCalls, {}, { body: params, options });
}

/**
 * Joins two calls without a conference made before.
 * @deprecated Use `addCallParticipant()` and `mergeThreeWay()`.
 */
export function mergeDirectCalls(api: Api, params: MergeCallsParams, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.mergeDirectCalls, {}, { body: params, options });
}
