import type { Conference, Member } from '../b2bua/conference.js';
import { newConferenceName } from '../b2bua/conference.js';
import { moveToConference } from '../b2bua/call-control.js';
import type { Exchange } from '../b2bua/exchange.js';
import { flag, nullable, oneOf, pattern, readValues, text } from '../store/fields.js';
import { findCall } from './calls.js';
import { HttpError, type ApiRequest } from './http.js';
import type { Router } from './router.js';

const roomName = pattern(/^[\w*.-]{1,64}$/, 'must be letters, digits, dots, hyphens or underscores');

/** Conferences: who is in them, and what can be done to them. */
export function addConferenceRoutes(router: Router, exchange: Exchange): void {
  const find = ({ params }: ApiRequest): Conference => {
    const room = exchange.conferences.get(params['name'] ?? '');
    if (room === undefined) throw HttpError.notFound('conference');
    return room;
  };
  const member = (request: ApiRequest): Member => {
    const found = find(request).find(request.params['memberId'] ?? '');
    if (found === undefined) throw HttpError.notFound('member');
    return found;
  };
  const detail = (request: ApiRequest) => ({ conference: conferenceDetail(find(request)) });
  router
    .add('GET', '/api/conferences', () => ({ conferences: exchange.conferences.all.map(summary) }))
    .add('GET', '/api/conferences/{name}', detail)
    .add('GET', '/api/conferences/{name}/members', detail)
    .add('POST', '/api/conferences/{name}/join', (request) => join(exchange, request))
    .add('POST', '/api/calls/{uuid}/transfer-to-conference', (request) => {
      const { name } = readValues({ name: nullable(roomName) }, request.body);
      return move(exchange, request, name ?? newConferenceName());
    })
    .add('POST', '/api/conferences/{name}/members/{memberId}/kick', (request) => {
      find(request).kick(member(request));
      return { success: true };
    })
    .add('POST', '/api/conferences/{name}/members/{memberId}/mute', (request) => {
      member(request).muted = readValues({ mute: flag }, request.body).mute;
      return { success: true };
    })
    .add('POST', '/api/conferences/{name}/members/{memberId}/deaf', (request) => {
      member(request).deaf = readValues({ deaf: flag }, request.body).deaf;
      return { success: true };
    })
    .add('POST', '/api/conferences/{name}/lock', (request) => {
      find(request).locked = readValues({ lock: flag }, request.body).lock;
      return { success: true };
    })
    .add('POST', '/api/conferences/{name}/record', (request) => record(find(request), request));
}

function join(exchange: Exchange, request: ApiRequest): object {
  const { callUuid } = readValues({ callUuid: text(100) }, request.body);
  const { name } = readValues({ name: roomName }, { name: request.params['name'] });
  return move(exchange, { params: { uuid: callUuid } }, name);
}

function move(exchange: Exchange, request: Pick<ApiRequest, 'params'>, name: string): object {
  const call = findCall(exchange, request);
  if (call.state !== 'active' || call.isConsulting) throw HttpError.conflict('The call is not connected.');
  if (exchange.conferences.get(name)?.locked === true) throw HttpError.conflict('The conference is locked.');
  moveToConference(exchange, call, name);
  return { success: true, conferenceName: name };
}

function record(room: Conference, { body }: ApiRequest): object {
  const { action } = readValues({ action: oneOf('start', 'stop') }, body);
  const changed = action === 'start' ? room.startRecording() : room.stopRecording();
  if (!changed) throw HttpError.conflict(action === 'start' ? 'It is recorded already.' : 'It is not recorded.');
  return { success: true, recording: room.recording };
}

function summary(room: Conference) {
  const duration = Math.round((Date.now() - room.createdAt.getTime()) / 1000);
  const { name, locked, recording, members } = room;
  return { name, memberCount: members.length, locked, recording, duration };
}

function conferenceDetail(room: Conference) {
  const members = room.members.map(({ id, uuid, number, name, muted, deaf, held }) => ({
    memberId: id,
    uuid,
    callerIdNumber: number,
    callerIdName: name,
    muted,
    deaf,
    talking: room.isTalking(id),
    status: held ? 'held' : 'active',
  }));
  return { ...summary(room), members };
}
