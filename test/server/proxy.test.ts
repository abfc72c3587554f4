import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentPermissions, permissions } from '../../src/server/index.js';
import { signIn } from './support/caller.js';
import { apiKey } from './support/fake-platform.js';
import { errorCode } from './support/gateway.js';
import { answerJson } from './support/recording-platform.js';

const everything = Object.keys(permissions);
describe('the proxied API', () => {
  it('sends the API key instead of the credentials of the page, and nothing else of the page', async (t) => {
    const { platform, ask } = await signIn(t);
    const headers = { Cookie: 'sid=1', 'X-Forwarded-Host': 'evil.example', 'X-Api-Key': 'x', Range: 'bytes=0-1' };
    const answer = await ask('GET', '/api/presence?apiKey=1&token=2&page=3', { headers });
    assert.equal(answer.status, 200);
    const [request] = platform.requests;
    assert.equal(request?.line, 'GET /api/presence?page=3');
    assert.equal(request?.headers.authorization, `Bearer ${apiKey}`);
    assert.equal(request?.headers.range, 'bytes=0-1');
    for (const name of ['cookie', 'x-forwarded-host', 'x-api-key', 'origin'])
      assert.ok(!(name in request.headers), name);
  });

  it('refuses what the token does not allow, without asking the platform', async (t) => {
    const { platform, ask } = await signIn(t, ['presence:read']);
    const answer = await ask('POST', '/api/calls/originate', { body: { toNumber: '1002' } });
    assert.deepEqual([answer.status, await errorCode(answer)], [403, 'not-allowed']);
    assert.deepEqual(platform.requests, []);
  });

  it('refuses a missing, damaged and revoked token with 401', async (t) => {
    const { platform, gateway, token, ask } = await signIn(t);
    const without = await ask('GET', '/api/presence', { headers: { Authorization: '' } });
    const damaged = await ask('GET', '/api/presence', { headers: { Authorization: `Bearer ${token}x` } });
    await gateway.revokeToken((await gateway.verifyToken(token)).tokenId);
    const revoked = await ask('GET', '/api/presence');
    assert.deepEqual([without.status, damaged.status, revoked.status], [401, 401, 401]);
    assert.equal(await errorCode(revoked), 'token-revoked');
    assert.deepEqual(platform.requests, []);
  });

  it('refuses pages of other origins even with a token', async (t) => {
    const { platform, ask } = await signIn(t);
    const foreign = await ask('GET', '/api/presence', { headers: { Origin: 'https://evil.example' } });
    const crossSite = await ask('GET', '/api/presence', { headers: { 'Sec-Fetch-Site': 'cross-site' } });
    assert.deepEqual([foreign.status, crossSite.status], [403, 403]);
    assert.deepEqual(platform.requests, []);
  });

  it('follows no redirect and turns a refused API key into a failure of the gateway', async (t) => {
    const { platform, log, ask } = await signIn(t);
    platform.answers['GET /api/presence'] = (_request, response) =>
      void response.writeHead(302, { Location: `${platform.apiUrl}/api/tenants` }).end();
    assert.equal((await ask('GET', '/api/presence')).status, 502);
    platform.answers['GET /api/presence'] = answerJson({ error: `bad key ${apiKey}` }, 401);
    const refused = await ask('GET', '/api/presence');
    assert.deepEqual([refused.status, await errorCode(refused)], [502, 'platform-failed']);
    assert.equal(platform.requests.length, 2);
    assert.ok(log.some(({ level, code }) => level === 'error' && code === 'refused'));
  });

  it('passes the refusals of the platform on, and keeps its failures and cookies to itself', async (t) => {
    const { platform, ask } = await signIn(t);
    const refusal = { error: { code: 'validation', message: 'No such status.' } };
    platform.answers['PUT /api/presence/ext-1001'] = answerJson(refusal, 422, { 'Set-Cookie': 'a=b' });
    const refused = await ask('PUT', '/api/presence/ext-1001', { body: { status: 'x' } });
    assert.deepEqual(
      [refused.status, await refused.json(), refused.headers.get('Set-Cookie')],
      [422, refusal, null],
    );
    platform.answers['GET /api/presence'] = answerJson({ stack: 'MARKED' }, 500);
    const failed = await ask('GET', '/api/presence');
    assert.equal(failed.status, 502);
    assert.doesNotMatch(await failed.text(), /MARKED/);
  });

  it('blanks the API key in answers, also where a chunk cuts it', async (t) => {
    const { platform, ask } = await signIn(t);
    const text = JSON.stringify({ calls: [{ audio_url: `/a?apiKey=${apiKey}` }], pad: 'x'.repeat(100_000) });
    const cut = text.indexOf(apiKey) + 7;
    platform.answers['GET /api/calls'] = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': String(text.length) });
      response.write(text.slice(0, cut), () => setImmediate(() => response.end(text.slice(cut))));
    };
    const received = await (await ask('GET', '/api/calls')).text();
    assert.equal(received, text.replace(apiKey, '*'.repeat(apiKey.length)));
  });

  it('streams uploads under a cap', async (t) => {
    const { platform, ask } = await signIn(t, everything, { maxUploadBytes: 50_000 });
    const form = (size: number): FormData => {
      const data = new FormData();
      data.set('file', new Blob(['x'.repeat(size)]), 'a.wav');
      return data;
    };
    assert.equal((await ask('POST', '/api/ivr/1/audio', { body: form(40_000) })).status, 200);
    assert.match(platform.requests[0]?.body ?? '', /x{40000}/);
    const tooLarge = await ask('POST', '/api/ivr/1/audio', { body: form(60_000) });
    assert.deepEqual([tooLarge.status, await errorCode(tooLarge)], [413, 'body-too-large']);
  });

  it('ends with 504 when the platform does not answer in time', async (t) => {
    const { platform, ask } = await signIn(t, agentPermissions, { proxyTimeoutMs: 100 });
    platform.answers['GET /api/presence'] = () => {};
    assert.equal((await ask('GET', '/api/presence')).status, 504);
  });
});

