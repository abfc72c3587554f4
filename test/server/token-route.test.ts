import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TokenGrant } from '../../src/api/token.js';
import type { Identity } from '../../src/server/index.js';
import {
  apiKey,
  credentialsPath,
  extensionsPath,
  json,
  startFakePlatform,
  turnPath,
  upstreamSecret,
} from './support/fake-platform.js';
import type { FakePlatform } from './support/fake-platform.js';
import { errorCode, makeGateway, origin, tokenRequest } from './support/gateway.js';

describe('the token route', () => {
  it('grants the phone of the person who is signed in', async (t) => {
    const platform = await startFakePlatform(t);
    const now = Date.parse('2026-05-01T10:00:00.400Z');
    const { gateway } = await makeGateway(platform.apiUrl, { clock: { now: () => now, monotonic: () => 0 } });
    const answer = await gateway.fetch(tokenRequest());
    assert.equal(answer.status, 200);
    const { token, destinations, ...grant } = (await answer.json()) as TokenGrant;
    assert.ok(destinations?.deny.includes('+1900'), 'premium numbers are said to be refused');
    assert.deepEqual(grant, {
      expiresAt: '2026-05-01T10:10:00.000Z',
      apiUrl: `${origin}/voip`,
      eventsUrl: 'wss://app.example.com/voip/ws',
      extension: { id: 'ext-1', number: '1001', displayName: 'Alice' },
      sip: {
        username: '1001',
        password: 'sip-secret',
        domain: 'sip.example.com',
        wsUri: 'wss://sip.example.com/ws',
        registrar: 'sip:sip.example.com',
      },
      iceServers: [{ urls: ['turn:turn.example.com:3478'], username: 'u', credential: 'c' }],
      iceExpiresAt: '2030-01-01T00:00:00.000Z',
      permissions: ['calls:originate', 'presence:write'],
    });
    const claims = await gateway.verifyToken(token);
    assert.deepEqual(
      { ...claims, tokenId: '' },
      {
        extensionId: 'ext-1',
        extension: '1001',
        permissions: ['calls:originate', 'presence:write'],
        tokenId: '',
        expiresAt: Date.parse('2026-05-01T10:10:00Z'),
      },
    );
  });

  it('sets the headers that caches, pages and support need', async (t) => {
    const platform = await startFakePlatform(t);
    const now = Date.parse('2026-05-01T10:00:00Z');
    const { gateway, log } = await makeGateway(platform.apiUrl, { clock: { now: () => now, monotonic: () => 0 } });
    const { headers } = await gateway.fetch(tokenRequest());
    assert.equal(headers.get('Cache-Control'), 'no-store');
    assert.equal(headers.get('Date'), 'Fri, 01 May 2026 10:00:00 GMT');
    assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
    assert.match(headers.get('X-Request-Id') ?? '', /^[\da-f-]{36}$/);
    assert.equal(log.at(-1)?.requestId, headers.get('X-Request-Id'));
  });

  it('gives the API key to the platform and to nobody else', async (t) => {
    const platform = await startFakePlatform(t);
    const { gateway, log } = await makeGateway(platform.apiUrl);
    const answer = await gateway.fetch(tokenRequest());
    const seen = JSON.stringify([await answer.text(), [...answer.headers], log]);
    assert.ok(!seen.includes(apiKey));
    assert.ok(!JSON.stringify(log).includes('sip-secret'));
    assert.equal(platform.requests.length, 3);
    for (const request of platform.requests) assert.equal(request.authorization, `Bearer ${apiKey}`);
  });

  it('dates TURN credentials by their ttl, or with the token when the platform gives no end', async (t) => {
    const platform = await startFakePlatform(t);
    const now = Date.parse('2026-05-01T10:00:00Z');
    const { gateway } = await makeGateway(platform.apiUrl, { clock: { now: () => now, monotonic: () => 0 } });
    platform.answers[turnPath] = json({ iceServers: [], ttl: 3600 });
    assert.equal(
      ((await (await gateway.fetch(tokenRequest())).json()) as TokenGrant).iceExpiresAt,
      '2026-05-01T11:00:00.000Z',
    );
    platform.answers[turnPath] = json({ iceServers: [] });
    assert.equal(
      ((await (await gateway.fetch(tokenRequest())).json()) as TokenGrant).iceExpiresAt,
      '2026-05-01T10:10:00.000Z',
    );
  });

  it('answers 401 without asking the platform when nobody is signed in', async (t) => {
    const platform = await startFakePlatform(t);
    const { gateway } = await makeGateway(platform.apiUrl, { identify: () => null });
    const answer = await gateway.fetch(tokenRequest());
    assert.equal(answer.status, 401);
    assert.deepEqual(await answer.json(), { error: { code: 'not-signed-in', message: 'Sign in first.' } });
    assert.deepEqual(platform.requests, []);
  });

  it('answers 403 for a person whose extension the platform does not know', async (t) => {
    const platform = await startFakePlatform(t);
    const { gateway } = await makeGateway(platform.apiUrl, {
      identify: () => ({ extension: '1999', permissions: [] }),
    });
    const answer = await gateway.fetch(tokenRequest());
    assert.equal(answer.status, 403);
    assert.equal(await errorCode(answer), 'no-extension');
  });

  const wrong: readonly [string, unknown][] = [
    ['an extension that is a path', { extension: '../../admin', permissions: [] }],
    ['a permission with a space', { extension: '1001', permissions: ['a b'] }],
    ['no permissions', { extension: '1001' }],
  ];
  for (const [what, identity] of wrong) {
    it(`refuses an identity with ${what} and says so in the log`, async (t) => {
      const platform = await startFakePlatform(t);
      const { gateway, log } = await makeGateway(platform.apiUrl, { identify: () => identity as Identity });
      assert.equal((await gateway.fetch(tokenRequest())).status, 500);
      assert.equal(log[0]?.event, 'identify-failed');
      assert.deepEqual(platform.requests, []);
    });
  }

  it('keeps what identify throws out of the answer', async (t) => {
    const platform = await startFakePlatform(t);
    const cause = new Error('postgres://user:pass@db');
    const { gateway, log } = await makeGateway(platform.apiUrl, { identify: () => Promise.reject(cause) });
    const answer = await gateway.fetch(tokenRequest());
    assert.equal(answer.status, 500);
    assert.ok(!(await answer.text()).includes('postgres'));
    assert.equal(log[0]?.cause, cause);
  });
});

