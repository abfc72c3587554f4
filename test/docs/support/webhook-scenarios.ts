import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { startPlatform } from '../../../demo/pbx/serve.js';
import { signWebhook, verifyWebhook } from '../../../src/webhooks/index.js';
import type { ReplayStore } from '../../../src/webhooks/index.js';
import { runSnippet } from './snippets.js';
import type { Snippet } from './snippets.js';

const secret = 'a-long-and-random-secret';
const env = { WEBHOOK_SECRET: secret, WEBHOOK_SECRET_BEFORE: 'the-one-before' };

/** The reader's CRM: remembers what it was told, and fails when asked to. */
const crm = `
  export const told = [];
  export const state = { fails: false };
  const tell = async (...words) => {
    if (state.fails) throw new Error('The database is down.');
    told.push(words);
  };
  export const crm = {
    saveCall: (...words) => tell('save', ...words),
    showCall: (...words) => tell('show', ...words),
    notify: (...words) => tell('notify', ...words),
  };
`;

/** The same module, reached through the snippet's own import of it. */
const andCrm = "\nexport { told, state } from './crm.js';\n";

interface Crm {
  readonly told: unknown[][];
  readonly state: { fails: boolean };
}

type Send = (headers: Record<string, string>, body: string) => Promise<Response>;

const voicemail = JSON.stringify({
  event: 'voicemail.new',
  timestamp: '2026-05-14T18:15:30Z',
  data: { callUuid: 'c-1', extension: '1001', caller: '+17861234567', duration: 23, recordingFile: 'm.mp3' },
});

const forwarded = JSON.stringify({
  event: 'call.forwarded',
  timestamp: '2026-05-14T18:15:30Z',
  data: { callUuid: 'c-2', status: 'answered', forwardedTo: '+13055559999', forwardType: 'busy' },
});

export const webhookScenarios = {
  'webhooks.md#Subscribe': async (t: TestContext, snippet: Snippet) => {
    const seen: { body: string; headers: Headers }[] = [];
    const receiver = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        seen.push({ body, headers: new Headers(request.headers as Record<string, string>) });
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => void receiver.listen(0, '127.0.0.1', resolve));
    t.after(() => receiver.close());
    const platform = await startPlatform();
    t.after(() => platform.close());
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const more = { CEMSCALE_API_URL: platform.url, CEMSCALE_API_KEY: platform.apiKey, WEBHOOK_URL: url };
    await runSnippet(t, snippet, { env: { ...env, ...more } });
    const [delivery] = seen;
    assert.ok(delivery, 'the test event arrived');
    const { envelope } = await verifyWebhook(delivery.body, delivery.headers, secret);
    assert.equal(envelope.event, 'webhook.test');
  },
  'webhooks.md#Receive, in Express': async (t: TestContext, { code, ...rest }: Snippet) => {
    const running = await runSnippet(t, { ...rest, code: code + andCrm }, { files: { 'crm.js': crm }, env });
    const url = `${await running.address()}/api/voip-webhook`;
    const send: Send = (headers, body) => fetch(url, { method: 'POST', headers, body });
    const host = running.exports as unknown as Crm;
    await handlesOnce(send, host, voicemail, ['notify', '1001', 'Voicemail from +17861234567']);
  },
  'webhooks.md#Receive, web-standard': async (t: TestContext, { code, ...rest }: Snippet) => {
    const { exports } = await runSnippet(t, { ...rest, code: code + andCrm }, { files: { 'crm.js': crm }, env });
    const post = exports['POST'] as (request: Request) => Promise<Response>;
    const send: Send = (headers, body) =>
      post(new Request('https://crm.example.com/', { method: 'POST', headers, body }));
    const host = exports as unknown as Crm;
    await handlesOnce(send, host, forwarded, ['show', 'c-2', 'Connected to +13055559999']);
  },
  'webhooks.md#Change the secret': async (t: TestContext, snippet: Snippet) => {
    const { exports } = await runSnippet(t, snippet, { env });
    const check = exports['check'] as (body: string, headers: Headers) => Promise<unknown>;
    for (const one of [secret, 'the-one-before'])
      await check(voicemail, new Headers(await signWebhook(voicemail, one)));
    const stranger = new Headers(await signWebhook(voicemail, 'another'));
    await assert.rejects(check(voicemail, stranger), { reason: 'wrong-signature' });
  },
  'webhooks.md#Several processes': async (t: TestContext, snippet: Snippet) => {
    const redis = `
      const keys = new Map();
      export const redis = {
        set: async (key, value, { NX, EX }) =>
          NX && EX > 0 && !keys.has(key) ? (keys.set(key, value), 'OK') : null,
        del: async (key) => Number(keys.delete(key)),
      };
    `;
    const { exports } = await runSnippet(t, snippet, { files: { 'redis.js': redis } });
    const replays = exports['replays'] as ReplayStore;
    const receive = async () =>
      verifyWebhook(voicemail, await signWebhook(voicemail, secret, { id: 'd-1' }), secret, { replays });
    const first = await receive();
    await assert.rejects(receive(), { reason: 'replayed' });
    await first.release();
    await receive();
  },
  'webhooks.md#In your tests': async (t: TestContext, snippet: Snippet) => {
    const { exports } = await runSnippet(t, snippet, { env });
    const request = exports['request'] as Request;
    const { envelope } = await verifyWebhook(await request.text(), request.headers, secret);
    assert.equal(envelope.event, 'voicemail.new');
  },
};

/** What every receiver must do. */
async function handlesOnce(send: Send, { told, state }: Crm, body: string, words: unknown[]): Promise<void> {
  const headers = await signWebhook(body, secret, { id: 'delivery-1' });
  assert.equal((await send(headers, `${body} `)).status, 401, 'a changed body');
  assert.equal((await send({}, body)).status, 401, 'no signature');
  state.fails = true;
  assert.equal((await send(headers, body)).status, 500, 'our own failure');
  state.fails = false;
  assert.equal((await send(headers, body)).status, 204, 'the next attempt');
  assert.equal((await send(headers, body)).status, 200, 'a replay');
  assert.deepEqual(told, [words]);
}
