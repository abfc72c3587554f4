import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { startPlatform } from '../../demo/pbx/serve.js';
import { agentPermissions, createGateway, generateKeys } from '../../src/server/index.js';
import type { GatewayKey } from '../../src/server/index.js';
import { until } from '../support/poll.js';
import { allSnippets } from './support/snippets.js';
import { answersTokens } from './support/token-scenarios.js';

/** Another PHP than the one of the path can be tested too. */
const binary = process.env['PHP_BINARY'] ?? 'php';
const hasPhp = spawnSync(binary, ['-r', 'exit(extension_loaded("openssl") ? 0 : 1);']).status === 0;
const skip = !hasPhp && 'php with openssl is not installed here';

/** The reader's sign-in: the cookie names the extension. */
const session = `<?php
function user_of_session(): ?array {
    return ($_COOKIE['extension'] ?? '') === '' ? null : ['extension' => $_COOKIE['extension']];
}`;

const origin = 'https://app.example.com';

describe('the token endpoint in PHP', () => {
  it('answers the phone as the gateway does, with tokens that the gateway takes', { skip }, async (t) => {
    const platform = await startPlatform();
    t.after(() => platform.close());
    const keys = await generateKeys();
    const address = await startPhp(t, keys[0] as GatewayKey, {
      APP_ORIGIN: origin,
      CEMSCALE_API_URL: platform.url,
      CEMSCALE_API_KEY: platform.apiKey,
    });
    const ask = (headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${address}/token.php`, {
        method: 'POST',
        body: '{}',
        headers: {
          'Content-Type': 'application/json',
          'X-Cemscale-Request': '1',
          Origin: origin,
          Cookie: 'extension=1001',
          ...headers,
        },
      });
    await answersTokens(ask);
    const gateway = createGateway({ apiUrl: platform.url, apiKey: platform.apiKey, keys, identify: () => null });
    // Often enough to meet numbers that DER pads with a zero and numbers that it does not.
    for (let round = 0; round < 20; round += 1) {
      const { token, extension } = (await (await ask()).json()) as { token: string; extension: { id: string } };
      const claims = await gateway.verifyToken(token);
      assert.deepEqual([claims.extension, claims.extensionId], ['1001', extension.id]);
      assert.deepEqual(claims.permissions, agentPermissions);
    }
    assert.equal((await fetch(`${address}/token.php`)).status, 405);
  });
});

describe('the token endpoint in C#', () => {
  it('grants what an agent needs, as the others do', () => {
    const snippet = allSnippets().find(
      ({ name, language }) => name === 'token-endpoint.md#.NET' && language === 'csharp',
    );
    const list = /string\[\] permissions =\s*\[([^\]]*)\]/.exec(snippet?.code ?? '')?.[1] ?? '';
    assert.deepEqual(list.match(/[a-z-]+:[a-z-]+/g), agentPermissions);
  });
});

/** PHP's own server with the snippet of the guide; ends with the test. */
async function startPhp(t: TestContext, key: GatewayKey, env: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cemscale-php-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const snippet = allSnippets().find(
    ({ name, language }) => name === 'token-endpoint.md#PHP' && language === 'php',
  );
  assert.ok(snippet);
  writeFileSync(join(folder, 'token.php'), snippet.code);
  writeFileSync(join(folder, 'session.php'), session);
  const pem = createPrivateKey({ key: { ...key }, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(join(folder, 'key.pem'), pem);
  const address = `127.0.0.1:${await freePort()}`;
  const secrets = { CEMSCALE_TOKEN_KEY_FILE: join(folder, 'key.pem'), CEMSCALE_TOKEN_KID: key.kid ?? '' };
  const php = spawn(binary, ['-S', address, '-t', folder], {
    env: { ...process.env, ...env, ...secrets },
    stdio: 'ignore',
  });
  t.after(() => php.kill());
  await until('PHP listens', () =>
    fetch(`http://${address}/`).then(
      () => true,
      () => false,
    ),
  );
  return `http://${address}`;
}

/** PHP's server cannot choose one itself. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
