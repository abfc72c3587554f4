import type { ActiveCall, ParkedCall } from '../../../src/api/types/calls.js';
import type { Voicemail } from '../../../src/api/types/voicemail.js';
import { missed, received } from '../cemscale-recents/stage.js';

/** What the platform's REST answers: a body, `'fails'`: nothing, or `'waits'` for an answer that never comes. */
export type Answer = object | 'fails' | 'waits';

const realFetch = globalThis.fetch;

/** Answers REST requests whose path has this ending, before the platform does. The rest goes to the platform. */
export function fakeRest(answers: Readonly<Record<string, Answer>>): void {
  globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(String(input instanceof Request ? input.url : input), location.href);
    const [, answer] =
      Object.entries(answers).find(([path]) => new RegExp(`/(api/)?${path}$`).test(pathname)) ?? [];
    if (answer === undefined) return realFetch(input, init);
    if (answer === 'waits') return new Promise(() => {});
    if (answer === 'fails') throw new TypeError('Failed to fetch');
    return Response.json(answer);
  };
}

export function realRest(): void {
  globalThis.fetch = realFetch;
}

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const page = { page: 1, limit: 50, total: 4, totalPages: 1 };

const message = (minutes: number, change: Partial<Voicemail> = {}): Voicemail => ({
  ...{ id: `message-${minutes}`, extension: '1001', caller_id: '+15552010101', caller_name: 'Harbor Dental' },
  ...{ duration_seconds: 42, is_read: false, created_at: ago(minutes), call: null, ...change },
});

export const messages = {
  messages: [
    message(12),
    message(95, { caller_name: 'Maximiliana Constantinopolous de la Vega y Ortiz', duration_seconds: 133 }),
    message(1500, { caller_name: '', caller_id: '+442079460018', is_read: true }),
    message(9000, { caller_name: '', caller_id: '', is_read: true, duration_seconds: 7 }),
  ],
  unread: 2,
  pagination: page,
};

export const noMessages = { messages: [], unread: 0, pagination: { ...page, total: 0 } };

export const history = {
  calls: [
    received(4, missed),
    received(31, {
      caller_id_number: '+442079460018',
      caller_id_name: 'Maximiliana Constantinopolous de la Vega y Ortiz',
    }),
    received(75, {
      direction: 'outbound',
      caller_id_number: '1001',
      destination: '+15552010101',
      destination_name: null,
    }),
    received(1500, { ...missed, status: 'voicemail', was_voicemail: true }),
    received(1501, { caller_id_number: '', caller_id_name: null }),
    received(3100, { extension: '1003', destination: '6001' }),
  ],
  pagination: page,
};

export const noHistory = { calls: [], pagination: { ...page, total: 0 } };

const activeCall = (change: Partial<ActiveCall>): ActiveCall => ({
  ...{ callUuid: 'one', peerUuid: null, direction: 'inbound', callerIdNumber: '+15552010101' },
  ...{ callerIdName: 'Harbor Dental', destination: '1002', destinationName: 'Bob Lindqvist', status: 'answered' },
  ...{ startedAt: ago(4), answeredAt: ago(3), duration: 180, ...change },
});

export const teamCalls = {
  calls: [
    activeCall({}),
    activeCall({
      ...{ callUuid: 'two', callerIdName: 'Maximiliana Constantinopolous de la Vega y Ortiz' },
      ...{ destination: '1003', destinationName: 'Carmen Vidal' },
    }),
    activeCall({ callUuid: 'three', status: 'ringing', answeredAt: null, destinationName: 'Frank Weber' }),
  ],
};

const parkedCall = (slot: string, change: Partial<ParkedCall> = {}): ParkedCall => ({
  ...{ slot, callUuid: slot, callerIdNumber: '+15552010101', callerIdName: 'Harbor Dental' },
  ...{ parkedBy: '1002', parkedAt: ago(2), ...change },
});

export const parkedCalls = {
  calls: [
    parkedCall('01'),
    parkedCall('02', { callerIdName: 'Maximiliana Constantinopolous de la Vega y Ortiz', parkedBy: null }),
  ],
};
