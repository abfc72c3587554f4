import type { VoIPClient } from '../api/client.js';
import type { CallRecord } from '../api/types/calls.js';
import type { Conference, ConferenceMember, ThreeWayParticipant } from '../api/types/conferences.js';
import { ThreeWayError } from '../phone/three-way/errors.js';
import type { ThreeWayPlatform } from '../phone/three-way/platform.js';
import type { Member, ThirdEndReason } from '../phone/three-way/state.js';
import { ApiError } from '../shared/errors.js';
import type { Unsubscribe } from '../shared/emitter.js';

export interface ThreeWayPlatformOptions {
  readonly client: VoIPClient;
  /** Number of the own extension. */
  readonly extension: () => string;
  /** Whether a number is an extension of the company; null when the directory is not known. */
  readonly isExtension: (number: string) => boolean | null;
  /** Keeps the event socket open until the returned function is called. */
  readonly follow: () => Unsubscribe;
}

/** Conferences that may be ours are looked at one by one, the youngest first; more than this are not ours. */
const SEARCH_LIMIT = 10;

/** The platform's conferences by its client, through the gateway or with an API key. */
export function threeWayPlatform(options: ThreeWayPlatformOptions): ThreeWayPlatform {
  const { client } = options;
  const seen = new Set<string>();
  const members = async (conferenceName: string) =>
    (await client.getConferenceMembers(conferenceName)).conference.members.map(fromList);
  return {
    async add(agentUuid, { number }) {
      const isExtension = options.isExtension(number) ?? isLikeExtension(number, options.extension());
      const target = isExtension ? { toExtension: number } : { toNumber: number };
      const answer = await client.addCallParticipant(agentUuid, target).catch((error: unknown) => {
        throw isDestination(error) ? ThreeWayError.destinationRefused(number, error) : error;
      });
      return {
        conferenceName: answer.conferenceName,
        members: answer.participants.map(fromAnswer),
        thirdUuid: answer.newCallUuid,
        firstUuid: answer.heldMemberUuid,
      };
    },
    async cancel(conferenceName, { thirdUuid, firstUuid }) {
      await client.cancelAddParticipant({ conferenceName, newCallUuid: thirdUuid, heldMemberUuid: firstUuid });
    },
    async swap(conferenceName, keepUuid, holdUuid) {
      await client.swapCallParticipant({ conferenceName, keepUuid, holdUuid });
    },
    async merge(conferenceName) {
      await client.mergeThreeWay({ conferenceName });
    },
    async kick(conferenceName, memberUuid) {
      await client.kickParticipant({ conferenceName, memberUuid });
    },
    members: (conferenceName) => members(conferenceName).catch(nullWhenGone),
    async find(agentUuid) {
      const { conferences } = await client.listConferences().catch(noneWhenForbidden);
      const young = [...conferences].sort((one, other) => one.duration - other.duration).slice(0, SEARCH_LIMIT);
      for (const { name } of young) {
        const here = await members(name).catch(nullWhenGone);
        if (!here?.some(({ uuid }) => uuid === agentUuid)) continue;
        return { conferenceName: name, members: here, thirdUuid: await ringingFor(options, here) };
      }
      return null;
    },
    async isAlive(uuid) {
      try {
        const { calls } = await client.getActiveCalls();
        const isThere = calls.some(({ callUuid, peerUuid }) => callUuid === uuid || peerUuid === uuid);
        if (isThere) seen.add(uuid);
        if (isThere || seen.has(uuid)) return isThere;
        // The list has our own calls only, and this one may be ours by another number: the history knows what is over.
        return (await recordOf(client, uuid)) ? false : null;
      } catch (error) {
        if (error instanceof ApiError && error.reason === 'forbidden') return null;
        throw error;
      }
    },
    async endReason(uuid) {
      const record = await recordOf(client, uuid);
      return record ? reasonOf(record.hangup_cause) : 'failed';
    },
    async hangup(uuid) {
      await client.hangup(uuid);
    },
    verdictOf,
    follow({ answered, ended }) {
      const stops = [
        options.follow(),
        client.onWsEvent('call_answer', ({ data }) => answered(data.callUuid)),
        client.onWsEvent('call_end', ({ data }) => ended(data.callUuid, reasonOf(data.hangupCause))),
      ];
      return () => stops.forEach((stop) => stop());
    },
  };
}

