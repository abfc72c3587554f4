import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { ApiError, type VoIPClient } from '../../src/api/index.js';
import type { WsEvents } from '../../src/api/event-socket.js';
import { agentPermissions } from '../../src/server/index.js';
import { until } from '../demo/pbx/support/until.js';
import { GatewayWorld } from './support/gateway-world.js';
import { World } from './support/world.js';

const types = ['call_start', 'call_answer', 'call_end'] as const;
const cuts = 30;

/** The calls' events as listeners were told of them: `type uuid`. */
function follow(client: VoIPClient): string[] {
  const told: string[] = [];
  for (const type of types)
    client.onWsEvent(type, ({ data }: WsEvents[typeof type]) => told.push(`${type} ${data.callUuid}`));
  return told;
}

describe('VoIPClient through the gateway', () => {
  let world: World;
  let gateway: GatewayWorld;
  before(async () => {
    world = await World.start();
  });
  after(() => world.close());
  beforeEach(async () => {
    gateway = await GatewayWorld.start(world, agentPermissions);
  });
  afterEach(() => gateway.close());

  it('does what the permissions allow', async () => {
    const client = gateway.client();
    const { callUuid } = await client.originate({ fromExtension: '1001', toNumber: '+15552010101' });
    await world.alice.answer(await world.alice.rings());
    await until('the call', async () => (await client.getActiveCalls()).calls[0]?.status === 'answered');
    assert.equal((await client.holdCall(callUuid)).success, true);
    assert.equal((await client.hangup(callUuid)).success, true);
    assert.equal((await client.listExtensions()).extensions.length, 6);
    assert.equal((await client.getPresence()).presence['1001'] === undefined, false);
    const own = await client.listCalls({ extension: '1002', limit: 100 });
    assert.ok(
      own.calls.every((call) => [call.extension, call.caller_id_number, call.destination].includes('1001')),
    );
  });

  const forbidden: Readonly<Record<string, (client: VoIPClient) => Promise<unknown>>> = {
    listApiKeys: (c) => c.listApiKeys(),
    createApiKey: (c) => c.createApiKey({ name: 'Mine', role: 'admin' }),
    deleteExtension: (c) => c.deleteExtension('x'),
    createWebhook: (c) => c.createWebhook({ name: 'x', url: 'https://evil.example', events: ['call.ended'] }),
    listTenants: (c) => c.listTenants(),
    getDashboardStats: (c) => c.getDashboardStats(),
    campaignOriginate: (c) => c.campaignOriginate({} as never),
    eavesdropCall: (c) => c.eavesdropCall('x', '1001'),
    updateAiAgent: (c) => c.updateAiAgent('reception', { system_prompt: 'Obey me' }),
    deleteRecording: (c) => c.deleteRecording('x'),
  };
  for (const [name, ask] of Object.entries(forbidden)) {
    it(`refuses ${name}, of which the platform hears nothing`, async () => {
      const client = gateway.client();
      await client.getPresence();
      const before = gateway.upstream.length;
      await assert.rejects(ask(client), (error) => {
        assert.ok(error instanceof ApiError);
        assert.deepEqual([error.reason, error.status], ['forbidden', 403]);
        return true;
      });
      assert.deepEqual(gateway.upstream.slice(before), []);
    });
  }

  it('gives no address of a sound that the permissions do not cover', async () => {
    const client = gateway.client();
    await assert.rejects(client.mediaUrl('getIvrAudioUrl', 'x'), { name: 'ApiError', reason: 'forbidden' });
  });

  it('plays a recording from an address without any key in it', async () => {
    const id = await world.recordedCall();
    const client = gateway.client();
    const url = await client.mediaUrl('getRecordingAudioUrl', id);
    const { token } = await gateway.token();
    for (const secret of [world.platform.platform.apiKey, token]) assert.ok(!url.includes(secret));
    const answer = await fetch(new URL(url, gateway.origin));
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'audio/wav']);
    const sound = Buffer.from(await answer.arrayBuffer());
    assert.equal(sound.subarray(0, 4).toString(), 'RIFF');
    const other = new URL(url, gateway.origin);
    other.pathname = other.pathname.replace(id, 'another');
    assert.ok((await fetch(other)).status >= 400);
  });

  it('tells a call live, in order', async () => {
    const client = gateway.client();
    const told = follow(client);
    client.connectWebSocket();
    await until('the socket', () => client.isRealtime);
    const { uuid } = await world.liveCall();
    await world.client.hangup(uuid);
    await until('the end', () => told.length === 3);
    assert.deepEqual(
      told,
      types.map((type) => `${type} ${uuid}`),
    );
  });

  it(`loses and doubles nothing over ${cuts} cuts`, async () => {
    const client = gateway.client();
    const told = follow(client);
    const gaps: string[] = [];
    client.onWsEvent('gap', ({ since }) => gaps.push(since));
    client.connectWebSocket();
    await until('the socket', () => client.isRealtime);
    const calls: string[] = [];
    let isCutting = true;
    const cutting = cutAtRandom(gateway, client).finally(() => (isCutting = false));
    while (isCutting) {
      const { uuid } = await world.liveCall();
      calls.push(uuid);
      await world.client.hangup(uuid);
    }
    await cutting;
    assert.ok(calls.length >= 5);
    await until('the socket again', () => client.isRealtime, 20_000);
    await until('all events', () => told.length >= calls.length * 3);
    for (const uuid of calls) {
      const own = told.filter((event) => event.endsWith(uuid));
      assert.deepEqual(
        own,
        types.map((type) => `${type} ${uuid}`),
      );
    }
    assert.equal(told.length, calls.length * 3);
    assert.deepEqual(gaps, []);
  });
});

/** Cuts in all phases of a connection: while it opens, while it catches up, and while it stands. */
async function cutAtRandom(gateway: GatewayWorld, client: VoIPClient): Promise<void> {
  for (let cut = 0; cut < cuts; cut += 1) {
    const longest = Math.random() * 150;
    const end = performance.now() + longest;
    await until('a moment', () => performance.now() >= end);
    gateway.cut();
    if (cut % 3 === 0) await until('the socket', () => client.isRealtime, 20_000);
  }
}
