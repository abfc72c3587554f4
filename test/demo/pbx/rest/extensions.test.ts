import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { PlatformClient } from '../support/platform-client.js';
import { until } from '../support/until.js';

describe('extensions', () => {
  let client: PlatformClient;
  beforeEach(async () => {
    client = await PlatformClient.start();
  });
  afterEach(() => client.close());

  const idOf = async (number: string): Promise<string> => {
    const { body } = await client.request('GET', `/api/extensions?extension=${number}`);
    return (body['extensions'] as { id: string }[])[0]?.id ?? '';
  };

  it('can register as soon as it is created, and not any more once it is deleted', async () => {
    const values = { extension: '1020', password: 'SecurePass1!', displayName: 'Dave' };
    await client.request('POST', '/api/extensions', values);
    const phone = client.unregisteredPhone('1020', 'SecurePass1!');
    assert.equal(await phone.register(), 200);
    const { body } = await client.request('GET', '/api/extensions?extension=1020');
    assert.equal((body['extensions'] as { registered: boolean }[])[0]?.registered, true);

    await client.request('DELETE', `/api/extensions/${await idOf('1020')}`);
    const again = client.unregisteredPhone('1020', 'SecurePass1!');
    assert.equal(await again.register(), 403);
  });

  it('registers with a new password only, once it changed', async () => {
    await client.request('PATCH', `/api/extensions/${await idOf('1002')}`, { password: 'BrandNewPass2' });
    assert.equal(await client.unregisteredPhone('1002', 'BrandNewPass2').register(), 200);
    assert.equal(await client.password('1002'), 'BrandNewPass2');
  });

  it('keeps its number for life', async () => {
    const { status } = await client.request('PATCH', `/api/extensions/${await idOf('1002')}`, {
      extension: '1099',
    });
    assert.equal(status, 409);
  });

  it('says where its calls go', async () => {
    const address = `/api/extensions/${await idOf('1001')}/call-forward`;
    const none = await client.request('GET', address);
    assert.equal((none.body['callForward'] as { enabled: boolean }).enabled, false);
    const forward = { enabled: true, type: 'no-answer', destination: '+15551234567', ringTimeoutSec: 15 };
    assert.deepEqual((await client.request('PUT', address, forward)).body['callForward'], forward);
    assert.deepEqual((await client.request('GET', address)).body['callForward'], forward);
    assert.equal((await client.request('PUT', address, { enabled: true, type: 'always' })).status, 422);
    assert.equal((await client.request('PUT', address, { ...forward, destination: '1001' })).status, 422);
  });

  it('is found by its CRM user, who has one extension only', async () => {
    const mapping = { crmUserId: 'crm-user-123', crmMetadata: { department: 'Sales' } };
    await client.request('PUT', `/api/extensions/${await idOf('1001')}/crm-mapping`, mapping);
    const { body } = await client.request('GET', '/api/extensions/by-crm-user/crm-user-123');
    const found = body['extension'] as { extension: string; crmMetadata: object };
    assert.equal(found.extension, '1001');
    assert.deepEqual(found.crmMetadata, { department: 'Sales' });
    const other = await client.request('PUT', `/api/extensions/${await idOf('1002')}/crm-mapping`, mapping);
    assert.equal(other.status, 409);
    assert.equal((await client.request('GET', '/api/extensions/by-crm-user/nobody')).status, 404);
  });

  it('tells everybody when somebody says that they are busy', async () => {
    const { received } = await client.events();
    await client.phone('1001');
    const id = await idOf('1001');
    for (const status of ['busy', 'offline', 'available']) {
      assert.equal((await client.request('PUT', `/api/presence/${id}`, { status })).status, 200);
      await until(status, () =>
        received.some(
          ({ type, data }) =>
            type === 'presence_change' && data['extension'] === '1001' && data['status'] === status,
        ),
      );
      const { body } = await client.request('GET', '/api/presence');
      assert.equal((body['presence'] as Record<string, string>)['1001'], status);
    }
    assert.equal((await client.request('PUT', `/api/presence/${id}`, { status: 'on_call' })).status, 422);
    assert.equal((await client.request('PUT', '/api/presence/nobody', { status: 'busy' })).status, 404);
  });
});
