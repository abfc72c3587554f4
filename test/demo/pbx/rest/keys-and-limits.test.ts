import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Conditions } from '../../../../demo/pbx/rest/conditions.js';
import { HttpError } from '../../../../demo/pbx/rest/http.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { PlatformClient } from '../support/platform-client.js';

describe('API keys', () => {
  let client: PlatformClient;
  beforeEach(async () => {
    client = await PlatformClient.start();
  });
  afterEach(() => client.close());

  const make = async (role: string): Promise<{ id: string; key: string }> => {
    const { body } = await client.request('POST', '/api/api-keys', { name: `A ${role}`, role });
    return body['apiKey'] as { id: string; key: string };
  };

  it('are shown once and work at once', async () => {
    const { id, key } = await make('admin');
    assert.match(key, /^csk_live_[\w-]{32}$/);
    assert.equal((await client.request('GET', '/api/extensions', undefined, key)).status, 200);
    const { body } = await client.request('GET', `/api/api-keys/${id}`);
    assert.ok(!JSON.stringify(body).includes(key));
    assert.ok((body['apiKey'] as { lastUsedAt: string | null }).lastUsedAt);
  });

  it('are refused after they were revoked, switched off or regenerated', async () => {
    const [revoked, off, old] = [await make('admin'), await make('admin'), await make('admin')];
    await client.request('DELETE', `/api/api-keys/${revoked.id}`);
    await client.request('PATCH', `/api/api-keys/${off.id}`, { enabled: false });
    const { body } = await client.request('POST', `/api/api-keys/${old.id}/regenerate`);
    const fresh = (body['apiKey'] as { key: string }).key;
    for (const { key } of [revoked, off, old])
      assert.equal((await client.request('GET', '/api/extensions', undefined, key)).status, 401);
    assert.equal((await client.request('GET', '/api/extensions', undefined, fresh)).status, 200);
  });

  it('of role readonly read everything and write nothing', async () => {
    const { key } = await make('readonly');
    assert.equal((await client.request('GET', '/api/queues', undefined, key)).status, 200);
    for (const [method, path] of [
      ['POST', '/api/queues'],
      ['PATCH', '/api/queues/x'],
      ['DELETE', '/api/queues/x'],
      ['PUT', '/api/presence/x'],
    ] as const) {
      const { status, body } = await client.request(method, path, {}, key);
      assert.equal(status, 403);
      assert.equal((body['error'] as { code: string }).code, 'forbidden');
    }
  });

  it('of role operator run calls but configure nothing', async () => {
    const { key } = await make('operator');
    assert.equal((await client.request('POST', '/api/queues', {}, key)).status, 403);
    assert.equal((await client.request('POST', '/api/calls/none/hangup', {}, key)).status, 404);
  });

  it('of a company do not reach the companies', async () => {
    const { key } = await make('admin');
    assert.equal((await client.request('GET', '/api/tenants', undefined, key)).status, 403);
    assert.equal((await client.request('GET', '/api/tenants')).status, 200);
  });

  it('cannot revoke themselves', async () => {
    const { id, key } = await make('admin');
    assert.equal((await client.request('DELETE', `/api/api-keys/${id}`, undefined, key)).status, 409);
  });

  it('are accepted in an address only where sound is played', async () => {
    const { apiKey, url } = client.platform;
    const status = async (path: string) => (await fetch(`${url}${path}?apiKey=${apiKey}`)).status;
    assert.equal(await status('/api/ivr/none/audio'), 404);
    assert.equal(await status('/api/extensions'), 401);
  });
});

describe('the rate limit', () => {
  it('refills steadily and says when to come again', () => {
    const clock = new FakeClock();
    const conditions = new Conditions(clock);
    conditions.limitTo(2);
    conditions.admit('a');
    assert.equal(conditions.admit('a')['ratelimit-remaining'], '0');
    assert.throws(
      () => conditions.admit('a'),
      (error) => error instanceof HttpError && error.status === 429 && error.headers['retry-after'] === '30',
    );
    assert.equal(conditions.admit('b')['ratelimit-remaining'], '1');
  });

  it('and failures are switched by control, which is not limited itself', async () => {
    const client = await PlatformClient.start();
    const get = () => client.request('GET', '/api/extensions');
    await client.request('PUT', '/control/api', { requestsPerMinute: 1 });
    assert.equal((await get()).status, 200);
    const limited = await get();
    assert.equal(limited.status, 429);
    assert.ok(Number(limited.headers.get('retry-after')) > 0);
    await client.request('PUT', '/control/api', {
      requestsPerMinute: null,
      fail: { status: 503, times: 2, retryAfter: 1 },
    });
    assert.deepEqual([(await get()).status, (await get()).status, (await get()).status], [503, 503, 200]);
    assert.equal((await client.request('PUT', '/control/api', { fail: { status: 200 } })).status, 400);
    await client.close();
  });
});
