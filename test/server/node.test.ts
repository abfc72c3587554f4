import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { TokenGrant } from '../../src/api/token.js';
import { createGateway, generateKeys } from '../../src/server/index.js';
import type { GatewayLogEntry, GatewayOptions } from '../../src/server/index.js';
import { nodeHandler } from '../../src/server/node.js';
import { apiKey, extensionsPath, startFakePlatform } from './support/fake-platform.js';
import { answerJson, startRecordingPlatform } from './support/recording-platform.js';

const headers = { 'Content-Type': 'application/json', 'X-Cemscale-Request': '1' };
const alice = { extension: '1001', permissions: [] };

async function listen(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function makeHandler(
  apiUrl: string,
  overrides: Partial<GatewayOptions<[IncomingMessage]>> = {},
): Promise<ReturnType<typeof nodeHandler>> {
  return nodeHandler(
    createGateway({
      apiUrl,
      apiKey,
      identify: () => alice,
      keys: await generateKeys(),
      log: () => {},
      ...overrides,
    }),
  );
}

interface Deferred<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
}

function deferred<Value = void>(): Deferred<Value> {
  let resolve: (value: Value) => void = () => {};
  return { promise: new Promise<Value>((settle) => void (resolve = settle)), resolve: (value) => resolve(value) };
}

const post = (url: string, body = '{}'): Promise<Response> =>
  fetch(`${url}/voip/token`, { method: 'POST', body, headers: { ...headers, Origin: url } });

describe('nodeHandler', () => {
  it('forwards a DELETE without a body, as browsers send it, and refuses one of an unknown kind', async (t) => {
    const platform = await startRecordingPlatform(t);
    platform.answers['GET /api/voicemail/v1'] = answerJson({ message: { id: 'v1', extension: '1001' } });
    const identify = () => ({ extension: '1001', permissions: ['voicemail:write'] });
    const url = await listen(t, await makeHandler(platform.apiUrl, { identify }));
    const { token } = (await (await post(url)).json()) as TokenGrant;
    const remove = (init: RequestInit): Promise<Response> =>
      fetch(`${url}/voip/api/voicemail/v1`, {
        method: 'DELETE',
        ...init,
        headers: { Authorization: `Bearer ${token}`, Origin: url },
      });
    assert.equal((await remove({})).status, 200);
    assert.equal(platform.requests.at(-1)?.line, 'DELETE /api/voicemail/v1');
    assert.equal((await remove({ body: new Uint8Array([1]) })).status, 415);
    assert.equal(platform.requests.filter(({ line }) => line.startsWith('DELETE')).length, 1);
  });

  it('serves the token route on a plain server', async (t) => {
    const platform = await startFakePlatform(t);
    const url = await listen(t, await makeHandler(platform.apiUrl));
    const answer = await post(url);
    assert.equal(answer.status, 200);
    assert.ok(answer.headers.get('Date'));
    const grant = (await answer.json()) as TokenGrant;
    assert.deepEqual([grant.apiUrl, grant.eventsUrl], [`${url}/voip`, `${url.replace('http', 'ws')}/voip/ws`]);
  });

  it('hands identify the request of the framework', async (t) => {
    const platform = await startFakePlatform(t);
    const handler = await makeHandler(platform.apiUrl, {
      identify: (request, incoming) => {
        assert.equal(request.headers.get('cookie'), 'sid=1');
        return (incoming as IncomingMessage & { session?: string }).session === 'alice' ? alice : null;
      },
    });
    const url = await listen(t, (request, response) =>
      handler(Object.assign(request, { session: 'alice' }), response),
    );
    const answer = await fetch(`${url}/voip/token`, {
      method: 'POST',
      headers: { ...headers, Origin: url, Cookie: 'sid=1' },
    });
    assert.equal(answer.status, 200);
  });

  it('works below a stripped mount point, after a body parser, and leaves other paths to the next handler', async (t) => {
    const platform = await startFakePlatform(t);
    const handler = await makeHandler(platform.apiUrl);
    const url = await listen(t, (request, response) => {
      const originalUrl = request.url ?? '';
      request.resume().once('end', () => {
        const parsed = Object.assign(request, { originalUrl, url: originalUrl.replace('/voip', ''), body: {} });
        handler(parsed, response, () => response.writeHead(418).end());
      });
    });
    assert.equal((await post(url)).status, 200);
    assert.equal((await fetch(`${url}/elsewhere`)).status, 418);
    assert.equal((await fetch(`${url}/voiper`)).status, 418);
  });

  it('answers 404 where there is no next handler', async (t) => {
    const platform = await startFakePlatform(t);
    const url = await listen(t, await makeHandler(platform.apiUrl));
    assert.equal((await fetch(`${url}/elsewhere`)).status, 404);
  });

  it('refuses a big body and still delivers the answer', async (t) => {
    const platform = await startFakePlatform(t);
    const url = await listen(t, await makeHandler(platform.apiUrl));
    const answer = await post(url, JSON.stringify({ pad: 'x'.repeat(3_000_000) }));
    assert.equal(answer.status, 413);
    assert.deepEqual(platform.requests, []);
  });

  it('refuses a big body that does not tell its length', async (t) => {
    const platform = await startFakePlatform(t);
    const url = await listen(t, await makeHandler(platform.apiUrl));
    const request = httpRequest(`${url}/voip/token`, { method: 'POST', headers: { ...headers, Origin: url } });
    t.after(() => request.destroy());
    request.on('error', () => {});
    const answered = once(request, 'response') as Promise<[IncomingMessage]>;
    for (let sent = 0; sent < 64; sent += 1) request.write(' '.repeat(1024));
    assert.equal((await answered)[0].statusCode, 413);
  });

  it('stops asking the platform when the browser has gone', async (t) => {
    const platform = await startFakePlatform(t);
    const arrived = deferred();
    const dropped = deferred();
    platform.answers[extensionsPath] = (request) => {
      request.socket.once('close', () => dropped.resolve());
      arrived.resolve();
    };
    const logged = deferred<GatewayLogEntry>();
    const handler = await makeHandler(platform.apiUrl, {
      platformTimeoutMs: 30_000,
      log: (entry) => logged.resolve(entry),
    });
    const url = await listen(t, handler);
    const page = new AbortController();
    const asked = fetch(`${url}/voip/token`, {
      method: 'POST',
      headers: { ...headers, Origin: url },
      signal: page.signal,
    });
    await arrived.promise;
    page.abort();
    await assert.rejects(asked);
    await dropped.promise;
    assert.deepEqual([(await logged.promise).event, (await logged.promise).code], ['request', 'client-gone']);
  });

  it('answers 400 to a Host header that is none', async (t) => {
    const platform = await startFakePlatform(t);
    const url = await listen(t, await makeHandler(platform.apiUrl));
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    t.after(() => socket.destroy());
    socket.write('POST /voip/token HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n');
    const [head] = (await once(socket, 'data')) as [Buffer];
    assert.match(head.toString(), /^HTTP\/1\.1 400 /);
  });
});
