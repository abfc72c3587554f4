import type { Call } from '../b2bua/call.js';
import type { CallHistory } from '../b2bua/call-history.js';
import { monitor, sidesOf, type CallSides } from '../b2bua/call-control.js';
import type { Exchange } from '../b2bua/exchange.js';
import { Parking } from '../b2bua/parking.js';
import { isService } from '../b2bua/played-leg.js';
import type { Extension } from '../company.js';
import { directionOfCall, talkSeconds } from '../events/platform-event.js';
import { flag, nullable, oneOf, readValues, text, usually } from '../store/fields.js';
import { addHistoryRoutes } from './call-history.js';
import { HttpError, type ApiRequest } from './http.js';
import type { Router } from './router.js';

export interface CallRoutesOptions {
  readonly exchange: Exchange;
  readonly history: CallHistory;
  readonly extension: (number: string) => Extension | undefined;
  readonly isRegistered: (extension: string) => boolean;
}

/** Calls in progress and what can be done to them. A call is found by the channel UUID of any of its legs. */
export function addCallRoutes(router: Router, options: CallRoutesOptions): void {
  const { exchange } = options;
  router
    .add('GET', '/api/calls/active', () => ({ calls: exchange.calls.map(activeCall) }))
    .add('POST', '/api/calls/originate', (request) => originate(options, request))
    .add('POST', '/api/calls/{uuid}/hangup', (request) => {
      findCall(exchange, request).end('NORMAL_CLEARING');
      return { success: true };
    })
    .add('POST', '/api/calls/{uuid}/transfer', (request) => transfer(exchange, request))
    .add('POST', '/api/calls/{uuid}/hold', (request) => hold(exchange, request))
    .add('POST', '/api/calls/{uuid}/park', (request) => park(exchange, request))
    .add('GET', '/api/calls/parked', () => ({ calls: exchange.parking.all.map(parkedCall) }))
    .add('POST', '/api/calls/{uuid}/eavesdrop', (request) => eavesdrop(options, request));
  addHistoryRoutes(router, options.history);
}

/** The call that the path names; 404 when it has ended or never was. */
export function findCall(exchange: Exchange, { params }: Pick<ApiRequest, 'params'>): Call {
  const call = exchange.find(params['uuid'] ?? '');
  if (call === undefined) throw HttpError.notFound('call');
  return call;
}

function originate(options: CallRoutesOptions, { body }: ApiRequest): object {
  const shape = {
    fromExtension: text(20),
    toNumber: text(40),
    callerIdNumber: nullable(text(40)),
    callerIdName: nullable(text(100)),
  };
  const { fromExtension, toNumber, callerIdNumber, callerIdName } = readValues(shape, body);
  const from = reachable(options, fromExtension);
  const call = options.exchange.originate(from, toNumber, {
    ...(callerIdNumber === null ? {} : { number: callerIdNumber }),
    ...(callerIdName === null ? {} : { name: callerIdName }),
  });
  return { callUuid: call.uuid, status: 'ringing' };
}

function reachable({ extension, isRegistered }: CallRoutesOptions, number: string): Extension {
  const found = extension(number);
  if (found === undefined) throw HttpError.notFound('extension');
  if (!isRegistered(number)) throw HttpError.conflict(`No phone of extension ${number} is registered.`);
  return found;
}

function transfer(exchange: Exchange, request: ApiRequest): object {
  const shape = { targetExtension: text(40), type: usually(oneOf('blind', 'attended'), 'blind') };
  const { targetExtension, type } = readValues(shape, request.body);
  const call = findCall(exchange, request);
  const { agent, other } = people(call, request);
  call.transferredBy = agent.extension;
  if (type === 'blind') exchange.transfer(call, other, targetExtension);
  else exchange.consult(call, agent, other, targetExtension);
  return { success: true };
}

function hold(exchange: Exchange, request: ApiRequest): object {
  const { hold: held } = readValues({ hold: usually(flag, true) }, request.body);
  const call = findCall(exchange, request);
  call.hold(connectedSides(call, request).agent, held);
  return { success: true, held };
}

function park(exchange: Exchange, request: ApiRequest): object {
  const wanted = readValues({ slot: nullable(text(2)) }, request.body).slot;
  const slot = wanted === null ? null : Parking.slotOf(wanted);
  if (wanted !== null && slot === null) throw HttpError.badRequest('slot must be 01 to 20.');
  const call = findCall(exchange, request);
  const { agent, other } = people(call, request);
  const free = exchange.parking.free(slot);
  if (free === null) throw HttpError.conflict('The parking slot is taken.');
  exchange.parking.park(call, other, free, agent.extension);
  return { success: true, slot: free };
}

function eavesdrop(options: CallRoutesOptions, request: ApiRequest): object {
  const shape = { extension: text(20), mode: usually(oneOf('listen', 'whisper', 'barge'), 'listen') };
  const { extension, mode } = readValues(shape, request.body);
  const call = findCall(options.exchange, request);
  const { agent } = connectedSides(call, request);
  const spy = monitor(options.exchange, reachable(options, extension), { call, agent, mode });
  return { success: true, spyUuid: spy.uuid, mode };
}

function connectedSides(call: Call, { params }: ApiRequest): CallSides {
  const sides = sidesOf(call, params['uuid'] ?? '');
  if (sides === null || call.isConsulting) throw HttpError.conflict('The call is not connected to two sides.');
  return sides;
}

/** Two sides of which the other one can be sent somewhere. */
function people(call: Call, request: ApiRequest): CallSides {
  const sides = connectedSides(call, request);
  if (isService(sides.other)) throw HttpError.conflict('There is nobody on the other side, only a service.');
  return sides;
}

function parkedCall({ slot, call, leg, parkedAt, parkedBy }: Parking['all'][number]): object {
  const callUuid = call.uuid;
  const caller = { callerIdNumber: leg.number, callerIdName: leg.name };
  return { slot, callUuid, ...caller, parkedBy, parkedAt: parkedAt.toISOString() };
}

/** A call as lists show it. */
export function activeCall(call: Call) {
  const { caller, callee, answeredBy } = call;
  return {
    callUuid: call.uuid,
    peerUuid: answeredBy?.uuid ?? null,
    direction: directionOfCall(call),
    callerIdNumber: caller.number,
    callerIdName: caller.name,
    destination: callee.number,
    destinationName: callee.name,
    status: call.state === 'active' ? 'answered' : 'ringing',
    startedAt: call.startedAt.toISOString(),
    answeredAt: call.answeredAt?.toISOString() ?? null,
    duration: talkSeconds(call),
    forwardedTo: call.forwarded?.to ?? null,
    transferredTo: call.transferredTo,
    transferredBy: call.transferredBy,
    legs: call.legs.map((leg) => ({
      uuid: leg.uuid,
      number: leg.number,
      name: leg.name,
      extension: leg.extension,
      holding: call.sound.isHeldBy(leg),
    })),
  };
}
