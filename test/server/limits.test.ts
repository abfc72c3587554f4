import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentPermissions } from '../../src/server/index.js';
import type { GatewayStore } from '../../src/server/index.js';
import { signIn } from './support/caller.js';
import type { Caller } from './support/caller.js';
import { errorCode, tokenRequest } from './support/gateway.js';
import { answerJson } from './support/recording-platform.js';

const call = (ask: Caller['ask'], toNumber: unknown = '+15551234567', more: object = {}): Promise<Response> =>
  ask('POST', '/api/calls/originate', { body: { toNumber, ...more } });

describe('call limits', () => {
  it('refuse more calls a minute than allowed, and say when to come back', async (t) => {
    let now = 1_800_000_000_000;
    const clock = { now: () => now, monotonic: () => now };
    const limits = { callsPerMinute: 2, callsAtOnce: 100 };
    const { ask } = await signIn(t, agentPermissions, { limits, clock });
    assert.deepEqual([(await call(ask)).status, (await call(ask)).status], [200, 200]);
    const third = await call(ask);
    assert.deepEqual([third.status, third.headers.get('Retry-After')], [429, '60']);
    now += 60_001;
    assert.equal((await call(ask)).status, 200);
  });

  it('have their defaults also where a limit is given as undefined', async (t) => {
    const limits = { callsAtOnce: undefined, callsPerMinute: undefined } as object;
    const { platform, ask } = await signIn(t, agentPermissions, { limits });
    let made = 0;
    platform.answers['POST /api/calls/originate'] = (...wire) =>
      answerJson({ callUuid: `u${(made += 1)}` })(...wire);
    const calls = [1, 2, 3, 4].map((number) => ({ callUuid: `u${number}`, callerIdNumber: '1001' }));
    platform.answers['GET /api/calls/active'] = answerJson({ calls });
    for (const _ of calls) assert.equal((await call(ask)).status, 200);
    assert.equal(await errorCode(await call(ask)), 'too-many-calls');
  });

  it('refuse more calls at once than allowed until one of them has ended', async (t) => {
    const { platform, ask } = await signIn(t, agentPermissions, { limits: { callsAtOnce: 2 } });
    let made = 0;
    platform.answers['POST /api/calls/originate'] = (...wire) =>
      answerJson({ callUuid: `u${(made += 1)}` })(...wire);
    const live = (...uuids: string[]) =>
      answerJson({ calls: uuids.map((callUuid) => ({ callUuid, callerIdNumber: '1001' })) });
    assert.deepEqual([(await call(ask)).status, (await call(ask)).status], [200, 200]);
    platform.answers['GET /api/calls/active'] = live('u1', 'u2');
    assert.equal(await errorCode(await call(ask)), 'too-many-calls');
    platform.answers['GET /api/calls/active'] = live('u2');
    assert.equal((await call(ask)).status, 200);
    platform.answers['GET /api/calls/active'] = live('u2', 'u3');
    assert.equal((await ask('POST', '/api/calls/u2/hangup')).status, 200);
    assert.equal((await call(ask)).status, 200);
  });

  it('give the place back when the platform makes no call', async (t) => {
    const { platform, ask } = await signIn(t, agentPermissions, { limits: { callsAtOnce: 1 } });
    platform.answers['POST /api/calls/originate'] = answerJson({}, 422);
    assert.equal((await call(ask)).status, 422);
    platform.answers['POST /api/calls/originate'] = answerJson({}, 500);
    assert.equal((await call(ask)).status, 502);
    platform.answers['POST /api/calls/originate'] = answerJson({ callUuid: 'u' });
    assert.equal((await call(ask)).status, 200);
  });

  it('hold for tokens per person', async (t) => {
    const { gateway } = await signIn(t, agentPermissions, { limits: { tokensPerMinute: 2 } });
    assert.equal((await gateway.fetch(tokenRequest())).status, 200);
    assert.equal((await gateway.fetch(tokenRequest())).status, 429);
  });
});

