import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { keyAuthorization, tokenAuthorization, type TokenProvider } from '../../src/api/authorization.js';
import { endpoints } from '../../src/api/endpoints.js';
import { HttpClient, type HttpOptions } from '../../src/api/http.js';
import { ApiError, VoIPClient, type TokenGrant } from '../../src/api/index.js';
import { FakeClock } from '../support/fake-clock.js';
import { until } from '../support/poll.js';
import { json, RecordingServer } from './support/recording-server.js';

const open: RecordingServer[] = [];
after(() => Promise.all(open.map((server) => server.close())));

describe('a request to the platform', () => {
  let server: RecordingServer;
  let clock: FakeClock;

  beforeEach(async () => {
    server = await new RecordingServer().open();
    open.push(server);
    clock = new FakeClock();
  });

  const client = (options: HttpOptions = {}): HttpClient =>
    new HttpClient(keyAuthorization(server.url, 'csk_secret'), { clock, random: () => 0.5, ...options });
  const statuses = (...codes: readonly number[]): void => {
    const left = [...codes];
    server.answer = (response) => json(response, left.shift() ?? 200, { call: 1 });
  };
  /** Lets waits pass until the promise settles. */
  async function settled<T>(promise: Promise<T>): Promise<T> {
    let isDone = false;
    const done = (): void => void (isDone = true);
    promise.then(done, done);
    await until(
      'it settles',
      () => (clock.nextDelay !== null && clock.nextDelay < 14_000 && clock.advance(100), isDone),
    );
    return promise;
  }

  for (const code of [429, 502, 503, 504]) {
    it(`is repeated after ${code}`, async () => {
      statuses(code, code);
      assert.deepEqual(await settled(client().send(endpoints.getCall, { id: 'a' })), { call: 1 });
      assert.equal(server.requests.length, 3);
    });
  }

  for (const code of [400, 403, 404, 409, 422, 500]) {
    it(`is not repeated after ${code}`, async () => {
      statuses(code);
      await assert.rejects(client().send(endpoints.getCall, { id: 'a' }), { status: code });
      assert.equal(server.requests.length, 1);
    });
  }

  it('is not repeated as a POST, which might do it twice, unless it has an idempotency key', async () => {
    statuses(503);
    await assert.rejects(client().send(endpoints.hangup, { uuid: 'a' }), { status: 503 });
    assert.equal(server.requests.length, 1);
    statuses(503);
    await settled(client().send(endpoints.campaignOriginate, {}, { body: {}, options: { idempotencyKey: 'k' } }));
    assert.equal(server.requests.length, 3);
  });

  it('waits as long as Retry-After asks', async () => {
    let first = true;
    server.answer = (response) => {
      json(response, first ? 429 : 200, {}, { 'retry-after': '7' });
      first = false;
    };
    const answer = client().send(endpoints.getCall, { id: 'a' });
    await until('it waits', () => clock.nextDelay === 7000);
    clock.advance(7000);
    await answer;
  });

  it('does not wait for an hour, but says that it is limited', async () => {
    server.answer = (response) => json(response, 429, {}, { 'retry-after': '3600' });
    await assert.rejects(client().send(endpoints.getCall, { id: 'a' }), { reason: 'rate-limited' });
    assert.equal(server.requests.length, 1);
  });

  it('ends after its time limit', async () => {
    server.answer = () => undefined;
    const answer = client({ retries: 0 }).send(endpoints.getCall, { id: 'a' }, { options: { timeoutMs: 500 } });
    await until('it has arrived', () => server.requests.length === 1);
    clock.advance(500);
    await assert.rejects(answer, { reason: 'timeout' });
    assert.equal(clock.pending, 0);
  });

  it('is given up by its signal, also while it waits to be repeated', async () => {
    statuses(503, 503, 503);
    const abort = new AbortController();
    const answer = client().send(endpoints.getCall, { id: 'a' }, { options: { signal: abort.signal } });
    await until('it waits', () => clock.nextDelay !== null && clock.nextDelay < 1000);
    abort.abort();
    await assert.rejects(answer, { reason: 'aborted' });
    assert.equal(clock.pending, 0);
  });

  it('says that no server was reached', async () => {
    const nowhere = new HttpClient(keyAuthorization('http://127.0.0.1:1', 'csk_secret'), { retries: 0 });
    await assert.rejects(nowhere.send(endpoints.getCall, { id: 'a' }), { reason: 'unreachable' });
  });

  it('takes an answer without content for a success, and a web page for an error', async () => {
    server.answer = (response) => response.writeHead(204).end();
    assert.deepEqual(await client().send(endpoints.deleteDid, { id: 'a' }), { success: true });
    server.answer = (response) => response.end('<html>Sign in</html>');
    await assert.rejects(client().send(endpoints.getCall, { id: 'a' }), { reason: 'invalid-response' });
  });

  for (const body of ['{"error":"words"}', '{"message":"words"}', '{"title":"t","detail":"words"}']) {
    it(`quotes the server from ${body}, but neither ids nor keys`, async () => {
      server.answer = (response) => response.writeHead(400).end(body);
      await assert.rejects(client().send(endpoints.getCall, { id: 'id-of-a-call' }), (error) => {
        assert.ok(error instanceof ApiError);
        assert.match(error.message, /words/);
        assert.doesNotMatch(error.message + JSON.stringify(error), /id-of-a-call|csk_secret/);
        return true;
      });
    });
  }

  describe('with tokens', () => {
    let refreshes: number;
    let current: string;
    const grant = (): TokenGrant => ({ token: current, apiUrl: server.url, eventsUrl: 'ws://x/ws' }) as TokenGrant;
    const tokens: TokenProvider = {
      get current() {
        return grant();
      },
      async refresh() {
        refreshes += 1;
        current = `token-${refreshes}`;
        return grant();
      },
    };

    beforeEach(() => {
      refreshes = 0;
      current = 'token-0';
    });

    it('renews a refused token once for all requests that wait, and repeats them, POST too', async () => {
      server.answer = (response, { headers }) =>
        json(response, headers.authorization === 'Bearer token-0' ? 401 : 200, {});
      const api = new HttpClient(tokenAuthorization(tokens), { clock });
      const all = Array.from({ length: 8 }, (_, index) => api.send(endpoints.hangup, { uuid: `u${index}` }));
      await Promise.all(all);
      assert.equal(refreshes, 1);
      assert.equal(server.requests.length, 16);
    });

    it('does not go on for ever when the new token is refused too', async () => {
      statuses(401, 401, 401);
      const api = new HttpClient(tokenAuthorization(tokens), { clock });
      await assert.rejects(api.send(endpoints.getCall, { id: 'a' }), { reason: 'unauthorized' });
      assert.equal(server.requests.length, 2);
    });

    it('makes no address by itself, but buys a ticket for one', async () => {
      const voip = new VoIPClient({ tokens });
      assert.throws(() => voip.getRecordingAudioUrl('a'), { name: 'ApiError', message: /mediaUrl/ });
      server.answer = (response) => json(response, 200, { url: 'https://gw/x?ticket=t', expiresAt: '' });
      assert.equal(await voip.mediaUrl('getVoicemailGreetingAudioUrl', '1001'), 'https://gw/x?ticket=t');
      assert.equal(server.last.url, '/tickets');
      assert.deepEqual(JSON.parse(String(server.last.body)), {
        path: '/api/voicemail/greeting/audio?extension=1001',
      });
    });
  });
});

