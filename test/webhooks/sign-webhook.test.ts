import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { signWebhook } from '../../src/webhooks/index.js';

describe('signWebhook', () => {
  it('writes the signature that the guide shows', async () => {
    assert.deepEqual(await signWebhook('{}', 'secret', { id: 'evt_1', now: 1_700_000_000_999 }), {
      'X-Webhook-Id': 'evt_1',
      'X-Webhook-Timestamp': '1700000000',
      'X-Webhook-Signature': 'v1=81cb8b50961f0fd250d94959303132527aa389817f295263b27dc72d42ec0a3e',
    });
  });

  it('gives each delivery an id of its own', async () => {
    const [one, other] = [await signWebhook('{}', 's'), await signWebhook('{}', 's')];
    assert.notEqual(one['X-Webhook-Id'], other['X-Webhook-Id']);
  });

  it('signs once per secret while secrets rotate', async () => {
    const options = { id: 'evt_1', now: 1_700_000_000_000 };
    const both = await signWebhook('{}', ['old', 'new'], options);
    const [old, fresh] = [await signWebhook('{}', 'old', options), await signWebhook('{}', 'new', options)];
    assert.equal(both['X-Webhook-Signature'], `${old['X-Webhook-Signature']},${fresh['X-Webhook-Signature']}`);
  });

  it('refuses an id that could be cut in two ways, and an empty secret', async () => {
    await assert.rejects(signWebhook('{}', 's', { id: 'a.b' }), { reason: 'bad-header' });
    await assert.rejects(signWebhook('{}', ''), { reason: 'no-secret' });
  });
});