describe('media tickets', () => {
  it('open one audio by its address alone, and no other', async (t) => {
    const { platform, gateway, ask } = await signIn(t);
    platform.answers['GET /api/voicemail/v1'] = answerJson({ message: { extension: '1001' } });
    const headers = { 'X-Cemscale-Request': '' };
    const answer = await ask('POST', '/tickets', { body: { path: '/api/voicemail/v1/audio' }, headers });
    const { url } = (await answer.json()) as { url: string };
    assert.ok(!url.includes(apiKey));
    const audio = await gateway.fetch(new Request(url, { headers: { Range: 'bytes=0-' } }));
    assert.deepEqual([audio.status, platform.requests.at(-1)?.line], [200, 'GET /api/voicemail/v1/audio']);
    assert.match(audio.headers.get('Content-Security-Policy') ?? '', /sandbox/);
    const elsewhere = await gateway.fetch(new Request(url.replace('/v1/', '/v2/')));
    const notMedia = await gateway.fetch(new Request(url.replace('/v1/audio', '/v1')));
    assert.deepEqual([elsewhere.status, notMedia.status], [401, 401]);
  });

  it('are counted each time their address is asked', async (t) => {
    const limits = { mediaRequestsPerMinute: 2 };
    const { gateway, ask } = await signIn(t, ['recordings:read', 'recordings:all'], { limits });
    const answer = await ask('POST', '/tickets', { body: { path: '/api/recordings/r1/audio' } });
    const { url } = (await answer.json()) as { url: string };
    const statuses: number[] = [];
    for (const _ of [1, 2, 3]) statuses.push((await gateway.fetch(new Request(url))).status);
    assert.deepEqual(statuses, [200, 200, 429]);
  });

  it('end after five minutes and with their token, and are no tokens', async (t) => {
    let now = Date.now();
    const clock = { now: () => now, monotonic: () => now };
    const { gateway, token, ask } = await signIn(t, ['recordings:read', 'recordings:all'], { clock });
    const make = async (): Promise<string> => {
      const answer = await ask('POST', '/tickets', { body: { path: '/api/recordings/r1/audio' } });
      return ((await answer.json()) as { url: string }).url;
    };
    const [first, second] = [await make(), await make()];
    const ticket = new URL(second).searchParams.get('ticket') ?? '';
    const asToken = await ask('GET', '/api/recordings', { headers: { Authorization: `Bearer ${ticket}` } });
    assert.equal(asToken.status, 401);
    await gateway.revokeToken((await gateway.verifyToken(token)).tokenId);
    assert.equal((await gateway.fetch(new Request(second))).status, 401);
    now += 306_000;
    assert.equal(await errorCode(await gateway.fetch(new Request(first))), 'token-expired');
  });

  it('are refused for what one may not hear and for what is no audio', async (t) => {
    const { platform, ask } = await signIn(t);
    platform.answers['GET /api/calls/c2'] = answerJson({ call: { extension: '1002' } });
    for (const path of [
      '/api/recordings/c2/audio',
      '/api/calls',
      'https://evil.example/x',
      '//evil.example/ws',
      7,
    ])
      assert.equal((await ask('POST', '/tickets', { body: { path } })).status, 404);
  });
});

describe('secrets', () => {
  it('stand in no log, answer or address of a run through every route', async (t) => {
    const { platform, token, log, ask } = await signIn(t, everything);
    platform.answers['GET /api/presence'] = answerJson({ error: apiKey }, 401);
    const seen: string[] = [];
    for (const path of ['/api/presence', '/api/calls', '/api/nothing', '/health', '/api/calls/secret-call-uuid'])
      seen.push(await (await ask('GET', `${path}?token=MARKED-query`)).text());
    const ticket = (await (await ask('POST', '/tickets', { body: { path: '/ws' } })).json()) as { ticket: string };
    const logged = JSON.stringify(log);
    for (const secret of [
      apiKey,
      token,
      ticket.ticket,
      'MARKED-query',
      'secret-call-uuid',
      'MARKED-sip-password-99d1',
    ])
      assert.ok(!logged.includes(secret), secret);
    assert.ok(!seen.join().includes(apiKey));
    assert.ok(platform.requests.every(({ line }) => !line.includes('MARKED') && !line.includes(apiKey)));
    assert.deepEqual(log.map(({ route }) => route).slice(0, 3), ['token', 'getPresence', 'getPresence']);
  });
});
