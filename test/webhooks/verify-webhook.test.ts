import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { MemoryReplayStore, WebhookError, signWebhook, verifyWebhook } from '../../src/webhooks/index.js';
import type { DeliveryHeaders, VerifyOptions, WebhookErrorReason } from '../../src/webhooks/index.js';

const secret = 'whsec-MARKED-current-9d2c';
const now = Date.UTC(2026, 3, 7, 14, 17, 24);
const id = 'delivery-1';
const body = JSON.stringify({
  event: 'call.ended',
  timestamp: '2026-04-07T14:17:24Z',
  data: { callUuid: 'a1b2', direction: 'inbound', caller: '+17861234567', destination: 'Zoë ☎' },
});

interface Delivery {
  readonly sent?: string | Uint8Array;
  readonly headers?: DeliveryHeaders;
  readonly secrets?: string | readonly string[];
  readonly options?: VerifyOptions;
}

const signed = (overrides: { body?: string; secrets?: string | readonly string[]; now?: number } = {}) =>
  signWebhook(overrides.body ?? body, overrides.secrets ?? secret, { id, now: overrides.now ?? now });

const verify = async ({ sent = body, headers, secrets = secret, options }: Delivery) =>
  verifyWebhook(sent, headers ?? (await signed()), secrets, { now: () => now, ...options });

const without = async (name: string): Promise<DeliveryHeaders> => ({ ...(await signed()), [name]: undefined });
const withHeader = async (name: string, value: string | string[]): Promise<DeliveryHeaders> => ({
  ...(await signed()),
  [name]: value,
});

function isReason(reason: WebhookErrorReason): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof WebhookError);
    assert.equal(error.reason, reason);
    assert.doesNotMatch(`${error.stack}`, /MARKED|v1=[\da-f]{8}/);
    return true;
  };
}

