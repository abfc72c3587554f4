import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { VoIPClient, type ActiveCall } from '../../src/api/index.js';
import { CallList } from '../../src/sdk/call-list.js';
import { json } from '../api/support/recording-server.js';
import { FakeClock } from '../support/fake-clock.js';
import { until } from '../support/poll.js';

const call = (callUuid: string): ActiveCall => ({
  callUuid,
  peerUuid: null,
  direction: 'internal',
  callerIdNumber: '1001',
  callerIdName: 'Alice',
  destination: '1002',
  destinationName: 'Bob',
  status: 'ringing',
  startedAt: '2026-06-01T00:00:00.000Z',
  answeredAt: null,
  duration: 0,
});

describe('CallList', () => {
  const sockets = new Set<WebSocket>();
  const failures = new Map<string, number>();
  let requests: string[] = [];
  let active: readonly ActiveCall[] = [];
  let beforeAnswer: () => Promise<void> | void = () => {};
  const http = createServer(async (request, response) => {
    const path = (request.url ?? '').replace(/\?.*/, '');
    requests.push(path);
    const failure = failures.get(path);
    if (failure !== undefined) return json(response, failure, {});
    if (path === '/api/calls/active') {
      const calls = active;
      await beforeAnswer();
      return json(response, 200, { calls });
    }
    if (path === '/api/calls') return json(response, 200, { calls: [{ id: 'before' }], pagination: {} });
    json(response, 200, { stats: { total: 7 } });
  });
  const server = new WebSocketServer({ server: http, path: '/ws' });
  let refusesSockets = false;
  let clock: FakeClock;
  let client: VoIPClient;
  let list: CallList;
  let release: () => void;

  before(async () => {
    server.on('connection', (socket) => {
      if (refusesSockets) return socket.close(1013);
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('message', () => tell('presence_snapshot', { presence: {} }));
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
  });
  after(() => {
    server.close();
    http.close();
  });
  beforeEach(() => {
    requests = [];
    active = [];
    beforeAnswer = () => {};
    refusesSockets = false;
    failures.clear();
    clock = new FakeClock();
    const apiUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    client = new VoIPClient({ apiUrl, apiKey: 'csk_test', WebSocket, retries: 0 });
    list = new CallList(client, clock);
  });
  afterEach(async () => {
    release();
    clock.advance(2000);
    await until('the socket to be closed', () => sockets.size === 0);
  });

  const begin = (): void => void (release = list.follow(() => {}));
  const tell = (type: string, data: object): void => {
    for (const socket of sockets) socket.send(JSON.stringify({ type, timestamp: new Date().toISOString(), data }));
  };
  const start = (callUuid: string): void =>
    tell('call_start', { callUuid, caller: '1003', destination: '1004', direction: 'internal' });
  const uuids = (): string => list.state.activeCalls.map(({ callUuid }) => callUuid).join();
  /** Lets frames pass until it is so. */
  const shows = (what: string, check: () => boolean) =>
    until(what, () => {
      clock.advance(16);
      return check();
    });
  const live = () => shows('live', () => list.state.isRealtime && list.state.stats !== null);
  const asked = (path: string): number => requests.filter((one) => one === path).length;

  it('begins with what REST knows, then follows the events', async () => {
    active = [call('a')];
    begin();
    await live();
    assert.equal(uuids(), 'a');
    assert.equal(list.state.recentCalls.length, 1);
    start('b');
    await shows('both', () => uuids() === 'a,b');
    tell('call_answer', { callUuid: 'b' });
    await shows('the answer', () => list.state.activeCalls[1]?.status === 'answered');
    tell('call_end', { callUuid: 'a', duration: 0, hangupCause: 'NORMAL_CLEARING' });
    await shows('one', () => uuids() === 'b' && list.state.activeCount === 1);
  });

  it('does not believe an answer of REST that is older than an event', async () => {
    begin();
    await live();
    active = [call('ended meanwhile')];
    let answer = (): void => {};
    beforeAnswer = () => new Promise((resolve) => (answer = resolve));
    const before = asked('/api/calls/active');
    start('ended meanwhile');
    await shows('the question', () => {
      clock.advance(100);
      return asked('/api/calls/active') > before;
    });
    tell('call_end', { callUuid: 'ended meanwhile', duration: 0, hangupCause: 'NORMAL_CLEARING' });
    start('began meanwhile');
    await shows('the new one alone', () => uuids() === 'began meanwhile');
    beforeAnswer = () => {};
    answer();
    await until('the answer to be used', () => clock.pending > 0);
    clock.advance(16);
    assert.equal(uuids(), 'began meanwhile');
  });

  it('asks once for many calls that end together', async () => {
    begin();
    await live();
    clock.advance(1000);
    await until('quiet', () => asked('/api/calls') === asked('/api/calls/stats'));
    const before = asked('/api/calls');
    for (const uuid of ['a', 'b', 'c']) tell('call_end', { callUuid: uuid, duration: 1, hangupCause: 'x' });
    await until('the events', () => clock.nextDelay === 16);
    clock.advance(300);
    await until('the question', () => asked('/api/calls') > before);
    assert.equal(asked('/api/calls'), before + 1);
  });

  it('shows the rest where a part is forbidden, and does not ask for that again', async () => {
    failures.set('/api/calls/stats', 403);
    begin();
    await shows('the calls', () => list.state.isRealtime && list.state.recentCalls.length === 1);
    clock.advance(1000);
    await shows('another question', () => asked('/api/calls') > 1);
    assert.equal(list.state.stats, null);
    assert.equal(asked('/api/calls/stats'), 1);
  });

  it('asks every 15 s while no events arrive', async () => {
    refusesSockets = true;
    active = [call('a')];
    begin();
    await shows('the call', () => uuids() === 'a');
    assert.equal(list.state.isRealtime, false);
    active = [];
    await shows('its end', () => {
      clock.advance(1000);
      return uuids() === '';
    });
  });
});