/** What the history says of a call; null while it goes on, or where that may not be read. */
async function recordOf(client: VoIPClient, uuid: string): Promise<CallRecord | null> {
  return client.getCall(uuid).then(
    ({ call }) => call,
    () => null,
  );
}

/** A call of ours that rings and that nobody in the conference is. */
async function ringingFor(
  { client, extension }: ThreeWayPlatformOptions,
  members: readonly Member[],
): Promise<string | null> {
  const { calls } = await client.getActiveCalls();
  const known = new Set(members.map(({ uuid }) => uuid));
  const ringing = calls.filter(
    ({ callUuid, status, callerIdNumber }) =>
      status === 'ringing' && callerIdNumber === extension() && !known.has(callUuid),
  );
  return ringing.at(-1)?.callUuid ?? null;
}

/** Without a directory the length tells: three short numbers are for emergencies everywhere. */
function isLikeExtension(number: string, own: string): boolean {
  return number.length === own.length && /^\d+$/.test(number) && !['112', '911', '999'].includes(number);
}

function nullWhenGone(error: unknown): null {
  if (error instanceof ApiError && error.reason === 'not-found') return null;
  throw error;
}

function noneWhenForbidden(error: unknown): { readonly conferences: readonly Conference[] } {
  if (error instanceof ApiError && error.reason === 'forbidden') return { conferences: [] };
  throw error;
}

/** The rules of the gateway do not let this number be called. */
function isDestination(error: unknown): boolean {
  return (
    error instanceof ApiError && ['destination-not-allowed', 'number-not-diallable'].includes(error.code ?? '')
  );
}

/** A gateway answers 502 and 504 for a platform that it could not reach, and says by a code when it did answer. */
function verdictOf(error: unknown): 'refused' | 'failed' | 'unanswered' {
  if (error instanceof ThreeWayError) return 'refused';
  const { status, code } = error instanceof ApiError ? error : { status: undefined, code: undefined };
  if (code === 'platform-failed') return 'failed';
  if (status === undefined || status === 502 || status === 504) return 'unanswered';
  return status >= 500 ? 'failed' : 'refused';
}

const reasons: Readonly<Record<string, ThirdEndReason>> = {
  USER_BUSY: 'busy',
  NO_ANSWER: 'no-answer',
  NO_USER_RESPONSE: 'no-answer',
  ALLOTTED_TIMEOUT: 'no-answer',
  RECOVERY_ON_TIMER_EXPIRE: 'no-answer',
  CALL_REJECTED: 'rejected',
  UNALLOCATED_NUMBER: 'not-found',
  INVALID_NUMBER_FORMAT: 'not-found',
  NO_ROUTE_DESTINATION: 'not-found',
  USER_NOT_REGISTERED: 'unavailable',
  SUBSCRIBER_ABSENT: 'unavailable',
  DESTINATION_OUT_OF_ORDER: 'unavailable',
  OUTGOING_CALL_BARRED: 'forbidden',
  INCOMING_CALL_BARRED: 'forbidden',
  BEARERCAPABILITY_NOTAUTH: 'forbidden',
  ORIGINATOR_CANCEL: 'canceled',
};

/** FreeSWITCH's name of a cause as a reason that there are words for. */
export function reasonOf(hangupCause: string): ThirdEndReason {
  return Object.hasOwn(reasons, hangupCause) ? (reasons[hangupCause] ?? 'failed') : 'failed';
}

function fromAnswer(participant: ThreeWayParticipant): Member {
  const { uuid, memberId, callerIdNumber, callerIdName, muted, deaf, status } = participant;
  const held = status === 'held';
  return { uuid, memberId, number: callerIdNumber, name: callerIdName, muted, deaf, held, talking: false };
}

/** Lists do not say who waits with music: whoever neither speaks nor hears does. */
function fromList({
  uuid,
  memberId,
  callerIdNumber,
  callerIdName,
  muted,
  deaf,
  talking,
}: ConferenceMember): Member {
  return {
    uuid,
    memberId,
    number: callerIdNumber,
    name: callerIdName,
    muted,
    deaf,
    held: muted && deaf,
    talking,
  };
}
