import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { ApiError, VoIPClient } from '../../src/api/index.js';
import { endpoints, type EndpointName } from '../../src/api/endpoints.js';
import { endpointCases, valueOf } from './support/endpoint-cases.js';
import { json, RecordingServer, type Recorded } from './support/recording-server.js';

const rows = readFileSync('test/api/endpoints.tsv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .map(([method = '', verb = '', path = '']) => ({ method: method as EndpointName, verb, path }));

// Compile-time: the client has every endpoint as a method, and every method that is not the client's own is an endpoint.
type OwnMembers =
  | 'isRealtime'
  | 'allows'
  | 'brokenMessages'
  | 'disconnectWebSocket'
  | 'followEvents'
  | 'onWsEvent'
  | 'offWsEvent'
  | 'iterate'
  | 'pages'
  | 'mediaUrl'
  | 'stream';
type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;
const methodsAreTheTable: Same<Exclude<keyof VoIPClient, OwnMembers>, EndpointName> = true;

const isSocket = (verb: string): boolean => verb === 'WS';
const expand = (path: string): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(valueOf(name)));

async function formOf({ headers, body }: Recorded): Promise<Record<string, string>> {
  const type = { 'content-type': headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(body), { headers: type }).formData();
  const fields = [...form].map(async ([name, value]) => [
    name,
    typeof value === 'string' ? value : await value.text(),
  ]);
  return Object.fromEntries((await Promise.all(fields)) as [string, string][]) as Record<string, string>;
}

describe('the table of endpoints', () => {
  it('has 146 rows, each once, with the verb and path of the platform', () => {
    assert.ok(methodsAreTheTable);
    assert.equal(rows.length, 146);
    const table = Object.fromEntries(rows.map(({ method, verb, path }) => [method, { verb, path }]));
    assert.deepEqual({ ...endpoints }, table);
  });
});

describe('VoIPClient, row by row', () => {
  const server = new RecordingServer();
  let client: VoIPClient;

  before(async () => {
    await server.open();
    client = new VoIPClient({ apiUrl: `${server.url}/`, apiKey: 'csk_test', retries: 0 });
  });
  after(() => server.close());

  for (const { method, verb, path } of rows.filter((row) => !isSocket(row.verb))) {
    const { call, query = {}, body, form } = endpointCases[method as keyof typeof endpointCases];

    if (verb === 'URL') {
      it(`${method} makes the address of ${path} with the key, on a server`, () => {
        const url = new URL(String(call(client)));
        assert.equal(url.origin + url.pathname, server.url + expand(path));
        assert.deepEqual(Object.fromEntries(url.searchParams), { ...query, apiKey: 'csk_test' });
      });
      continue;
    }

    it(`${method} sends ${verb} ${path} and hands over the answer`, async () => {
      const marked = { marked: method };
      server.answer = (response) => json(response, 200, marked);
      const answer = await call(client);
      const { last } = server;
      const [sentPath, sentQuery] = last.url.split('?');
      assert.equal(last.method, verb);
      assert.equal(sentPath, expand(path));
      assert.deepEqual(Object.fromEntries(new URLSearchParams(sentQuery)), query);
      assert.equal(last.headers.authorization, 'Bearer csk_test');
      if (form) assert.deepEqual(await formOf(last), form);
      else assert.deepEqual(last.body.length > 0 ? JSON.parse(String(last.body)) : undefined, body);
      const text = answer instanceof Blob ? await answer.text() : answer;
      assert.deepEqual(typeof text === 'string' ? JSON.parse(text) : text, marked);
    });

    it(`${method} rejects with what the server says`, async () => {
      const error = { error: { code: 'invalid', message: 'The platform says no.' } };
      server.answer = (response) => json(response, 422, error, { 'x-request-id': `r-${method}` });
      await assert.rejects(
        async () => call(client),
        (thrown) => {
          assert.ok(thrown instanceof ApiError);
          assert.deepEqual([thrown.reason, thrown.status, thrown.requestId], ['rejected', 422, `r-${method}`]);
          assert.match(thrown.message, /The platform says no\./);
          return true;
        },
      );
    });
  }

  it('sends the idempotency key of a campaign call', async () => {
    server.answer = (response) => json(response, 200, {});
    await endpointCases.campaignOriginate.call(client);
    assert.equal(server.last.headers['idempotency-key'], 'once');
  });

  for (const value of ['', ' ', '.', '..', ' .. ']) {
    it(`refuses ${JSON.stringify(value)} as an id before anything is sent`, async () => {
      const sent = server.requests.length;
      await assert.rejects(client.getCall(value), { name: 'ApiError', reason: 'rejected' });
      assert.equal(server.requests.length, sent);
    });
  }
});
