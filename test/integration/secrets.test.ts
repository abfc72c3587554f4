import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { ApiError, VoIPClient } from '../../src/api/index.js';
import type { SocketTicket } from '../../src/api/types/tickets.js';
import { agentPermissions } from '../../src/server/index.js';
import { until } from '../demo/pbx/support/until.js';
import { Receiver } from '../demo/pbx/webhooks/receiver.js';
import { FakeAudio } from './support/fake-audio.js';
import { GatewayWorld } from './support/gateway-world.js';
import { Witness } from './support/witness.js';
import { World } from './support/world.js';

const marked = {
  apiKey: 'csk_live_MARKED-platform-key-4711',
  sipPassword: 'MARKED-sip-password-4712',
  webhookSecret: 'MARKED-webhook-secret-4713',
  trunkPassword: 'MARKED-trunk-password-4714',
  toolsKey: 'csk_live_MARKED-tools-key-4715',
};
const reading = ['webhooks:read', 'routing:read', 'api-keys:read', 'reports:read', 'ai:read', 'ai:test'];

describe('secrets of a whole run', () => {
  const witness = new Witness();
  const audio = new FakeAudio();
  let world: World;
  let gateway: GatewayWorld;
  let crm: Receiver;
  let token = '';
  let ticket = '';
  /** With the signature of each token, which is what makes it one. */
  const allSecrets = (): string[] => [
    ...Object.values(marked),
    ...gateway.tokens,
    ...gateway.tokens.map((one) => one.split('.')[2] ?? ''),
    ticket,
  ];

  before(async () => {
    witness.watchConsole();
    audio.install();
    crm = await Receiver.start();
    const logger = { log: (_level: string, message: string) => witness.note('log of the platform', message) };
    world = await World.start({ apiKey: marked.apiKey, toolsWebhookKey: marked.toolsKey, logger });
    const { client } = world;
    await client.createExtension({ extension: '1010', password: marked.sipPassword, displayName: 'Ines' });
    const hook = { name: 'CRM', url: crm.url, events: ['call.ended'] as const, secret: marked.webhookSecret };
    await client.createWebhook(hook);
    await client.createTrunk({ name: 'Backup', host: 'sip.example', password: marked.trunkPassword });
    gateway = await GatewayWorld.start(world, [...agentPermissions, ...reading, 'calls:read-all'], '1010');
    await run();
  });
  after(async () => {
    witness.stop();
    audio.remove();
    await gateway.close();
    await world.close();
    await crm.close();
  });

  /** All that a page may read, a call with its events and webhook, and everything that can go wrong. */
  const run = async (): Promise<void> => {
    const page = gateway.client({ fetch: witness.fetch, retries: 0 });
    const events: unknown[] = [];
    page.onWsEvent('call_end', (event) => events.push(event));
    page.connectWebSocket();
    await until('the socket', () => page.isRealtime);
    token = (await gateway.token()).token;
    await readAll(page);
    const { uuid } = await world.liveCall();
    await world.client.hangup(uuid);
    await until('the event and the webhook', () => events.length > 0 && crm.requests.length > 0);
    witness.note('event', events);
    witness.note('webhook', crm.requests[0]?.text);
    await talk(page);
    ticket = await takeTicket();
    await fail(page);
    page.disconnectWebSocket();
    for (const request of gateway.upstream) witness.note('request to the platform', request);
    for (const entry of gateway.log) witness.note('log of the gateway', entry);
  };

  const talk = async (page: VoIPClient): Promise<void> => {
    const session = page.connectAiPlayground('reception');
    session.on('transcript', (words) => witness.note('transcript', words));
    await session.start();
    await until('the greeting', () => audio.heard > 0);
    session.disconnect();
  };

  const readAll = async (page: VoIPClient): Promise<void> => {
    const { webhooks } = await page.listWebhooks();
    await page.listWebhookDeliveries(webhooks[0]?.id ?? '');
    const { extensions } = await page.listExtensions();
    const own = extensions.find(({ extension }) => extension === '1010')?.id ?? '';
    await Promise.all([page.getExtension(own), page.getCallForward(own), page.getPresenceDetailed()]);
    await Promise.all([page.listTrunks(), page.listActiveGateways(), page.listApiKeys(), page.listAiAgents()]);
    await Promise.all([page.listCalls(), page.listRecordings(), page.getActiveCalls(), page.exportCalls()]);
    await page.getSipCredentials(own);
  };

  const takeTicket = async (): Promise<string> => {
    const answer = await fetch(`${gateway.origin}/voip/tickets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"path":"/ws"}',
    });
    const taken = (await answer.json()) as SocketTicket;
    const socket = new WebSocket(`${gateway.origin.replace('http', 'ws')}/voip/ws`);
    socket.once('open', () => socket.send(JSON.stringify({ type: 'auth', ticket: taken.ticket })));
    const [data] = await new Promise<unknown[]>((resolve) => socket.once('message', (...all) => resolve(all)));
    witness.note('socket', String(data));
    const again = new WebSocket(`${gateway.origin.replace('http', 'ws')}/voip/ws`);
    again.once('open', () => again.send(JSON.stringify({ type: 'auth', ticket: taken.ticket })));
    const [code, reason] = await new Promise<unknown[]>((resolve) =>
      again.once('close', (...all) => resolve(all)),
    );
    assert.equal(code, 4401);
    witness.note('close reason', String(reason));
    socket.terminate();
    return taken.ticket;
  };

  const failing = async (ask: () => Promise<unknown>): Promise<void> => {
    await assert.rejects(ask(), (error) => {
      witness.note('error', error);
      return error instanceof ApiError;
    });
  };

  const fail = async (page: VoIPClient): Promise<void> => {
    const { apiKey } = marked;
    const nowhere = new VoIPClient({ apiUrl: 'http://127.0.0.1:9', apiKey, retries: 0 });
    const control = (path: string, body: object) => world.platform.request('PUT', `/control/${path}`, body);
    for (const asked of [
      () => nowhere.listCalls(),
      () => page.getCall('unknown'),
      () => page.listTenants(),
      () => page.originate({ fromExtension: '1010', toNumber: 'no number' }),
      () => world.client.createWebhook({ name: 'x', url: 'ftp://x', events: [], secret: marked.webhookSecret }),
      () => world.client.createExtension({ extension: '1010', password: marked.sipPassword, displayName: 'I' }),
      () => page.connectAiPlayground('nobody').start(),
    ])
      await failing(asked);
    await control('api', { fail: { status: 500, times: 2 } });
    await failing(() => page.listExtensions());
    await world.platform.request('DELETE', '/control/api');
  };

  it('were there to be seen', () => {
    const count = (where: string): number => witness.seen.filter((one) => one.where.startsWith(where)).length;
    for (const where of ['address', 'answer', 'error', 'request to', 'log of the gateway', 'event', 'webhook'])
      assert.ok(count(where) > 0, where);
    assert.ok(allSecrets().every((secret) => secret.length > 15));
  });

  it('are in no address, log, error, event or answer but the credentials that were asked for', () => {
    const places = witness.places(allSecrets()).filter((where) => !where.endsWith('/sip-credentials'));
    assert.deepEqual(places, []);
    assert.equal(witness.places([marked.sipPassword]).length, 1);
  });
});
