import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PlatformClient } from '../support/platform-client.js';

describe('the REST API', () => {
  let client: PlatformClient;
  before(async () => {
    client = await PlatformClient.start();
  });
  after(() => client.close());

  it('lists the extensions without their passwords', async () => {
    const { status, body, headers } = await client.request('GET', '/api/extensions');
    assert.equal(status, 200);
    assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
    const extensions = body['extensions'] as { extension: string; displayName: string }[];
    assert.deepEqual(
      extensions.map(({ extension }) => extension),
      ['1001', '1002', '1003', '1004', '1005', '1006'],
    );
    assert.doesNotMatch(JSON.stringify(body), /password/);
  });

  it('hands out SIP credentials by id and by number', async () => {
    const { body } = await client.request('GET', '/api/extensions');
    const [first] = body['extensions'] as { id: string }[];
    const byId = await client.request('GET', `/api/extensions/${first?.id ?? ''}/sip-credentials`);
    const byNumber = await client.request('GET', '/api/extensions/by-number/1001/sip-credentials');
    assert.deepEqual(byId.body, byNumber.body);
    const { password, ...rest } = byId.body['sipCredentials'] as Record<string, string>;
    assert.ok((password ?? '').length >= 20);
    assert.deepEqual(rest, {
      extension: '1001',
      displayName: 'Alice Moreno',
      sipDomain: 'localhost',
      wsUri: client.platform.sipUrl,
      registrar: 'sip:localhost',
    });
  });

  it('gives TURN credentials with an end', async () => {
    const { body } = await client.request('GET', '/api/turn-credentials');
    assert.deepEqual(body['iceServers'], []);
    assert.ok(Date.parse(String(body['expiresAt'])) > Date.now());
  });

  it('knows who is where', async () => {
    const { body } = await client.request('GET', '/api/presence/detailed');
    const [first] = body['presence'] as Record<string, unknown>[];
    assert.deepEqual(
      { ...first, extensionId: '' },
      { extension: '1001', status: 'offline', callUuid: null, extensionId: '', displayName: 'Alice Moreno' },
    );
  });

  it('accepts the key in X-Api-Key too', async () => {
    const answer = await fetch(`${client.platform.url}/api/presence`, {
      headers: { 'x-api-key': client.platform.apiKey },
    });
    assert.equal(answer.status, 200);
  });

  for (const [what, method, path, key, status, code] of [
    ['a missing key', 'GET', '/api/extensions', '', 401, 'unauthorized'],
    ['a wrong key', 'GET', '/api/extensions', 'csk_wrong', 401, 'unauthorized'],
    ['an unknown extension', 'GET', '/api/extensions/none', undefined, 404, 'not_found'],
    ['an unknown path', 'GET', '/api/nothing', undefined, 404, 'not_found'],
    ['an unknown call', 'POST', '/api/calls/none/hangup', undefined, 404, 'not_found'],
    ['a wrong verb', 'DELETE', '/api/presence', undefined, 405, 'method_not_allowed'],
    ['a path that cannot be decoded', 'GET', '/api/extensions/%E0%A4%A', undefined, 400, 'invalid_request'],
  ] as const) {
    it(`answers ${what} with ${status}`, async () => {
      const answer = await client.request(method, path, undefined, key);
      assert.equal(answer.status, status);
      assert.equal((answer.body['error'] as { code: string }).code, code);
    });
  }

  it('answers a body that is not JSON with 400', async () => {
    const headers = { authorization: `Bearer ${client.platform.apiKey}` };
    const answer = await fetch(`${client.platform.url}/control/call`, { method: 'POST', headers, body: '{' });
    assert.equal(answer.status, 400);
  });

  it('is closed to pages of other origins', async () => {
    const { headers } = await client.request('GET', '/api/presence');
    assert.equal(headers.get('access-control-allow-origin'), null);
  });
});

describe('control', () => {
  it('does not exist unless it is switched on', async () => {
    const client = await PlatformClient.start({ control: false });
    assert.equal((await client.request('POST', '/control/reset')).status, 404);
    await client.close();
  });
});
