import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { WebSocket } from 'ws';
import type { TokenGrant } from '../../src/api/token.js';
import type { SocketTicket } from '../../src/api/types/tickets.js';
import { generateKeys } from '../../src/server/index.js';
import type { GatewayLimits } from '../../src/server/index.js';
import { apiKey } from './support/fake-platform.js';
import { startBalancer, startGatewayProcess } from './support/gateway-processes.js';
import type { GatewayProcess } from './support/gateway-processes.js';
import { answerJson, startRecordingPlatform } from './support/recording-platform.js';
import type { RecordingPlatform } from './support/recording-platform.js';
import { startRedis } from './support/redis.js';
import type { RedisServer } from './support/redis.js';
import { waitFor } from './support/wait-for.js';

const origin = 'https://app.example.com';
const page = { 'Content-Type': 'application/json', 'X-Cemscale-Request': '1', Origin: origin };

interface Site {
  readonly platform: RecordingPlatform;
  readonly redis: RedisServer;
  readonly gateways: readonly [GatewayProcess, GatewayProcess];
}

/** Two gateway processes over one Redis and one platform; null where there can be no Redis. */
async function startSite(t: TestContext, limits: GatewayLimits): Promise<Site | null> {
  const redis = await startRedis(t);
  if (redis === null) {
    t.skip('no redis-server');
    return null;
  }
  const platform = await startRecordingPlatform(t);
  const { apiUrl } = platform;
  const settings = {
    apiUrl,
    apiKey,
    redisUrl: redis.url,
    publicOrigin: origin,
    keys: await generateKeys(),
    limits,
  };
  const gateways = await Promise.all([startGatewayProcess(t, settings), startGatewayProcess(t, settings)]);
  return { platform, redis, gateways };
}

function ask(url: string, path: string, token: string, body?: object): Promise<Response> {
  const headers = { ...page, Authorization: `Bearer ${token}`, Connection: 'close' };
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return fetch(`${url}/voip${path}`, { ...init, headers, signal: AbortSignal.timeout(5000) });
}

async function signIn(url: string, extension: string): Promise<string> {
  const answer = await fetch(`${url}/voip/token`, {
    method: 'POST',
    body: '{}',
    headers: { ...page, Cookie: extension },
  });
  assert.equal(answer.status, 200);
  return ((await answer.json()) as TokenGrant).token;
}

async function ticketFor(url: string, token: string): Promise<string> {
  return ((await (await ask(url, '/tickets', token, { path: '/ws' })).json()) as SocketTicket).ticket;
}

/** Opens an event socket; resolves with it, or with null when the ticket was refused. */
async function openEvents(t: TestContext, url: string, ticket: string, site: Site): Promise<WebSocket | null> {
  const before = site.platform.sockets.length;
  const socket = new WebSocket(`${url.replace('http', 'ws')}/voip/ws`, { headers: { Origin: origin } });
  t.after(() => socket.terminate());
  let isClosed = false;
  socket.on('error', () => {}).once('close', () => void (isClosed = true));
  socket.once('open', () => socket.send(JSON.stringify({ type: 'auth', ticket })));
  await waitFor('the ticket to be judged', () => isClosed || site.platform.sockets.length > before);
  return isClosed ? null : socket;
}

describe('two gateways over one Redis', () => {
  it('spend a ticket once across both', async (t) => {
    const site = await startSite(t, {});
    if (site === null) return;
    const [{ url: one }, { url: other }] = site.gateways;
    const ticket = await ticketFor(one, await signIn(one, '1001'));
    const first = await openEvents(t, other, ticket, site);
    assert.ok(first);
    assert.equal(await openEvents(t, one, ticket, site), null);
    assert.equal(await openEvents(t, other, ticket, site), null);
    site.platform.sockets[0]?.socket.send('{"type":"call_answer"}');
    const [event] = (await once(first, 'message')) as [Buffer];
    assert.equal(String(event), '{"type":"call_answer"}');
  });

  it('hold the limits together: calls at once and calls a minute', async (t) => {
    const site = await startSite(t, { callsPerMinute: 6, callsAtOnce: 3 });
    if (site === null) return;
    const { platform, gateways } = site;
    const urls = gateways.map(({ url }) => url);
    const token = await signIn(urls[0] ?? '', '1001');
    let made = 0;
    platform.answers['POST /api/calls/originate'] = (...wire) =>
      answerJson({ callUuid: `u${(made += 1)}` })(...wire);
    platform.answers['GET /api/calls/active'] = (...wire) =>
      answerJson({ calls: Array.from({ length: made }, (_, index) => ({ callUuid: `u${index + 1}` })) })(...wire);
    const calls = Array.from({ length: 6 }, (_, index) =>
      ask(urls[index % 2] ?? '', '/api/calls/originate', token, { toNumber: '1002' }),
    );
    const statuses = (await Promise.all(calls)).map(({ status }) => status).sort();
    assert.deepEqual(statuses, [200, 200, 200, 429, 429, 429]);
    assert.equal(made, 3);
    platform.answers['GET /api/calls/active'] = answerJson({ calls: [] });
    const seventh = await ask(urls[1] ?? '', '/api/calls/originate', token, { toNumber: '1002' });
    assert.match(await seventh.text(), /rate-limited/);
  });

  it('lose no user when one is killed in mid-traffic', async (t) => {
    const site = await startSite(t, { requestsPerMinute: 100_000 });
    if (site === null) return;
    const { gateways } = site;
    const { url } = await startBalancer(t, () => gateways.map(({ port }) => port));
    const people = ['1001', '1002', '1003', '1004'];
    const tokens = await Promise.all(people.map((person) => signIn(url, person)));
    const sockets = await Promise.all(
      gateways.map(async (gateway, index) => {
        const token = tokens[index] ?? '';
        return openEvents(t, gateway.url, await ticketFor(url, token), site);
      }),
    );
    let hasDied = false;
    const served = people.map(() => 0);
    const isDone = (): boolean => hasDied && served.every((count) => count >= 20);
    const work = tokens.map(async (token, person) => {
      // A page repeats a read that the network cut off, as the client does.
      for (let failures = 0; !isDone();) {
        const answer = await ask(url, '/api/presence', token).catch(() => null);
        if (answer === null) assert.ok((failures += 1) < 20, `${people[person]} was lost`);
        else assert.equal(answer.status, 200);
        if (answer !== null && hasDied) served[person] = (served[person] ?? 0) + 1;
      }
    });
    const dropped = sockets[0] ? once(sockets[0], 'close') : Promise.reject(new Error('no socket'));
    await gateways[0].kill();
    hasDied = true;
    await Promise.all([...work, dropped]);
    const again = await openEvents(t, url, await ticketFor(url, tokens[0] ?? ''), site);
    assert.ok(again, 'the page whose gateway died gets its events back');
  });

  it('make no call without Redis, say so in health, and go on reading', async (t) => {
    const site = await startSite(t, {});
    if (site === null) return;
    const [{ url }] = site.gateways;
    const token = await signIn(url, '1001');
    await site.redis.kill();
    site.platform.requests.length = 0;
    const refused = await ask(url, '/api/calls/originate', token, { toNumber: '1002' });
    assert.deepEqual([refused.status, /store-unavailable/.test(await refused.text())], [503, true]);
    assert.deepEqual(site.platform.requests, []);
    const health = await fetch(`${url}/voip/health`);
    assert.deepEqual([health.status, ((await health.json()) as { store: string }).store], [503, 'unavailable']);
    assert.equal((await ask(url, '/api/presence', token)).status, 200);
  });
});
