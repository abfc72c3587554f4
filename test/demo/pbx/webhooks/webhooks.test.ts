import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { verifyWebhook } from '../../../../src/webhooks/verify-webhook.js';
import { PlatformClient } from '../support/platform-client.js';
import { until } from '../support/until.js';
import { Receiver } from './receiver.js';

const secret = 'a-secret-of-the-crm';
const callEvents = ['call.started', 'call.answered', 'call.ended'];

interface Delivery {
  readonly event: string;
  readonly status: string;
  readonly attempts: number;
  readonly responseStatus: number | null;
  readonly error: string | null;
  readonly nextAttemptAt: string | null;
}

describe('webhooks of the platform', () => {
  let client: PlatformClient;
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await Receiver.start();
    client = await PlatformClient.start({ webhookTiming: { retryDelaysMs: [20, 40], timeoutMs: 2000 } });
  });
  afterEach(async () => {
    await client.close();
    await receiver.close();
  });

  const create = async (values: object = {}): Promise<string> => {
    const usual = { name: 'CRM', url: receiver.url, events: callEvents, secret };
    const { body } = await client.request('POST', '/api/webhooks', { ...usual, ...values });
    return (body['webhook'] as { id: string }).id;
  };
  const deliveries = async (id: string) =>
    (await client.request('GET', `/api/webhooks/${id}/deliveries`)).body['deliveries'] as Delivery[];
  const events = () => receiver.requests.map(({ json }) => json['event']);

  it('tell of a call from its start to its end, in order, with one UUID', async () => {
    await create();
    const phone = await client.phone('1001');
    const call = await (await phone.call('9196')).established();
    await until('answered', () => events().includes('call.answered'));
    await call.hangup();
    await until('ended', () => events().includes('call.ended'));
    assert.deepEqual(events(), callEvents);
    const data = receiver.requests.map(({ json }) => json['data'] as Record<string, unknown>);
    assert.equal(new Set(data.map(({ callUuid }) => callUuid)).size, 1);
    const ended = data[2] ?? {};
    assert.equal(ended['caller'], '1001');
    assert.equal(ended['destination'], '9196');
    assert.equal(ended['status'], 'completed');
    assert.equal(ended['hangupCause'], 'NORMAL_CLEARING');
  });

  it('say that a call was missed', async () => {
    await create({ events: ['call.ended'] });
    const phone = await client.phone('1001');
    await (await phone.call('+15552010104')).ended();
    await until('ended', () => events().length === 1);
    const [data] = receiver.requests.map(({ json }) => json['data'] as { status: string });
    assert.equal(data?.status, 'missed');
  });

  it('tell the three stages of a forwarded call', async () => {
    await create({ events: [...callEvents, 'call.forwarded'] });
    const { body } = await client.request('GET', '/api/extensions?extension=1002');
    const [bob] = body['extensions'] as { id: string }[];
    const forward = { enabled: true, type: 'always', destination: '+15552010101' };
    await client.request('PUT', `/api/extensions/${bob?.id ?? ''}/call-forward`, forward);
    const phone = await client.phone('1001');
    const call = await (await phone.call('1002')).established();
    const stages = () =>
      receiver.requests
        .filter(({ json }) => json['event'] === 'call.forwarded')
        .map(({ json }) => json['data'] as Record<string, unknown>);
    await until('answered', () => stages().length === 2);
    await call.hangup();
    await until('completed', () => stages().length === 3);
    assert.deepEqual(
      stages().map(({ status }) => status),
      ['initiated', 'answered', 'completed'],
    );
    for (const stage of stages()) {
      assert.equal(stage['originalDestination'], '1002');
      assert.equal(stage['forwardedTo'], '+15552010101');
    }
    assert.equal(stages()[2]?.['hangupCause'], 'NORMAL_CLEARING');
    const ended = receiver.requests.find(({ json }) => json['event'] === 'call.ended');
    assert.equal((ended?.json['data'] as { forwardedTo?: string } | undefined)?.forwardedTo, '+15552010101');
  });

  it('are signed so that the receiver’s check accepts them, and nobody else’s secret does', async () => {
    const id = await create();
    await client.request('POST', `/api/webhooks/${id}/test`);
    const [request] = receiver.requests;
    assert.ok(request);
    const { envelope } = await verifyWebhook(request.text, request.headers, secret);
    assert.equal(envelope.event, 'webhook.test');
    await assert.rejects(verifyWebhook(request.text, request.headers, 'another-secret'));
  });

  it('carry no signature without a secret', async () => {
    const id = await create({ secret: null });
    await client.request('POST', `/api/webhooks/${id}/test`);
    assert.equal(receiver.requests[0]?.headers['x-webhook-signature'], undefined);
  });

  it('are tried again under the same id until the receiver takes them', async () => {
    const id = await create({ events: ['call.started'] });
    receiver.statuses.push(500, 503);
    const phone = await client.phone('1001');
    const call = await phone.call('9196');
    await until('delivered', async () => (await deliveries(id))[0]?.status === 'delivered');
    const [delivery] = await deliveries(id);
    assert.equal(delivery?.attempts, 3);
    assert.equal(delivery.responseStatus, 200);
    assert.equal(new Set(receiver.requests.map(({ headers }) => headers['x-webhook-id'])).size, 1);
    await call.hangup();
  });

  it('fail in the end, and the history says why', async () => {
    const id = await create({ events: ['call.started'] });
    receiver.statuses.push(500, 500, 500);
    const phone = await client.phone('1001');
    const call = await phone.call('9196');
    await until('failed', async () => (await deliveries(id))[0]?.status === 'failed');
    const [delivery] = await deliveries(id);
    assert.equal(delivery?.attempts, 3);
    assert.match(delivery.error ?? '', /500/);
    assert.equal(delivery.nextAttemptAt, null);
    await call.hangup();
  });

  it('tell by a test whether the receiver is there', async () => {
    const here = await create();
    const { body } = await client.request('POST', `/api/webhooks/${here}/test`);
    assert.equal(body['success'], true);
    const gone = await create({ url: 'http://127.0.0.1:9/' });
    const failed = await client.request('POST', `/api/webhooks/${gone}/test`);
    assert.equal(failed.body['success'], false);
    assert.equal((failed.body['delivery'] as Delivery).responseStatus, null);
  });

  it('tell nobody who did not ask', async () => {
    await create({ events: ['voicemail.new'] });
    const off = await create();
    await client.request('PATCH', `/api/webhooks/${off}`, { enabled: false });
    const asked = await create({ events: ['call.ended'] });
    const phone = await client.phone('1001');
    await (await phone.call('+15552010104')).ended();
    await until('told', async () => (await deliveries(asked))[0]?.status === 'delivered');
    assert.deepEqual(events(), ['call.ended']);
  });
});
