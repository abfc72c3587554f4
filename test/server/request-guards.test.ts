import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Gateway } from '../../src/server/index.js';
import { startFakePlatform } from './support/fake-platform.js';
import { errorCode, makeGateway, origin, tokenRequest, tokenUrl } from './support/gateway.js';

interface Refused {
  readonly what: string;
  readonly headers?: Record<string, string | null>;
  readonly init?: RequestInit;
  readonly status: number;
  readonly code: string;
}

const refused: readonly Refused[] = [
  {
    what: 'a page of another site',
    headers: { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
    status: 403,
    code: 'origin-not-allowed',
  },
  {
    what: 'a cross-site request whose origin looks right',
    headers: { 'Sec-Fetch-Site': 'cross-site' },
    status: 403,
    code: 'origin-not-allowed',
  },
  {
    what: 'an origin that only begins like ours',
    headers: { Origin: `${origin}.evil.example` },
    status: 403,
    code: 'origin-not-allowed',
  },
  {
    what: 'our host over http',
    headers: { Origin: 'http://app.example.com' },
    status: 403,
    code: 'origin-not-allowed',
  },
  { what: 'a sandboxed frame', headers: { Origin: 'null' }, status: 403, code: 'origin-not-allowed' },
  {
    what: 'a sibling origin that is not listed',
    headers: { Origin: 'https://blog.example.com', 'Sec-Fetch-Site': 'same-site' },
    status: 403,
    code: 'origin-not-allowed',
  },
  {
    what: 'our origin claimed by a sibling',
    headers: { 'Sec-Fetch-Site': 'same-site' },
    status: 403,
    code: 'origin-not-allowed',
  },
  {
    what: 'no origin and no fetch metadata',
    headers: { Origin: null, 'Sec-Fetch-Site': null },
    status: 403,
    code: 'origin-not-allowed',
  },
  {
    what: 'a plain form',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Cemscale-Request': null },
    status: 415,
    code: 'json-only',
  },
  {
    what: 'a text form that spells JSON',
    headers: { 'Content-Type': 'text/plain', 'X-Cemscale-Request': null },
    status: 415,
    code: 'json-only',
  },
  {
    what: 'a type that only begins like JSON',
    headers: { 'Content-Type': 'application/json-patch+json' },
    status: 415,
    code: 'json-only',
  },
  {
    what: 'a missing script header',
    headers: { 'X-Cemscale-Request': null },
    status: 403,
    code: 'header-missing',
  },
  { what: 'a body that is no JSON', init: { body: '{' }, status: 400, code: 'bad-json' },
  { what: 'a body that is no object', init: { body: '[1]' }, status: 400, code: 'bad-json' },
  {
    what: 'a big body',
    init: { body: JSON.stringify({ pad: 'x'.repeat(5000) }) },
    status: 413,
    code: 'body-too-large',
  },
];

async function listed(t: Parameters<typeof startFakePlatform>[0]): Promise<Gateway> {
  const platform = await startFakePlatform(t);
  return (await makeGateway(platform.apiUrl, { allowedOrigins: ['https://crm.example.com'] })).gateway;
}

describe('request guards', () => {
  for (const { what, headers, init, status, code } of refused) {
    it(`refuse ${what}`, async (t) => {
      const platform = await startFakePlatform(t);
      let asked = 0;
      const { gateway } = await makeGateway(platform.apiUrl, { identify: () => ((asked += 1), null) });
      const answer = await gateway.fetch(tokenRequest(headers, init));
      assert.equal(answer.status, status);
      assert.equal(await errorCode(answer), code);
      assert.equal(asked, 0);
      assert.equal(answer.headers.get('Access-Control-Allow-Origin'), null);
      assert.match(answer.headers.get('X-Request-Id') ?? '', /./);
    });
  }

  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
    it(`refuse ${method} and name what is allowed`, async (t) => {
      const answer = await (await listed(t)).fetch(tokenRequest({}, { method, body: null }));
      assert.deepEqual([answer.status, answer.headers.get('Allow')], [405, 'POST']);
    });
  }

  it('refuse any other path', async (t) => {
    const gateway = await listed(t);
    for (const path of ['/voip', '/voip/token/', '/voip/token/x', '/token', '/voip//token']) {
      const request = new Request(`${origin}${path}`, tokenRequest());
      assert.equal((await gateway.fetch(request)).status, 404, path);
    }
  });

  for (const [what, headers] of Object.entries({
    'an older browser without fetch metadata': { 'Sec-Fetch-Site': null },
    'a same-origin request without Origin': { Origin: null },
    'a charset beside the type': { 'Content-Type': 'Application/JSON; charset=utf-8' },
  })) {
    it(`let ${what} through`, async (t) => {
      assert.equal((await (await listed(t)).fetch(tokenRequest(headers))).status, 200);
    });
  }

  it('let an empty body through', async (t) => {
    assert.equal((await (await listed(t)).fetch(tokenRequest({}, { body: null }))).status, 200);
  });

  it('count the bytes of a body that does not tell its length', async (t) => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => void ((pulled += 1), controller.enqueue(new Uint8Array(1024).fill(0x20))),
    });
    const init: RequestInit & { duplex: 'half' } = { body, duplex: 'half' };
    assert.equal((await (await listed(t)).fetch(tokenRequest({}, init))).status, 413);
    assert.ok(pulled < 10);
  });

  it('take the public origin for our own behind a proxy that ends TLS', async (t) => {
    const platform = await startFakePlatform(t);
    const { gateway } = await makeGateway(platform.apiUrl, { publicOrigin: origin });
    const request = new Request('http://10.0.0.7:3000/voip/token', tokenRequest());
    const answer = await gateway.fetch(request);
    assert.equal(((await answer.json()) as { apiUrl: string }).apiUrl, `${origin}/voip`);
  });
});

describe('a listed origin of the same site', () => {
  const sibling = { Origin: 'https://crm.example.com', 'Sec-Fetch-Site': 'same-site' };

  it('gets its grant and may read it', async (t) => {
    const answer = await (await listed(t)).fetch(tokenRequest(sibling));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('Access-Control-Allow-Origin'), 'https://crm.example.com');
    assert.equal(answer.headers.get('Access-Control-Allow-Credentials'), 'true');
    assert.equal(answer.headers.get('Vary'), 'Origin');
  });

  it('may read its refusals too', async (t) => {
    const answer = await (await listed(t)).fetch(tokenRequest({ ...sibling, 'X-Cemscale-Request': null }));
    assert.deepEqual(
      [answer.status, answer.headers.get('Access-Control-Allow-Origin')],
      [403, 'https://crm.example.com'],
    );
  });

  it('passes the preflight; any other origin does not', async (t) => {
    const gateway = await listed(t);
    const preflight = (from: string): Request =>
      new Request(tokenUrl, {
        method: 'OPTIONS',
        headers: { Origin: from, 'Access-Control-Request-Method': 'POST' },
      });
    const answer = await gateway.fetch(preflight('https://crm.example.com'));
    assert.equal(answer.status, 204);
    assert.match(answer.headers.get('Access-Control-Allow-Headers') ?? '', /X-Cemscale-Request/);
    const other = await gateway.fetch(preflight('https://evil.example'));
    assert.deepEqual([other.status, other.headers.get('Access-Control-Allow-Origin')], [403, null]);
  });
});
