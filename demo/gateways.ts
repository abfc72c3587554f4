import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { agentPermissions, createGateway, generateKeys } from '../src/server/index.js';
import { nodeHandler, socketHandler } from '../src/server/node.js';
import type { Route } from './exchange.js';
import { people } from './people.js';
import type { Sessions } from './sessions.js';

export interface GatewaysOptions {
  /** Base address of the platform, such as `http://127.0.0.1:8080/platform`. */
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly sessions: Sessions;
  /** Nothing on the console. */
  readonly quiet: boolean;
}

/** The gateways of the demo, one for each person. */
export interface Gateways {
  readonly route: Route;
  /** Takes over a WebSocket to a gateway; false when it is another. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): void;
}

/**
 * `/voip/as/1001/token`, `/api` and `/ws` for each person: one gateway per mount, so that two tabs of one browser can be two
 * people. The session decides whether this browser may be that person. A real site has one person per session
 * and one gateway at `/voip`.
 */
export async function serveGateways({ apiUrl, apiKey, sessions, quiet }: GatewaysOptions): Promise<Gateways> {
  const keys = await generateKeys();
  const gateways = people.map(({ number }) => {
    const mount = `/voip/as/${number}`;
    const gateway = createGateway<[IncomingMessage]>({
      apiUrl,
      apiKey,
      keys,
      mount,
      issuer: `demo-${number}`,
      identify: (request) =>
        sessions.allows(request.headers.get('cookie'), number)
          ? { extension: number, permissions: agentPermissions }
          : null,
      ...(quiet ? { log: () => {} } : {}),
    });
    return { mount, handle: nodeHandler(gateway), sockets: socketHandler(gateway) };
  });
  return {
    route({ request, response, url }) {
      const gateway = gateways.find(({ mount }) => url.pathname.startsWith(`${mount}/`));
      gateway?.handle(request, response);
      return gateway !== undefined;
    },
    upgrade: (request, socket, head) => gateways.some(({ sockets }) => sockets(request, socket, head)),
    close: () => gateways.forEach(({ sockets }) => sockets.close()),
  };
}
