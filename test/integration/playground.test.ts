import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { VoIPClient } from '../../src/api/index.js';
import { agentPermissions } from '../../src/server/index.js';
import { until } from '../demo/pbx/support/until.js';
import { Receiver } from '../demo/pbx/webhooks/receiver.js';
import { FakeAudio } from './support/fake-audio.js';
import { GatewayWorld } from './support/gateway-world.js';
import { World } from './support/world.js';

type Session = ReturnType<VoIPClient['connectAiPlayground']>;

/** What a session tells, in order. */
function follow(session: Session): [name: string, told: unknown][] {
  const told: [string, unknown][] = [];
  session.on('ready', () => told.push(['ready', null]));
  for (const name of ['toolCall', 'toolResult', 'transcript', 'end', 'error'] as const)
    session.on(name, (payload: unknown) => told.push([name, payload]));
  return told;
}

describe('the AI playground of the client on the platform', () => {
  let world: World;
  let crm: Receiver;
  const audio = new FakeAudio();
  before(async () => {
    world = await World.start();
    crm = await Receiver.start();
    crm.answer = { status: 'sent', message: 'Sent' };
    await world.client.createAiAgent({
      agent_id: 'desk',
      display_name: 'Nora',
      greeting: 'Hi',
      farewell: 'Bye',
      tools: ['send_sms', 'end_call'],
      tools_webhook_url: crm.url,
    });
  });
  after(async () => {
    await world.close();
    await crm.close();
  });
  beforeEach(() => audio.install());
  afterEach(() => audio.remove());

  /** A whole conversation: a greeting, a tool, a goodbye. */
  const talk = async (client: VoIPClient): Promise<[string, unknown][]> => {
    const heard = audio.heard;
    const session = client.connectAiPlayground('desk');
    const told = follow(session);
    await session.start();
    assert.equal(session.isConnected, true);
    await until('the greeting', () => audio.heard > heard);
    const got = (name: string): boolean => told.some(([one]) => one === name);
    // The platform does not listen while the agent speaks.
    await until('a tool', () => {
      audio.speak();
      return got('toolResult');
    });
    await until('the end', () => {
      audio.speak();
      return got('end');
    });
    assert.equal(session.isConnected, false);
    return told;
  };

  const check = (told: readonly [string, unknown][]): void => {
    const names = told.map(([name]) => name);
    assert.deepEqual([names[0], names.at(-1)], ['ready', 'end']);
    assert.ok(!names.includes('error'), JSON.stringify(told));
    assert.ok(names.indexOf('toolCall') < names.indexOf('toolResult'));
    const of = (name: string): unknown => told.find(([one]) => one === name)?.[1];
    assert.deepEqual(of('transcript'), { role: 'assistant', text: 'Hi' });
    assert.equal((of('toolCall') as { function: string }).function, 'send_sms');
    assert.deepEqual(of('toolResult'), { function: 'send_sms', status: 'sent', message: 'Sent' });
    assert.deepEqual(of('end'), { reason: 'completed' });
  };

  it('greets, calls a tool through the webhook, says goodbye and ends', async () => {
    const { url: apiUrl, apiKey } = world.platform.platform;
    check(await talk(new VoIPClient({ apiUrl, apiKey, WebSocket })));
    const { calls } = await world.client.listAiCalls({ agent_id: 'desk' });
    assert.equal(calls[0]?.end_reason, 'completed');
  });

  it('does the same by a ticket of the gateway', async () => {
    const gateway = await GatewayWorld.start(world, [...agentPermissions, 'ai:test']);
    try {
      check(await talk(gateway.client()));
    } finally {
      await gateway.close();
    }
  });

  it('is told to the platform when the person hangs up', async () => {
    const { url: apiUrl, apiKey } = world.platform.platform;
    const session = new VoIPClient({ apiUrl, apiKey, WebSocket }).connectAiPlayground('desk');
    const told = follow(session);
    await session.start();
    session.disconnect();
    assert.deepEqual(told.at(-1), ['end', { reason: 'user_disconnect' }]);
    await until('the end', async () => (await world.client.aiAgentsHealth()).active_sessions === 0);
  });

  it('does not open without the permission', async () => {
    const gateway = await GatewayWorld.start(world, agentPermissions);
    try {
      const session = gateway.client().connectAiPlayground('desk');
      await assert.rejects(session.start(), { name: 'ApiError', reason: 'forbidden' });
      assert.ok(!gateway.upstream.some((request) => request.includes('playground')));
    } finally {
      await gateway.close();
    }
  });
});
