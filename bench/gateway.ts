// What the gateway costs beside a bare Node proxy, and what an event socket weighs. Loopback only, about a minute:
// node --import tsx bench/gateway.ts [sockets]
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import type { TokenGrant } from '../src/api/token.js';
import type { Usage } from './gateway-process.js';

const script = fileURLToPath(new URL('gateway-process.ts', import.meta.url));
const connections = 32;
const children: ChildProcess[] = [];

interface Subject {
  readonly url: string;
  usage(): Promise<Usage>;
}

async function start(role: string, apiUrl = ''): Promise<Subject> {
  const child = fork(script, [role, apiUrl], { execArgv: ['--expose-gc', '--import', 'tsx'] });
  children.push(child);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    url: `http://127.0.0.1:${port}`,
    async usage() {
      child.send('usage');
      return ((await once(child, 'message')) as [Usage])[0];
    },
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: connections });

function send(url: string, method: string, headers: Record<string, string>, body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.once('end', () =>
        answer.statusCode === 200 ? resolve(text) : reject(new Error(`${answer.statusCode} ${text}`)),
      );
    });
    request.once('error', reject);
    request.end(body);
  });
}

/** Requests per second of the clock, and per second of the subject's own processor time. */
async function load(name: string, subject: Subject, count: number, one: () => Promise<unknown>): Promise<void> {
  for (let warm = 0; warm < 300; warm += 1) await one();
  const before = await subject.usage();
  const startedAt = performance.now();
  let left = count;
  const worker = async (): Promise<void> => {
    while ((left -= 1) >= 0) await one();
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuSeconds = ((await subject.usage()).cpuMs - before.cpuMs) / 1000;
  const perCore = Math.round(count / cpuSeconds);
  console.log(
    `${name.padEnd(34)} ${String(Math.round(count / seconds)).padStart(7)}/s ${String(perCore).padStart(8)} per core-second`,
  );
}

async function openSocket(url: string, page: Record<string, string>): Promise<WebSocket> {
  const { ticket } = JSON.parse(await send(`${url}/voip/tickets`, 'POST', page, '{"path":"/ws"}')) as {
    ticket: string;
  };
  const socket = new WebSocket(`${url.replace('http', 'ws')}/voip/ws`, { origin: url, perMessageDeflate: false });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'auth', ticket }));
  await once(socket, 'message');
  return socket;
}

async function weigh(gateway: Subject, page: Record<string, string>, count: number): Promise<void> {
  const before = await gateway.usage();
  const startedAt = performance.now();
  const sockets: WebSocket[] = [];
  while (sockets.length < count) {
    const batch = Math.min(50, count - sockets.length);
    sockets.push(...(await Promise.all(Array.from({ length: batch }, () => openSocket(gateway.url, page)))));
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const kilobytes = ((await gateway.usage()).rss - before.rss) / 1024 / count;
  const open = sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length;
  console.log(
    `${open} event sockets on one process, each with the platform's beside it: ${kilobytes.toFixed(1)} kB a socket, opened at ${Math.round(count / seconds)}/s`,
  );
  for (const socket of sockets) socket.terminate();
}

async function main(sockets: number): Promise<void> {
  const platform = await start('platform');
  const [bare, gateway] = [await start('bare', platform.url), await start('gateway', platform.url)];
  const page = { 'Content-Type': 'application/json', 'X-Cemscale-Request': '1', Origin: gateway.url };
  const token = (): Promise<string> => send(`${gateway.url}/voip/token`, 'POST', page, '{}');
  const bearer = { ...page, Authorization: `Bearer ${(JSON.parse(await token()) as TokenGrant).token}` };
  const read = (url: string) => () => send(`${url}/voip/api/presence`, 'GET', bearer);
  await load('bare Node proxy', bare, 10_000, read(bare.url));
  await load('gateway, proxied request', gateway, 10_000, read(gateway.url));
  await load('gateway, token (3 platform requests)', gateway, 3000, token);
  // A process of its own: after a load, memory that was freed would hide what the sockets take.
  const fresh = await start('gateway', platform.url);
  const freshPage = { ...page, Origin: fresh.url };
  const { token: freshToken } = JSON.parse(
    await send(`${fresh.url}/voip/token`, 'POST', freshPage, '{}'),
  ) as TokenGrant;
  await weigh(fresh, { ...freshPage, Authorization: `Bearer ${freshToken}` }, sockets);
}

try {
  await main(Number(process.argv[2] ?? 5000));
} finally {
  agent.destroy();
  for (const child of children) child.disconnect();
}
