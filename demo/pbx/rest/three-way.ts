import type {
  AddParticipantResult,
  ThreeWayParticipant,
  ThreeWayResult,
} from '../../../src/api/types/conferences.js';
import { sidesOf, type CallSides } from '../b2bua/call-control.js';
import type { Call } from '../b2bua/call.js';
import type { Member } from '../b2bua/conference.js';
import type { Exchange } from '../b2bua/exchange.js';
import { isPlayed } from '../b2bua/played-leg.js';
import type { ThreeWay } from '../b2bua/three-way.js';
import { ThreeWayCalls } from '../b2bua/three-way-calls.js';
import type { Faults } from '../sip/faults.js';
import { nullable, pattern, readValues, text } from '../store/fields.js';
import { findCall } from './calls.js';
import { HttpError, type ApiRequest } from './http.js';
import type { Router } from './router.js';

const targets = {
  toNumber: nullable(pattern(/^\+?\d[\d\s().-]{1,30}$/, 'must be a phone number such as +15551234567')),
  toExtension: nullable(pattern(/^\d{2,6}$/, 'must be an extension such as 1002')),
};

/** Calls that take a third one in: add, cancel, swap, merge, kick, and the two old names of merging. */
export function addThreeWayRoutes(router: Router, exchange: Exchange, faults: Faults): void {
  const calls = new ThreeWayCalls(exchange, faults);
  const find = (name: string | undefined): ThreeWay => {
    const found = calls.get(name ?? '');
    if (found === undefined) throw HttpError.notFound('three-way call');
    return found;
  };
  const named = ({ params }: ApiRequest): ThreeWay => find(params['conferenceName']);
  const api = { exchange, calls, faults };
  router
    .add('POST', '/api/calls/{uuid}/participants', (request) => add(api, request, request.params['uuid'], true))
    .add('POST', '/api/conferences/{conferenceName}/cancel', (request) => cancel(named(request), request))
    .add('POST', '/api/conferences/{conferenceName}/swap', (request) => swap(named(request), request))
    .add('POST', '/api/conferences/{conferenceName}/merge', (request) => merge(named(request)))
    .add('POST', '/api/conferences/{conferenceName}/participants/{memberUuid}/kick', (request) => {
      const threeWay = named(request);
      threeWay.room.kick(memberOf(threeWay, request.params['memberUuid'] ?? ''));
      return result(threeWay);
    })
    .add('POST', '/api/calls/merge', ({ body }) =>
      merge(find(readValues({ conferenceName: text(100) }, body).conferenceName)),
    )
    .add('POST', '/api/calls/merge-direct', (request) => {
      const { callUuid } = readValues({ callUuid: text(100) }, request.body);
      return { success: true, ...add(api, request, callUuid, false) };
    });
}

interface ThreeWayApi {
  readonly exchange: Exchange;
  readonly calls: ThreeWayCalls;
  readonly faults: Faults;
}

function add(
  api: ThreeWayApi,
  request: ApiRequest,
  uuid: string | undefined,
  waits: boolean,
): AddParticipantResult {
  const { toNumber, toExtension } = readValues(targets, request.body);
  const to = toNumber ?? toExtension;
  if (to === null || (toNumber !== null && toExtension !== null))
    throw HttpError.badRequest('One of toNumber and toExtension must be given.');
  const threeWay = threeWayFor(api, request, uuid ?? '');
  const first = threeWay.members.find((member) => member.uuid !== threeWay.agentUuid);
  if (first === undefined) throw HttpError.conflict('Nobody else is in the call.');
  if (api.faults.refuseAdding)
    throw new HttpError(500, 'originate_failed', `${to} could not be called, on purpose.`);
  const { call, firstUuid } = threeWay.add(to, first, waits);
  if (call.state === 'ended')
    throw new HttpError(500, 'originate_failed', `${to} could not be called. The call goes on without a third.`);
  return {
    conferenceName: threeWay.room.name,
    state: threeWay.state ?? 'dialing',
    participants: threeWay.members.map(participant),
    newCallUuid: call.uuid,
    heldMemberUuid: firstUuid,
    originalBridgedLeg: firstUuid,
  };
}

/** The conference that the call is in already while it has two members, or a new one. */
function threeWayFor({ exchange, calls, faults }: ThreeWayApi, request: ApiRequest, uuid: string): ThreeWay {
  const call = findCall(exchange, { params: { uuid } });
  if (call.isConsulting) throw HttpError.conflict('The call is being transferred.');
  const known = calls.of(call);
  if (known === undefined) return calls.begin(call, people(call, uuid), request.key.tenantId);
  if (known.isDialing || known.room.members.length >= faults.maxPeople)
    throw HttpError.conflict(`A call has ${faults.maxPeople} people at most, and calls one at a time.`);
  const agent = call.legs.find((leg) => leg.uuid === uuid && leg.extension !== null);
  if (agent !== undefined) known.agentUuid = agent.uuid;
  return known;
}

function people(call: Call, uuid: string): CallSides {
  const sides = sidesOf(call, uuid);
  const isTalk = sides !== null && ![sides.agent, sides.other].some((leg) => isPlayed(leg) && leg.isService);
  if (!isTalk) throw HttpError.conflict('The call does not connect two people.');
  return sides;
}

function cancel(threeWay: ThreeWay, { body }: ApiRequest): ThreeWayResult {
  const { newCallUuid, heldMemberUuid } = readValues({ newCallUuid: text(100), heldMemberUuid: text(100) }, body);
  const { addition } = threeWay;
  // Whoever was added may have failed a moment ago; the wish is fulfilled then.
  if (addition?.call.uuid !== newCallUuid) throw HttpError.notFound('call');
  if (addition.firstUuid !== heldMemberUuid) throw HttpError.notFound('member');
  threeWay.cancel();
  return result(threeWay);
}

function swap(threeWay: ThreeWay, { body }: ApiRequest): ThreeWayResult {
  const { keepUuid, holdUuid } = readValues({ keepUuid: text(100), holdUuid: text(100) }, body);
  const [kept, held] = [memberOf(threeWay, keepUuid), memberOf(threeWay, holdUuid)];
  if (kept === held || [kept, held].some(({ uuid }) => uuid === threeWay.agentUuid))
    throw HttpError.conflict('keepUuid and holdUuid must be the two other people.');
  threeWay.swap(kept, held);
  return result(threeWay);
}

function merge(threeWay: ThreeWay): ThreeWayResult {
  threeWay.merge();
  return result(threeWay);
}

function memberOf({ room }: ThreeWay, uuid: string): Member {
  const member = room.members.find((one) => one.uuid === uuid);
  if (member === undefined) throw HttpError.notFound('member');
  return member;
}

function result(threeWay: ThreeWay): ThreeWayResult {
  const { room, state, members } = threeWay;
  return { success: true, conferenceName: room.name, state, participants: members.map(participant) };
}

function participant({ uuid, id, number, name, muted, deaf, held }: Member): ThreeWayParticipant {
  return {
    uuid,
    memberId: id,
    callerIdNumber: number,
    callerIdName: name,
    muted,
    deaf,
    status: held ? 'held' : 'active',
  };
}
