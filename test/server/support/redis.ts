import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { Redis } from 'ioredis';
import { waitFor } from './wait-for.js';

const program = '/usr/bin/redis-server';
const installer = '/usr/bin/apt-get';

/** A real Redis of this test run. */
export interface RedisServer {
  readonly url: string;
  /** Kills it as a crash would. */
  kill(): Promise<void>;
}

/** Starts Debian's redis-server on a free port, installing it where that is allowed; null with the reason printed. */
export async function startRedis(t: Pick<TestContext, 'after' | 'diagnostic'>): Promise<RedisServer | null> {
  if (!existsSync(program) && !install()) {
    t.diagnostic('Skipped: redis-server is not installed and cannot be installed here (needs apt-get and root).');
    return null;
  }
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn(program, args, { stdio: 'ignore' });
  const kill = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  };
  t.after(kill);
  const url = `redis://127.0.0.1:${port}`;
  const probe = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  probe.on('error', () => {});
  await waitFor('Redis to answer', async () => (await probe.ping()) === 'PONG');
  probe.disconnect();
  return { url, kill };
}

function install(): boolean {
  if (process.getuid?.() !== 0 || !existsSync(installer)) return false;
  const run = (...args: string[]): boolean =>
    spawnSync(installer, args, {
      stdio: 'ignore',
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    }).status === 0;
  return run('update') && run('install', '-y', '--no-install-recommends', 'redis-server') && existsSync(program);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