describe('the token route on a failing platform', () => {
  const failures: readonly [string, (platform: FakePlatform) => void, number, string][] = [
    [
      'answers 500',
      (p) => void (p.answers[credentialsPath] = json({ error: upstreamSecret }, 500)),
      502,
      'platform-failed',
    ],
    [
      'refuses the API key',
      (p) => void (p.answers[extensionsPath] = json({ error: upstreamSecret }, 401)),
      502,
      'platform-failed',
    ],
    [
      'answers HTML',
      (p) => void (p.answers[turnPath] = (_q, r) => void r.end(`<html>${upstreamSecret}`)),
      502,
      'platform-failed',
    ],
    [
      'answers another shape',
      (p) => void (p.answers[extensionsPath] = json({ items: upstreamSecret })),
      502,
      'platform-failed',
    ],
    [
      'hands out a script as SIP address',
      (p) =>
        void (p.answers[credentialsPath] = json({
          sipCredentials: {
            extension: '1001',
            password: 'p',
            sipDomain: 'd',
            wsUri: 'javascript:alert(1)',
            registrar: 'r',
          },
        })),
      502,
      'platform-failed',
    ],
    [
      'closes the connection',
      (p) => void (p.answers[extensionsPath] = (_q, r) => void r.destroy()),
      502,
      'platform-unreachable',
    ],
    ['never answers', (p) => void (p.answers[turnPath] = () => {}), 504, 'platform-timeout'],
    [
      'stalls in the body',
      (p) => void (p.answers[turnPath] = (_q, r) => void r.write('{"iceServers":')),
      504,
      'platform-timeout',
    ],
  ];
  for (const [what, arrange, status, code] of failures) {
    it(`answers ${status} when the platform ${what}, and passes none of it on`, async (t) => {
      const platform = await startFakePlatform(t);
      arrange(platform);
      const { gateway, log } = await makeGateway(platform.apiUrl, { platformTimeoutMs: 300 });
      const answer = await gateway.fetch(tokenRequest());
      const body = await answer.text();
      assert.equal(answer.status, status);
      assert.equal((JSON.parse(body) as { error: { code: string } }).error.code, code);
      const seen = JSON.stringify([body, [...answer.headers], log]);
      assert.ok(!seen.includes(apiKey) && !seen.includes(upstreamSecret));
      assert.equal(log[0]?.event, 'platform-failed');
      assert.equal(log[0]?.extension, '1001');
    });
  }

  it('tells the operator, not the page, that the API key is refused', async (t) => {
    const platform = await startFakePlatform(t);
    platform.answers[extensionsPath] = json({}, 401);
    const { gateway, log } = await makeGateway(platform.apiUrl);
    const answer = await gateway.fetch(tokenRequest());
    assert.ok(!/API key/i.test(await answer.text()));
    assert.equal(log[0]?.level, 'error');
    assert.match(log[0]?.message ?? '', /API key/);
  });

  it('never follows a redirect with the API key', async (t) => {
    const platform = await startFakePlatform(t);
    const thief = await startFakePlatform(t);
    platform.answers[extensionsPath] = (_request, response) =>
      void response.writeHead(302, { Location: `${thief.apiUrl}${extensionsPath}` }).end();
    const { gateway } = await makeGateway(platform.apiUrl);
    assert.equal((await gateway.fetch(tokenRequest())).status, 502);
    assert.deepEqual(thief.requests, []);
  });

  it('passes 429 on with its Retry-After, and only as a number', async (t) => {
    const platform = await startFakePlatform(t);
    const { gateway } = await makeGateway(platform.apiUrl);
    platform.answers[turnPath] = json({}, 429, { 'Retry-After': '7' });
    const answer = await gateway.fetch(tokenRequest());
    assert.deepEqual([answer.status, answer.headers.get('Retry-After')], [429, '7']);
    platform.answers[turnPath] = json({}, 429, { 'Retry-After': upstreamSecret });
    assert.equal((await gateway.fetch(tokenRequest())).headers.get('Retry-After'), null);
  });

  it('stops reading an endless answer', async (t) => {
    const platform = await startFakePlatform(t);
    platform.answers[extensionsPath] = (_request, response) => {
      const chunk = Buffer.alloc(256 * 1024, 0x20);
      const more = (): void => void (response.destroyed || response.write(chunk, more));
      more();
    };
    const { gateway, log } = await makeGateway(platform.apiUrl, { platformTimeoutMs: 20_000 });
    assert.equal((await gateway.fetch(tokenRequest())).status, 502);
    assert.match(log[0]?.message ?? '', /more than/);
  });

  it('works again when the platform does', async (t) => {
    const platform = await startFakePlatform(t);
    const good = platform.answers[extensionsPath];
    assert.ok(good);
    platform.answers[extensionsPath] = json({}, 503);
    const { gateway } = await makeGateway(platform.apiUrl);
    assert.equal((await gateway.fetch(tokenRequest())).status, 502);
    platform.answers[extensionsPath] = good;
    assert.equal((await gateway.fetch(tokenRequest())).status, 200);
  });
});
