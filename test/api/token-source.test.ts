import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { TokenSource } from '../../src/api/token-source.js';
import type { TokenGrant } from '../../src/api/token.js';
import type { ApiError } from '../../src/shared/errors.js';
import { FakeClock } from '../support/fake-clock.js';

const SERVER_NOW = Date.parse('2030-01-01T00:00:00Z');
const PASSWORD = 'marked-password';

const grant = (token: string): TokenGrant => ({
  token,
  expiresAt: new Date(SERVER_NOW + 600_000).toISOString(),
  apiUrl: 'https://crm.example/voip',
  eventsUrl: 'wss://crm.example/voip/ws',
  extension: { id: 'e1', number: '1001', displayName: 'Alice' },
  sip: {
    username: '1001',
    password: PASSWORD,
    domain: 'sip.example',
    wsUri: 'wss://sip.example/ws',
    registrar: 'sip:sip.example',
  },
  iceServers: [],
  iceExpiresAt: new Date(SERVER_NOW + 600_000).toISOString(),
  permissions: ['calls:originate'],
});

const headers = { Date: new Date(SERVER_NOW).toUTCString(), 'X-Request-Id': 'r-1' };
const ok = (token: string) => Response.json(grant(token), { headers });
const status = (code: number) => () =>
  Response.json({ error: { code: 'x', message: 'y' } }, { status: code, headers });

describe('TokenSource', () => {
  let clock: FakeClock;
  let source: TokenSource;
  let answers: (() => Response | Promise<Response>)[];
  let requests: { url: string; init: RequestInit }[];
  let errors: ApiError[];
  let grants: string[];

  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  beforeEach(() => {
    clock = new FakeClock();
    answers = [];
    requests = [];
    errors = [];
    grants = [];
    mock.method(globalThis, 'fetch', async (url: string, init: RequestInit) => {
      requests.push({ url, init });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (!answer) throw new TypeError('Failed to fetch');
      return answer();
    });
    source = new TokenSource('https://crm.example/voip/token', clock);
    source.on('error', (error) => errors.push(error));
    source.on('grant', ({ token }) => grants.push(token));
  });

  afterEach(() => {
    source.stop();
    mock.restoreAll();
  });

  it('asks by POST with the header that no cross-site form can send', async () => {
    answers = [() => ok('one')];
    source.start();
    await settle();
    const [{ url, init } = assert.fail()] = requests;
    assert.equal(url, 'https://crm.example/voip/token');
    assert.equal(init.method, 'POST');
    assert.equal(init.credentials, 'same-origin');
    assert.equal(new Headers(init.headers).get('X-Cemscale-Request'), '1');
    assert.deepEqual(grants, ['one']);
  });

  it("refreshes at three quarters of the life that the server's clock tells, however wrong the page's clock is", async () => {
    answers = [() => ok('one'), () => ok('two')];
    source.start();
    await settle();
    clock.advance(449_000);
    await settle();
    assert.equal(requests.length, 1);
    clock.advance(2000);
    await settle();
    assert.deepEqual(grants, ['one', 'two']);
  });

  it('makes up for timers that slept, on wake, and only when a refresh is due', async () => {
    answers = [() => ok('one'), () => ok('two')];
    source.start();
    await settle();
    source.wake();
    await settle();
    assert.equal(requests.length, 1);
    clock.sleep(500_000);
    source.wake();
    await settle();
    assert.deepEqual(grants, ['one', 'two']);
  });

  it('keeps to one request after it was stopped and started again in the middle of one', async () => {
    const release: (() => void)[] = [];
    mock.method(globalThis, 'fetch', (url: string, init: RequestInit) => {
      requests.push({ url, init });
      return new Promise<Response>((resolve, reject) => {
        init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
        release.push(() => resolve(ok('fresh')));
      });
    });
    source.start();
    source.stop();
    source.start();
    await settle();
    const asked = source.refresh();
    assert.equal(requests.length, 2);
    release.at(-1)?.();
    assert.equal((await asked).token, 'fresh');
  });

  it('asks once for all who ask at the same time', async () => {
    answers = [() => ok('one')];
    const tokens = await Promise.all([source.refresh(), source.refresh(), source.refresh()]);
    assert.equal(requests.length, 1);
    assert.equal(new Set(tokens).size, 1);
  });

  const refusals: [string, () => Response, string][] = [
    ['401', status(401), 'unauthorized'],
    ['403', status(403), 'forbidden'],
    ['404', status(404), 'not-found'],
    ['400', status(400), 'rejected'],
    ['429', status(429), 'rate-limited'],
    ['500', status(500), 'server'],
    ['a page of HTML', () => new Response('<!doctype html>', { headers }), 'invalid-response'],
    ['JSON of another shape', () => Response.json({ hello: 1 }, { headers }), 'invalid-response'],
    ['null', () => Response.json(null, { headers }), 'invalid-response'],
    [
      'an http wsUri',
      () => Response.json({ ...grant('x'), sip: { ...grant('x').sip, wsUri: 'http://sip' } }, { headers }),
      'invalid-response',
    ],
    [
      'an expired token',
      () => Response.json({ ...grant('x'), expiresAt: new Date(SERVER_NOW - 1000).toISOString() }, { headers }),
      'invalid-response',
    ],
  ];
  for (const [what, answer, reason] of refusals) {
    it(`tells ${what} as ${reason}, names no secret, and recovers when the cause goes away`, async () => {
      answers = [answer, () => ok('later')];
      source.start();
      await settle();
      const [error = assert.fail()] = errors;
      assert.equal(error.reason, reason);
      assert.ok(error.advice.length > 10);
      assert.ok(!`${error.message}${error.stack}`.includes(PASSWORD));
      clock.advance(60_000);
      await settle();
      assert.deepEqual(grants, ['later']);
    });
  }

  it('names the field of a wrong answer', async () => {
    answers = [() => Response.json({ ...grant('x'), sip: { ...grant('x').sip, password: '' } }, { headers })];
    source.start();
    await settle();
    assert.match(errors[0]?.message ?? '', /sip\.password/);
  });

  it('keeps trying while the endpoint is unreachable, ever more slowly, and stops when told', async () => {
    source.start();
    await settle();
    for (let second = 0; second < 300; second += 1) {
      clock.advance(1000);
      await settle();
    }
    assert.equal(errors[0]?.reason, 'unreachable');
    assert.ok(requests.length > 10 && requests.length < 120, `${requests.length} requests in 5 min`);
    source.stop();
    const { length } = requests;
    clock.advance(600_000);
    await settle();
    assert.equal(requests.length, length);
  });

  it('gives up on an endpoint that never answers, or starts an answer and never ends it', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const stuck = [
      (signal: AbortSignal) =>
        new Promise<Response>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      async (signal: AbortSignal) =>
        new Response(
          new ReadableStream({
            start: (body) => signal.addEventListener('abort', () => body.error(signal.reason)),
          }),
        ),
    ];
    for (const answer of stuck) {
      mock.method(globalThis, 'fetch', (_: string, { signal }: { signal: AbortSignal }) => answer(signal));
      const failed = assert.rejects(source.refresh(), { name: 'ApiError', reason: 'timeout' });
      await settle();
      mock.timers.tick(10_000);
      await failed;
    }
    mock.timers.reset();
  });

  it('carries the request id of a refusal, to quote to support', async () => {
    answers = [status(503)];
    await assert.rejects(source.refresh(), { name: 'ApiError', status: 503, requestId: 'r-1' });
  });
});
