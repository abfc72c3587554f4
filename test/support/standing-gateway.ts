import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunningPlatform } from '../../demo/pbx/serve.js';
import {
  createGateway,
  generateKeys,
  type Gateway,
  type Identity,
  type VisitorIdentity,
} from '../../src/server/index.js';
import { nodeHandler, socketHandler } from '../../src/server/node.js';

/** A gateway on a port of its own, with API and event socket, for pages of one origin. */
export interface StandingGateway {
  readonly tokenUrl: string;
  readonly gateway: Gateway<[IncomingMessage]>;
  /** Event sockets open now. */
  readonly sockets: number;
  close(): Promise<void>;
}

const many = 100_000;

/** Starts it; everybody who asks is `identity`. */
export async function startGateway(
  { url, apiKey }: Pick<RunningPlatform, 'url' | 'apiKey'>,
  identity: Identity | VisitorIdentity,
  pageOrigin: string,
): Promise<StandingGateway> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const gateway = createGateway<[IncomingMessage]>({
    apiUrl: url,
    apiKey,
    keys: await generateKeys(),
    publicOrigin: origin,
    allowedOrigins: [pageOrigin],
    identify: () => identity,
    // Tests do more in a minute than people do.
    limits: { ticketsPerMinute: many, tokensPerMinute: many, requestsPerMinute: many, callsPerMinute: many },
  });
  const sockets = socketHandler(gateway);
  server.on('request', nodeHandler(gateway));
  server.on('upgrade', (request, socket, head) => sockets(request, socket, head) || socket.destroy());
  return {
    gateway,
    tokenUrl: `${origin}/voip/token`,
    get sockets() {
      return sockets.size;
    },
    async close() {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
