// One gateway in a process of its own, as behind a balancer: `node --import tsx gateway-process.ts SETTINGS`.
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { agentPermissions, createGateway } from '../../../src/server/index.js';
import { nodeHandler, socketHandler } from '../../../src/server/node.js';
import { RedisStore } from '../../../src/server/redis-store.js';
import type { GatewaySettings } from './gateway-processes.js';

const settings = JSON.parse(process.argv[2] ?? '') as GatewaySettings;
const redis = new Redis(settings.redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
redis.on('error', () => {});
const gateway = createGateway<[IncomingMessage]>({
  apiUrl: settings.apiUrl,
  apiKey: settings.apiKey,
  keys: settings.keys,
  limits: settings.limits,
  publicOrigin: settings.publicOrigin,
  store: new RedisStore(redis),
  identify: ({ headers }) => ({ extension: headers.get('cookie') ?? '', permissions: agentPermissions }),
  log: () => {},
});
const server = createServer(nodeHandler(gateway));
const sockets = socketHandler(gateway);
server.on('upgrade', (request, socket, head) => {
  if (!sockets(request, socket, head)) socket.destroy();
});
redis.once('ready', () =>
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port })),
);
process.once('disconnect', () => process.exit(0));