describe('destinations', () => {
  const destinations = { allow: ['+1', '+34'], deny: ['+1876'] };
  const table: readonly (readonly [unknown, number])[] = [
    ['+15551234567', 200],
    ['+1 (555) 123-4567', 200],
    ['1002', 200],
    ['*97', 200],
    ['+18765551234', 403],
    ['+4930123456', 403],
    ['+19005551234', 403],
    ['+34803123456', 403],
    ['0019005551234', 422],
    ['19005551234', 422],
    ['+15551234567;ext=1', 422],
    ['sip:x@evil.example', 422],
    ['+1555٣٣٣٤٥٦٧', 422],
    [['+15551234567'], 422],
    [15551234567, 422],
  ];

  it('are outside unless they look like an extension, whose look can be told', async (t) => {
    const allow = ['+1'];
    const { ask } = await signIn(t, agentPermissions, { limits: { destinations: { allow } } });
    assert.equal((await call(ask, '11880')).status, 422);
    assert.equal((await call(ask, '1002')).status, 200);
    assert.equal((await call(ask, '*97')).status, 200);
    const own = await signIn(t, agentPermissions, {
      limits: { destinations: { allow, internal: /[1-4]\d{4}/g } },
    });
    assert.equal((await call(own.ask, '21002')).status, 200);
    for (const outside of ['61002', '1002', '210023']) assert.equal((await call(own.ask, outside)).status, 422);
  });

  it('are held against allow-list, deny-list and premium ranges, and dialled as they were checked', async (t) => {
    const limits = { destinations, callsPerMinute: 1000, callsAtOnce: 1000 };
    const { platform, ask } = await signIn(t, agentPermissions, { limits });
    for (const [number, status] of table) assert.equal((await call(ask, number)).status, status, String(number));
    const dialled = platform.requests.map(({ body }) => (JSON.parse(body) as { toNumber: string }).toNumber);
    assert.deepEqual(dialled, ['+15551234567', '+15551234567', '1002', '*97']);
  });

  it('count for transfers, third parties and forwarding as well', async (t) => {
    const { platform, ask } = await signIn(t);
    platform.answers['GET /api/calls/active'] = answerJson({ calls: [{ callUuid: 'u', destination: '1001' }] });
    const premium = '+19005551234';
    const tries: readonly (readonly [string, string, object])[] = [
      ['POST', '/api/calls/u/transfer', { targetExtension: premium, type: 'blind' }],
      ['POST', '/api/calls/u/participants', { toNumber: premium }],
      ['POST', '/api/calls/u/participants', { toExtension: premium }],
      ['PUT', '/api/extensions/ext-1001/call-forward', { enabled: true, type: 'always', destination: premium }],
    ];
    for (const [method, path, body] of tries) assert.equal((await ask(method, path, { body })).status, 403, path);
    assert.ok(platform.requests.every(({ line }) => line === 'GET /api/calls/active'));
  });

  it('show a caller id only to those who may choose one', async (t) => {
    const plain = await signIn(t);
    await call(plain.ask, '1002', { callerIdNumber: '+15550001111' });
    assert.doesNotMatch(plain.platform.requests[0]?.body ?? '', /callerId/);
    const trusted = await signIn(t, [...agentPermissions, 'calls:caller-id']);
    await call(trusted.ask, '1002', { callerIdNumber: '+15550001111' });
    assert.match(trusted.platform.requests[0]?.body ?? '', /callerIdNumber/);
  });
});

describe('a store that is away', () => {
  const lost = (): Promise<never> => Promise.reject(new Error('redis://:MARKED-store-password@10.0.0.1'));
  const store: GatewayStore = {
    put: lost,
    get: lost,
    take: lost,
    hit: lost,
    acquire: lost,
    release: lost,
    holders: lost,
    ping: lost,
  };

  it('stops calls and tickets, lets tokens and reading go on, and is told by health', async (t) => {
    const { platform, gateway, log, ask } = await signIn(t, agentPermissions, { store });
    const refused = await call(ask);
    assert.deepEqual([refused.status, await errorCode(refused)], [503, 'store-unavailable']);
    assert.equal((await ask('POST', '/tickets', { body: { path: '/ws' } })).status, 503);
    assert.deepEqual(platform.requests, []);
    assert.equal((await ask('GET', '/api/presence')).status, 200);
    assert.equal((await gateway.fetch(tokenRequest())).status, 200);
    const health = await ask('GET', '/health');
    assert.equal(health.status, 503);
    assert.deepEqual(await health.json(), {
      status: 'degraded',
      store: 'unavailable',
      keys: 'ok',
      platform: 'ok',
    });
    assert.ok(!JSON.stringify(log).includes('MARKED'));
  });
});
