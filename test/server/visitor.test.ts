import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { WebSocket } from 'ws';
import * as table from '../../src/api/endpoint-table.js';
import type { VisitorGrant } from '../../src/api/token.js';
import type { SocketTicket } from '../../src/api/types/tickets.js';
import { createGateway, generateKeys } from '../../src/server/index.js';
import { nodeHandler, socketHandler } from '../../src/server/node.js';
import { asker, type Caller } from './support/caller.js';
import { apiKey } from './support/fake-platform.js';
import { errorCode, makeGateway, tokenRequest } from './support/gateway.js';
import { answerJson, startRecordingPlatform } from './support/recording-platform.js';
import { waitFor } from './support/wait-for.js';

const visitor = { visitor: 'session-1', presenceOf: ['1002', '1003'] } as const;
const statuses = { 1001: 'on_call', 1002: 'available', 1003: 'dnd', 1004: 'offline' };

interface Visit extends Pick<Caller, 'platform' | 'gateway' | 'log' | 'ask'> {
  readonly grant: VisitorGrant;
}

async function visit(t: TestContext, identity: object = visitor): Promise<Visit> {
  const platform = await startRecordingPlatform(t);
  platform.answers['GET /api/presence'] = answerJson({ presence: statuses, secret: 'x' });
  const { gateway, log } = await makeGateway(platform.apiUrl, { identify: () => identity as typeof visitor });
  const grant = (await (await gateway.fetch(tokenRequest())).json()) as VisitorGrant;
  return { platform, gateway, log, grant, ask: asker(gateway, grant.token) };
}