describe('lists and downloads', () => {
  it('walks all pages of a list, by number and by offset', async () => {
    const server = await new RecordingServer().open();
    open.push(server);
    const voip = new VoIPClient({ apiUrl: server.url, apiKey: 'k' });
    server.answer = (response, { url }) => {
      const query = new URL(url, 'http://x').searchParams;
      const [page, offset] = [Number(query.get('page')), Number(query.get('offset'))];
      if (url.startsWith('/api/ai'))
        return json(response, 200, { calls: [{ call_uuid: `o${offset}` }], total: 3 });
      json(response, 200, {
        calls: [{ id: `p${page}` }],
        pagination: { page, limit: 1, total: 3, totalPages: 3 },
      });
    };
    const found: string[] = [];
    for await (const { id } of voip.iterate('listCalls', { direction: 'inbound' })) found.push(id);
    for await (const { call_uuid } of voip.iterate('listAiCalls', {})) found.push(call_uuid);
    assert.deepEqual(found, ['p1', 'p2', 'p3', 'o0', 'o1', 'o2']);
    assert.ok(server.requests.filter(({ url }) => url.includes('direction=inbound')).length === 3);
  });

  it('hands a download over as it comes', async () => {
    const server = await new RecordingServer().open();
    open.push(server);
    const voip = new VoIPClient({ apiUrl: server.url, apiKey: 'k' });
    server.answer = (response) => response.write('first,');
    const reader = (await voip.stream('exportCalls')).getReader();
    assert.equal(new TextDecoder().decode((await reader.read()).value), 'first,');
    await reader.cancel();
  });
});

describe('an API key in a browser', () => {
  it('works and complains loudly, without showing the key, and makes no address with it', (context) => {
    const page = { window: {}, document: {} };
    Object.assign(globalThis, page);
    context.after(() => Object.keys(page).forEach((name) => Reflect.deleteProperty(globalThis, name)));
    const complain = context.mock.method(console, 'error', () => undefined);
    const voip = new VoIPClient({ apiUrl: 'https://x', apiKey: 'csk_secret' });
    const [call] = complain.mock.calls;
    assert.match(String(call?.arguments[0]), /API key.*browser.*tokenUrl/);
    assert.doesNotMatch(String(call?.arguments[0]), /csk_secret/);
    assert.throws(() => voip.getRecordingAudioUrl('a'), { name: 'ApiError', message: /mediaUrl/ });
  });
});
