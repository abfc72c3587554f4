import assert from 'node:assert/strict';
import type { IncomingMessage, Server } from 'node:http';
import type { TestContext } from 'node:test';
import { startPlatform } from '../../../demo/pbx/serve.js';
import { readTokenGrant } from '../../../src/api/token-grant.js';
import type { Gateway } from '../../../src/server/index.js';
import { generateKeys } from '../../../src/server/index.js';
import { runSnippet } from './snippets.js';
import type { Snippet } from './snippets.js';
import { answersTokens, pageRequest } from './token-scenarios.js';

export const gatewayScenarios = {
  'gateway.md#The gateway': async (t: TestContext, { code, ...rest }: Snippet) => {
    const platform = await startPlatform();
    t.after(() => platform.close());
    const onPlatform = code.replace('https://voip-api.cemscale.com', platform.url);
    const running = await runSnippet(
      t,
      { ...rest, code: `${onPlatform}\nexport { server, sockets };\nserver.listen(3000);\n` },
      { env: { CEMSCALE_API_KEY: platform.apiKey, CEMSCALE_TOKEN_KEYS: JSON.stringify(await generateKeys()) } },
    );
    t.after(() => (running.exports['sockets'] as { close(): void }).close());
    signIn(running.exports['server'] as Server);
    const address = await running.address();
    await answersTokens((headers) => fetch(pageRequest(`${address}/voip/token`, address, headers)));
  },
  'presence.md#Visitors of a site': async (t: TestContext, { code, ...rest }: Snippet) => {
    const platform = await startPlatform();
    t.after(() => platform.close());
    const onPlatform = code.replace('https://voip-api.cemscale.com', platform.url);
    const running = await runSnippet(
      t,
      { ...rest, code: `${onPlatform}\nexport { server, sockets };\nserver.listen(3000);\n` },
      { env: { CEMSCALE_API_KEY: platform.apiKey, CEMSCALE_TOKEN_KEYS: JSON.stringify(await generateKeys()) } },
    );
    t.after(() => (running.exports['sockets'] as { close(): void }).close());
    const address = await running.address();
    const answer = await fetch(pageRequest(`${address}/visitors/token`, address, {}));
    const grant = readTokenGrant(await answer.json());
    assert.ok('visitor' in grant);
    const headers = { Authorization: `Bearer ${grant.token}`, Origin: address };
    const presence = await fetch(`${address}/visitors/api/presence`, { headers });
    assert.deepEqual(await presence.json(), { presence: { 1002: 'offline', 1003: 'offline' } });
    assert.equal((await fetch(`${address}/visitors/api/extensions`, { headers })).status, 403);
  },
  'gateway.md#Several gateways': async (t: TestContext, { code, ...rest }: Snippet) => {
    const host = `
      import { createGateway } from '@cemscale-voip/softphone/server';
      import { options } from './options.js';
    `.replaceAll(/^ +/gm, '');
    const options = `export const options = {
      apiUrl: 'http://localhost:1',
      apiKey: 'key',
      keys: ${JSON.stringify(await generateKeys())},
      identify: () => null,
      log: () => {},
    };`;
    const { exports } = await runSnippet(
      t,
      { ...rest, code: `${host}${code}\nexport { gateway, redis };\n` },
      // Nothing listens there: the guide says what the gateway then does.
      { files: { 'options.js': options }, env: { REDIS_URL: 'redis://127.0.0.1:1' } },
    );
    const redis = exports['redis'] as { on(event: 'error', listener: () => void): void; disconnect(): void };
    redis.on('error', () => {});
    t.after(() => redis.disconnect());
    const health = await (exports['gateway'] as Gateway).fetch(new Request('https://app.example.com/voip/health'));
    assert.equal(health.status, 503);
    assert.equal(((await health.json()) as { store: string }).store, 'unavailable');
  },
};

/** The reader's session, as a middleware in front would hang it on the request. */
function signIn(server: Server): void {
  server.prependListener('request', (request: IncomingMessage & { session?: object }) => {
    const extension = /extension=(\d+)/.exec(request.headers.cookie ?? '')?.[1];
    if (extension !== undefined) request.session = { user: { extension } };
  });
}