describe('a visitor', () => {
  it('gets a token without a phone, and the platform is not asked', async (t) => {
    const { platform, grant, gateway, log } = await visit(t);
    assert.deepEqual(
      { ...grant, token: '', expiresAt: '' },
      {
        ...{ visitor: true, token: '', expiresAt: '', presenceOf: ['1002', '1003'] },
        ...{ apiUrl: 'https://app.example.com/voip', eventsUrl: 'wss://app.example.com/voip/ws' },
        permissions: ['presence:read', 'events:read'],
      },
    );
    assert.deepEqual(platform.requests, []);
    assert.deepEqual((await gateway.verifyToken(grant.token)).presenceOf, ['1002', '1003']);
    assert.ok(log.some(({ extension }) => extension === 'visitor:session-1'));
  });

  it('sees the statuses of the listed extensions and nothing beside them', async (t) => {
    const { ask } = await visit(t);
    assert.deepEqual(await (await ask('GET', '/api/presence')).json(), {
      presence: { 1002: 'available', 1003: 'dnd' },
    });
  });

  it('may use no other endpoint of the platform, whatever it is called', async (t) => {
    const { platform, ask } = await visit(t);
    let count = 0;
    for (const [name, { verb, path }] of Object.entries(table)) {
      if (name === 'getPresence' || verb === 'WS') continue;
      const method = verb === 'URL' ? 'GET' : verb;
      const answer = await ask(method, path.replace(/\{\w+\}/g, '1002'), method === 'GET' ? {} : { body: {} });
      assert.deepEqual([name, answer.status, await errorCode(answer)], [name, 403, 'not-allowed']);
      count += 1;
    }
    assert.ok(count > 100, `${count} endpoints`);
    assert.deepEqual(platform.requests, []);
  });

  it('gets a ticket for the event socket only', async (t) => {
    const { ask } = await visit(t);
    const status = async (path: string): Promise<number> =>
      (await ask('POST', '/tickets', { body: { path } })).status;
    assert.equal(await status('/ws'), 200);
    for (const path of ['/api/ai/playground/a', '/api/recordings/1/audio', '/api/voicemail/1/audio'])
      assert.notEqual(await status(path), 200, path);
  });

  it('is refused when identify is not sure what it returns', async (t) => {
    for (const identity of [
      { ...visitor, extension: '1001', permissions: [] },
      { visitor: 'x' },
      { visitor: '', presenceOf: ['1002'] },
      { visitor: 'a b', presenceOf: ['1002'] },
      { visitor: 'x', presenceOf: [] },
      { visitor: 'x', presenceOf: ['1002 1003'] },
      { visitor: 'x', presenceOf: Array.from({ length: 51 }, (_, index) => String(index)) },
    ]) {
      const { gateway, log } = await visit(t, identity);
      assert.equal((await gateway.fetch(tokenRequest())).status, 500, JSON.stringify(identity));
      assert.ok(log.some(({ event }) => event === 'identify-failed'));
    }
  });

  it('hears of the listed extensions on the event socket, and of no call', async (t) => {
    const platform = await startRecordingPlatform(t);
    const gateway = createGateway<[IncomingMessage]>({
      ...{ apiUrl: platform.apiUrl, apiKey, keys: await generateKeys(), log: () => {} },
      identify: () => visitor,
    });
    const sockets = socketHandler(gateway);
    const server = createServer(nodeHandler(gateway)).on('upgrade', sockets);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const post = async (path: string, body: object, headers = {}): Promise<unknown> =>
      (
        await fetch(`${origin}/voip${path}`, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'Content-Type': 'application/json', 'X-Cemscale-Request': '1', Origin: origin, ...headers },
        })
      ).json();
    const { token } = (await post('/token', {})) as VisitorGrant;
    const bearer = { Authorization: `Bearer ${token}` };
    const { ticket } = (await post('/tickets', { path: '/ws' }, bearer)) as SocketTicket;
    const page = new WebSocket(`${origin.replace('http', 'ws')}/voip/ws`, { origin });
    t.after(() => {
      page.terminate();
      sockets.close();
      server.closeAllConnections();
      server.close();
    });
    const heard: unknown[] = [];
    page.on('message', (data) => heard.push(JSON.parse(String(data))));
    await once(page, 'open');
    page.send(JSON.stringify({ type: 'auth', ticket }));
    await waitFor('the platform', () => platform.sockets.length === 1);
    const say = (type: string, data: object): void =>
      platform.sockets[0]?.socket.send(JSON.stringify({ type, timestamp: 't', data, extra: 'x' }));
    say('presence_snapshot', { presence: statuses });
    say('presence_change', { extension: '1001', status: 'ringing', callUuid: 'secret' });
    say('call_start', { callUuid: 'secret', caller: '+15551234567', destination: '1002', direction: 'inbound' });
    say('call_end', { callUuid: 'secret', duration: 1, hangupCause: 'NORMAL_CLEARING' });
    say('registration_change', { extension: '1002', registered: true, ip: '10.0.0.7', timestamp: 't' });
    say('presence_change', { extension: '1002', status: 'on_call', callUuid: 'secret', caller: '+15551234567' });
    platform.sockets[0]?.socket.send('not json');
    platform.sockets[0]?.socket.send('{"type":"presence_change","timestamp":"t","data":null}');
    say('presence_change', { extension: '1003', status: 'available', callUuid: null });
    await waitFor('the last event', () => heard.length === 3);
    assert.deepEqual(heard, [
      { type: 'presence_snapshot', timestamp: 't', data: { presence: { 1002: 'available', 1003: 'dnd' } } },
      { type: 'presence_change', timestamp: 't', data: { extension: '1002', status: 'on_call', callUuid: null } },
      {
        type: 'presence_change',
        timestamp: 't',
        data: { extension: '1003', status: 'available', callUuid: null },
      },
    ]);
  });

  it('shares no limit with another visitor', async (t) => {
    const platform = await startRecordingPlatform(t);
    let session = 'one';
    const { gateway } = await makeGateway(platform.apiUrl, {
      identify: () => ({ visitor: session, presenceOf: ['1002'] }),
      limits: { tokensPerMinute: 2 },
    });
    const status = async (): Promise<number> => (await gateway.fetch(tokenRequest())).status;
    assert.deepEqual([await status(), await status(), await status()], [200, 200, 429]);
    session = 'two';
    assert.equal(await status(), 200);
  });
});
