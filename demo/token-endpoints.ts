import type { IncomingMessage } from 'node:http';
import { createGateway, generateKeys } from '../src/server/index.js';
import { nodeHandler } from '../src/server/node.js';
import type { NodeHandler } from '../src/server/node.js';
import type { Route } from './exchange.js';
import { people } from './people.js';
import type { Sessions } from './sessions.js';

export interface TokenEndpointsOptions {
  /** Base address of the platform, such as `http://127.0.0.1:8080/platform`. */
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly sessions: Sessions;
  /** Nothing on the console. */
  readonly quiet: boolean;
}

/** What the people of the demo may do. */
const permissions = ['calls:originate', 'calls:control', 'presence:read', 'presence:write'];

/**
 * `POST /voip/as/1001/token` for each person: one gateway per mount, so that two tabs of one browser can be two
 * people. The session decides whether this browser may be that person. A real site has one person per session
 * and one gateway at `/voip`.
 */
export async function serveTokens({ apiUrl, apiKey, sessions, quiet }: TokenEndpointsOptions): Promise<Route> {
  const keys = await generateKeys();
  const handlers = people.map(({ number }): [mount: string, handler: NodeHandler] => {
    const mount = `/voip/as/${number}`;
    const gateway = createGateway<[IncomingMessage]>({
      apiUrl,
      apiKey,
      keys,
      mount,
      issuer: `demo-${number}`,
      identify: (request) =>
        sessions.allows(request.headers.get('cookie'), number) ? { extension: number, permissions } : null,
      ...(quiet ? { log: () => {} } : {}),
    });
    return [mount, nodeHandler(gateway)];
  });
  return ({ request, response, url }) => {
    const handler = handlers.find(([mount]) => url.pathname.startsWith(`${mount}/`))?.[1];
    handler?.(request, response);
    return handler !== undefined;
  };
}
