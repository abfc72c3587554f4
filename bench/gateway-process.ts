// The processes of bench/gateway.ts, one per role, so that each one's processor time and memory is its own.
import { createServer, request as httpRequest, Agent } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { agentPermissions, createGateway, generateKeys } from '../src/server/index.js';
import { nodeHandler, socketHandler } from '../src/server/node.js';

/** What a process says about itself when asked. */
export interface Usage {
  /** Milliseconds of processor time so far, all threads. */
  readonly cpuMs: number;
  /** Resident memory in bytes, after a garbage collection. */
  readonly rss: number;
}

const [role = '', apiUrl = ''] = process.argv.slice(2);

const answers: Record<string, unknown> = {
  '/api/extensions': { extensions: [{ id: 'ext-1', extension: '1001', displayName: 'Alice' }] },
  '/api/extensions/by-number/1001/sip-credentials': {
    sipCredentials: { extension: '1001', password: 'p', sipDomain: 'd', wsUri: 'wss://d/ws', registrar: 'sip:d' },
  },
  '/api/turn-credentials': { iceServers: [{ urls: 'stun:d' }], ttl: 600 },
  '/api/presence': { presence: Object.fromEntries(Array.from({ length: 50 }, (_, n) => [1000 + n, 'available'])) },
};

function platform({ url = '' }: IncomingMessage, response: ServerResponse): void {
  const text = JSON.stringify(answers[url] ?? {});
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(text)),
  });
  response.end(text);
}

/** The least a proxy can do in Node: swap the address and the key, pipe both ways. */
function bareProxy(): RequestListener {
  const agent = new Agent({ keepAlive: true });
  return (request, response) => {
    const path = (request.url ?? '').replace('/voip', '');
    const headers = { ...request.headers, authorization: 'Bearer key' };
    const upstream = httpRequest(`${apiUrl}${path}`, { method: request.method, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(upstream);
  };
}

async function serve(): Promise<void> {
  const server = createServer();
  if (role === 'platform') {
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket) =>
      socket.once('message', () => socket.send('{"type":"presence_snapshot"}')),
    );
    server.on('request', platform);
  } else if (role === 'bare') server.on('request', bareProxy());
  else {
    const gateway = createGateway<[IncomingMessage]>({
      apiUrl,
      apiKey: 'key',
      keys: await generateKeys(),
      identify: () => ({ extension: '1001', permissions: agentPermissions }),
      limits: { tokensPerMinute: 1e6, requestsPerMinute: 1e6, ticketsPerMinute: 1e6, socketsAtOnce: 1e6 },
      log: () => {},
    });
    const sockets = socketHandler(gateway);
    server.on('request', nodeHandler(gateway));
    server.on(
      'upgrade',
      (request, socket: Socket, head) => void (sockets(request, socket, head) || socket.destroy()),
    );
  }
  server.listen(0, '127.0.0.1', 4096, () => process.send?.({ port: (server.address() as AddressInfo).port }));
}

process.on('message', () => {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const usage: Usage = { cpuMs: (user + system) / 1000, rss: process.memoryUsage.rss() };
  process.send?.(usage);
});
process.once('disconnect', () => process.exit(0));
await serve();
