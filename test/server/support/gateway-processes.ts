import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { GatewayKey, GatewayLimits } from '../../../src/server/index.js';

/** What a gateway process is started with. */
export interface GatewaySettings {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly redisUrl: string;
  readonly publicOrigin: string;
  readonly keys: readonly GatewayKey[];
  readonly limits: GatewayLimits;
}

export interface GatewayProcess {
  readonly url: string;
  readonly port: number;
  /** Kills it in the middle of whatever it does. */
  kill(): Promise<void>;
}

const script = fileURLToPath(new URL('gateway-process.ts', import.meta.url));

export async function startGatewayProcess(
  t: Pick<TestContext, 'after'>,
  settings: GatewaySettings,
): Promise<GatewayProcess> {
  const child: ChildProcess = fork(script, [JSON.stringify(settings)], { execArgv: ['--import', 'tsx'] });
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  t.after(kill);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { url: `http://127.0.0.1:${port}`, port, kill };
}

/** A plain TCP balancer: each connection to the next gateway, or to another when that one is not there. */
export async function startBalancer(
  t: Pick<TestContext, 'after'>,
  ports: () => readonly number[],
): Promise<{ readonly url: string }> {
  let turn = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.on('error', () => {}).once('close', () => open.delete(client));
    const all = ports();
    const tryOne = (tries: number): void => {
      if (tries === all.length) return void client.destroy();
      const upstream = connect(all[(turn += 1) % all.length] ?? 0, '127.0.0.1');
      upstream.once('connect', () => {
        client.pipe(upstream).pipe(client);
        upstream.once('close', () => client.destroy());
        client.once('close', () => upstream.destroy());
      });
      upstream.on('error', () => (upstream.connecting || upstream.bytesWritten === 0 ? tryOne(tries + 1) : null));
    };
    tryOne(0);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
