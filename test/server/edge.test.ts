import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { TokenGrant } from '../../src/api/token.js';
import { createGateway, generateKeys } from '../../src/server/index.js';
import type { Gateway, GatewayKey } from '../../src/server/index.js';
import { apiKey } from './support/fake-platform.js';
import { tokenRequest } from './support/gateway.js';
import { startRecordingPlatform } from './support/recording-platform.js';

/** The Node adapter and what it alone imports; the Redis store is an entry of its own. */
const forNode = new Set(['node.ts', 'node-request.ts', 'node-sockets.ts', 'socket-relay.ts', 'redis-store.ts']);
const folder = new URL('../../src/server/', import.meta.url);

describe('the gateway on edge runtimes', () => {
  it('needs nothing of Node outside the Node adapter', async () => {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && !forNode.has(file));
    assert.ok(files.includes('gateway.ts'));
    for (const file of files) {
      const source = await readFile(new URL(file, folder), 'utf8');
      assert.doesNotMatch(
        source,
        /from 'node:|from 'ws'|\bprocess\.\w|\bBuffer\b|from '\.\/(node|redis|socket)/,
        file,
      );
    }
  });

  it('serves as the fetch of a worker, made from its environment at the first request', async (t) => {
    const platform = await startRecordingPlatform(t);
    const keys = await generateKeys();
    let gateway: Gateway<[env: WorkerEnvironment]> | undefined;
    const worker = {
      fetch(request: Request, env: WorkerEnvironment): Promise<Response> {
        gateway ??= createGateway<[WorkerEnvironment]>({
          apiUrl: env.API_URL,
          apiKey: env.API_KEY,
          keys: JSON.parse(env.KEYS) as GatewayKey[],
          identify: (_request, { USER }) => ({ extension: USER, permissions: ['presence:read'] }),
          log: () => {},
        });
        return gateway.fetch(request, env);
      },
    };
    const env = { API_URL: platform.apiUrl, API_KEY: apiKey, KEYS: JSON.stringify(keys), USER: '1001' };
    const granted = await worker.fetch(tokenRequest(), env);
    const { token } = (await granted.json()) as TokenGrant;
    const url = 'https://app.example.com/voip/api/presence';
    const answer = await worker.fetch(new Request(url, { headers: { Authorization: `Bearer ${token}` } }), env);
    assert.equal(answer.status, 200);
    assert.equal(platform.requests.at(-1)?.line, 'GET /api/presence');
  });
});

interface WorkerEnvironment {
  readonly API_URL: string;
  readonly API_KEY: string;
  readonly KEYS: string;
  readonly USER: string;
}
