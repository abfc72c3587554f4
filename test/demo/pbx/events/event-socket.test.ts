import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { PlatformClient, type ReceivedEvent } from '../support/platform-client.js';
import { until } from '../support/until.js';

describe('the event socket', () => {
  let client: PlatformClient;
  beforeEach(async () => {
    client = await PlatformClient.start({ timing: { authenticateMs: 300 } });
  });
  afterEach(() => client.close());

  const closeCode = (socket: WebSocket): Promise<number> =>
    new Promise((resolve) => socket.once('close', resolve));

  it('begins with everybody’s presence', async () => {
    await client.phone('1001');
    const { received } = await client.events();
    const first = await until('the snapshot', () => received[0]);
    assert.equal(first.type, 'presence_snapshot');
    const presence = first.data['presence'] as Record<string, string>;
    assert.deepEqual([presence['1001'], presence['1002']], ['available', 'offline']);
  });

  it('refuses a wrong key and says nothing to it', async () => {
    const { socket, received } = await client.events('csk_wrong');
    assert.equal(await closeCode(socket), 4401);
    assert.deepEqual(received, []);
  });

  it('closes on whoever does not authenticate in time', async () => {
    assert.equal(await closeCode(new WebSocket(client.platform.eventsUrl)), 4401);
  });

  it('tells one whole call, in REST terms', async () => {
    const { received } = await client.events();
    const [alice, bob] = [await client.phone('1001'), await client.phone('1002')];
    const call = await alice.call('1002');
    const invitation = await bob.rings();
    const { body: ringing } = await client.request('GET', '/api/calls/active');
    await bob.answer(invitation);
    await call.established();
    const { body: active } = await client.request('GET', '/api/calls/active');
    const [before, during] = [ringing, active].map((body) => (body['calls'] as Record<string, unknown>[])[0]);
    const { callUuid } = await client.call();
    assert.deepEqual([before?.['status'], during?.['status']], ['ringing', 'answered']);
    assert.deepEqual(
      [during?.['callUuid'], during?.['direction'], during?.['destination']],
      [callUuid, 'internal', '1002'],
    );
    await client.request('POST', `/api/calls/${callUuid}/hangup`);
    await call.ended();
    await until('the end', () => received.some(({ type }) => type === 'call_end'));
    assert.deepEqual(calls(received), [
      ['call_start', { callUuid, caller: '1001', destination: '1002', direction: 'internal' }],
      ['call_answer', { callUuid }],
      ['call_end', { callUuid, duration: 0, hangupCause: 'NORMAL_CLEARING' }],
    ]);
    assert.deepEqual(presenceOf(received, '1001'), ['available', 'on_call', 'available']);
    assert.deepEqual(presenceOf(received, '1002'), ['available', 'ringing', 'on_call', 'available']);
  });

  it('says when a phone comes and goes', async () => {
    const { received } = await client.events();
    const phone = await client.phone('1003');
    await phone.unregister();
    const changes = await until('both changes', () => {
      const found = received.filter(({ type }) => type === 'registration_change');
      return found.length === 2 && found;
    });
    assert.deepEqual(
      changes.map(({ data }) => [data['extension'], data['registered']]),
      [
        ['1003', true],
        ['1003', false],
      ],
    );
    for (const { data } of changes)
      assert.ok(typeof data['ip'] === 'string' && Date.parse(String(data['timestamp'])) > 0);
  });

  it('says why a call failed', async () => {
    const { received } = await client.events();
    const alice = await client.phone('1001');
    await (await alice.call('+15552010104')).finalAnswer();
    const end = await until('the end', () => received.find(({ type }) => type === 'call_end'));
    assert.equal(end.data['hangupCause'], 'USER_BUSY');
  });

  it('tells of a call from outside that the far end hangs up', async () => {
    const { received } = await client.events();
    const alice = await client.phone('1001');
    const { body } = await client.request('POST', '/control/call', { to: '1001', from: '+15551234567' });
    const invitation = await alice.rings();
    assert.equal(invitation.remoteIdentity.displayName, 'Ana Torres');
    const call = await (await alice.answer(invitation)).established();
    await call.ear.hears(587);
    await client.request('POST', `/control/calls/${String(body['callUuid'])}/far-hangup`);
    await call.ended();
    const start = received.find(({ type }) => type === 'call_start');
    assert.deepEqual([start?.data['direction'], start?.data['caller']], ['inbound', '+15551234567']);
  });
});

function calls(events: readonly ReceivedEvent[]): [string, Record<string, unknown>][] {
  return events.filter(({ type }) => type.startsWith('call_')).map(({ type, data }) => [type, data]);
}

function presenceOf(events: readonly ReceivedEvent[], extension: string): unknown[] {
  const changes = events.filter(({ type, data }) => type === 'presence_change' && data['extension'] === extension);
  return changes.map(({ data }) => data['status']);
}