describe('verifyWebhook', () => {
  describe('accepts', () => {
    const accepted: Record<string, () => Delivery | Promise<Delivery>> = {
      'the body as text': () => ({}),
      'the body as bytes': () => ({ sent: new TextEncoder().encode(body) }),
      'the body as part of a larger buffer': () => ({ sent: Buffer.from(`x${body}`).subarray(1) }),
      'web-standard headers': async () => ({ headers: new Headers(await signed()) }),
      'lower-case headers, as Node has them': async () => ({
        headers: Object.fromEntries(
          Object.entries(await signed()).map(([key, value]) => [key.toLowerCase(), value]),
        ),
      }),
      'the new secret while two are known': () => ({ secrets: ['whsec-next', secret] }),
      'the old secret while two are known': () => ({ secrets: [secret, 'whsec-next'] }),
      'a sender that signs with both secrets': async () => ({
        headers: await signed({ secrets: ['whsec-next', secret] }),
      }),
      'a signature of a later version beside ours': async () => ({
        headers: await withHeader('X-Webhook-Signature', ['v2=abc', (await signed())['X-Webhook-Signature']]),
      }),
      'a delivery of exactly five minutes ago': async () => ({ headers: await signed({ now: now - 300_000 }) }),
      'a sender whose clock is five minutes ahead': async () => ({
        headers: await signed({ now: now + 300_000 }),
      }),
      'an event that is newer than this package': async () => {
        const sent = '{"event":"call.teleported","timestamp":"2030-01-01T00:00:00Z","data":{}}';
        return { sent, headers: await signed({ body: sent }) };
      },
    };
    for (const [name, delivery] of Object.entries(accepted))
      it(name, async () => {
        const { id: seen, envelope } = await verify(await delivery());
        assert.equal(seen, id);
        assert.ok(envelope.event.startsWith('call.'));
      });

    it('what any language computes with HMAC-SHA256 over id, timestamp and body', async () => {
      const timestamp = String(now / 1000);
      const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('hex');
      const headers = {
        'x-webhook-id': id,
        'x-webhook-timestamp': timestamp,
        'x-webhook-signature': `v1=${signature}`,
      };
      const { envelope, sentAt } = await verify({ headers });
      assert.deepEqual(envelope, JSON.parse(body));
      assert.equal(sentAt, now);
    });
  });

  describe('refuses', () => {
    const bad = 'wrong-signature' as const;
    const refused: Record<string, [WebhookErrorReason, () => Delivery | Promise<Delivery>]> = {
      'a body with one letter changed': [bad, () => ({ sent: body.replace('inbound', 'inbounD') })],
      'a body that was parsed and written again': [
        bad,
        async () => {
          const original = body.replace('{', '{ ');
          return { sent: JSON.stringify(JSON.parse(original)), headers: await signed({ body: original }) };
        },
      ],
      'a body in another encoding': [bad, () => ({ sent: Buffer.from(body, 'latin1') })],
      'a body with a line break added': [bad, () => ({ sent: `${body}\n` })],
      'another secret': [bad, () => ({ secrets: 'whsec-other' })],
      'a secret that was rotated out': [bad, () => ({ secrets: ['whsec-next', 'whsec-after'] })],
      'a signature of zeros': [
        bad,
        async () => ({ headers: await withHeader('X-Webhook-Signature', `v1=${'0'.repeat(64)}`) }),
      ],
      'the id of another delivery': [
        bad,
        async () => ({ headers: await withHeader('X-Webhook-Id', 'delivery-2') }),
      ],
      'a timestamp that was moved into the present': [
        bad,
        async () => ({
          headers: { ...(await signed({ now: now - 900_000 })), 'X-Webhook-Timestamp': String(now / 1000) },
        }),
      ],
      'parts moved between id and timestamp': [
        'bad-header',
        async () => ({
          headers: {
            ...(await signed()),
            'X-Webhook-Id': `${id}.${now / 1000}`.slice(0, -1),
            'X-Webhook-Timestamp': '4',
          },
        }),
      ],
      'a delivery signed over five minutes ago': [
        'too-old',
        async () => ({ headers: await signed({ now: now - 301_000 }) }),
      ],
      'a delivery signed over five minutes ahead': [
        'too-new',
        async () => ({ headers: await signed({ now: now + 301_000 }) }),
      ],
      'no id': ['missing-header', async () => ({ headers: await without('X-Webhook-Id') })],
      'no timestamp': ['missing-header', async () => ({ headers: await without('X-Webhook-Timestamp') })],
      'no signature': ['missing-header', async () => ({ headers: await without('X-Webhook-Signature') })],
      'no headers at all': ['missing-header', () => ({ headers: {} })],
      'an empty signature': [
        'missing-header',
        async () => ({ headers: await withHeader('X-Webhook-Signature', '') }),
      ],
      'a signature without a version': [
        'bad-header',
        async () => ({ headers: await withHeader('X-Webhook-Signature', 'a'.repeat(64)) }),
      ],
      'a signature that is too short': [
        'bad-header',
        async () => ({ headers: await withHeader('X-Webhook-Signature', 'v1=abcd') }),
      ],
      'a flood of signatures': [
        'bad-header',
        async () => ({
          headers: await withHeader('X-Webhook-Signature', Array<string>(100).fill(`v1=${'0'.repeat(64)}`)),
        }),
      ],
      'a timestamp in milliseconds': [
        'bad-header',
        async () => ({ headers: await withHeader('X-Webhook-Timestamp', String(now)) }),
      ],
      'a timestamp as ISO 8601': [
        'bad-header',
        async () => ({ headers: await withHeader('X-Webhook-Timestamp', '2026-04-07T14:17:24Z') }),
      ],
      'an id that came twice': [
        'bad-header',
        async () => ({ headers: await withHeader('X-Webhook-Id', [id, 'x']) }),
      ],
      'an id with a line break': [
        'bad-header',
        async () => ({ headers: await withHeader('X-Webhook-Id', 'a\nb') }),
      ],
      'an empty secret': ['no-secret', () => ({ secrets: '' })],
      'no secrets': ['no-secret', () => ({ secrets: [] })],
      'an empty secret among good ones': ['no-secret', () => ({ secrets: [secret, ''] })],
      'a secret that is not set': ['no-secret', () => ({ secrets: [undefined] as unknown as string[] })],
      'a body that a JSON parser took': ['not-raw', () => ({ sent: JSON.parse(body) as string })],
      'signed bytes that are not JSON': [
        'bad-body',
        async () => ({ sent: 'event=call.ended', headers: await signed({ body: 'event=call.ended' }) }),
      ],
      'a signed list': ['bad-body', async () => ({ sent: '[]', headers: await signed({ body: '[]' }) })],
      'a signed envelope without data': [
        'bad-body',
        async () => {
          const sent = '{"event":"call.ended","timestamp":"2026-04-07T14:17:24Z"}';
          return { sent, headers: await signed({ body: sent }) };
        },
      ],
    };
    for (const [name, [reason, delivery]] of Object.entries(refused))
      it(name, async () => {
        const replays = new MemoryReplayStore(() => now);
        const attempt = await delivery();
        await assert.rejects(verify({ ...attempt, options: { replays } }), isReason(reason));
        assert.equal(replays.size, 0, 'a refused delivery must not use up its id');
      });
  });

  describe('replays', () => {
    it('accepts a delivery once', async () => {
      const replays = new MemoryReplayStore(() => now);
      await verify({ options: { replays } });
      await assert.rejects(verify({ options: { replays } }), isReason('replayed'));
    });

    it('lets one of two equal deliveries win that come at once', async () => {
      const replays = new MemoryReplayStore(() => now);
      const both = await Promise.allSettled([verify({ options: { replays } }), verify({ options: { replays } })]);
      assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    });

    it('takes a later attempt of a delivery for the same one', async () => {
      const replays = new MemoryReplayStore(() => now);
      await verify({ options: { replays } });
      const again = { headers: await signed({ now: now + 60_000 }), options: { replays } };
      await assert.rejects(verify(again), isReason('replayed'));
    });

    it('accepts the next attempt after a failure was reported', async () => {
      const replays = new MemoryReplayStore(() => now);
      const first = await verify({ options: { replays } });
      await first.release();
      await verify({ options: { replays } });
    });

    it('remembers an id for as long as its signature could be accepted', async () => {
      const asked: number[] = [];
      const replays = { claim: (_id: string, seconds: number) => asked.push(seconds) > 0, release() {} };
      await verify({ options: { replays, rememberSeconds: 1 } });
      await verify({ options: { replays } });
      assert.deepEqual(asked, [600, 3600]);
    });

    it('waits for a store elsewhere', async () => {
      const replays = { claim: () => Promise.resolve(false), release: () => Promise.resolve() };
      await assert.rejects(verify({ options: { replays } }), isReason('replayed'));
    });
  });

  it('tells which status to answer', async () => {
    const status = async (delivery: Delivery): Promise<number> =>
      verify(delivery).then(
        () => 204,
        (error: unknown) => (error as WebhookError).status,
      );
    assert.equal(await status({ secrets: 'whsec-other' }), 401);
    assert.equal(await status({ secrets: '' }), 500);
    assert.equal(await status({ options: { replays: { claim: () => false, release() {} } } }), 200);
    assert.equal(await status({ sent: 'x', headers: await signed({ body: 'x' }) }), 400);
  });
});
