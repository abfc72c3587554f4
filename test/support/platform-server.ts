import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestRunnerPlugin } from '@web/test-runner';
import { startPlatform, type RunningPlatform } from '../../demo/pbx/serve.js';
import { agentPermissions, createGateway, generateKeys, type Gateway } from '../../src/server/index.js';
import { nodeHandler, socketHandler, type SocketHandler } from '../../src/server/node.js';

/** The part of the runner's middleware context that is used here. */
interface Exchange {
  readonly path: string;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  respond?: boolean;
}

interface Company {
  readonly platform: RunningPlatform;
  readonly gateways: Map<string, Promise<ServedGateway>>;
}

interface ServedGateway {
  readonly gateway: Gateway<[IncomingMessage]>;
  readonly server: Server;
  readonly sockets: SocketHandler;
}

/**
 * Dev platforms beside the browser tests, one per test file, so that files which run side by side neither share
 * extensions nor reset each other. `test/support/platform.ts` is the way to them:
 * `/__platform/{session}.json` tells the addresses, `POST /__token/{session}/1001` answers a token grant for that
 * extension, and `/__platform/{session}/...` is passed on to the platform with its API key. Each token is good for a real
 * gateway on a port of its own, with the API and the event socket.
 */
export class PlatformServer {
  readonly #companies = new Map<string, Promise<Company>>();

  readonly plugin: TestRunnerPlugin = {
    name: 'cemscale-platform',
    serverStop: async () => {
      for (const company of this.#companies.values()) await close(await company);
    },
  };

  readonly middleware = async (exchange: Exchange, next: () => Promise<void>): Promise<void> => {
    const answer = await this.#answer(exchange);
    if (!answer) return next();
    exchange.respond = false;
    exchange.res.writeHead(answer.status, Object.fromEntries(answer.headers));
    exchange.res.end(Buffer.from(await answer.arrayBuffer()));
  };

  async #answer({ path, req }: Exchange): Promise<Response | null> {
    const [, route, session, rest] = /^\/__(platform|token)\/([\w-]+)(\.json|\/.+)$/.exec(path) ?? [];
    if (session === undefined || rest === undefined) return null;
    const company = await this.#companyOf(session);
    if (route === 'token') return grant(company, rest.slice(1), req);
    if (rest !== '.json') return passOn(company.platform, req);
    const { url, sipUrl, eventsUrl } = company.platform;
    return Response.json({ url, sipUrl, eventsUrl });
  }

  #companyOf(session: string): Promise<Company> {
    const started = this.#companies.get(session);
    if (started) return started;
    const company = startPlatform().then((platform) => ({ platform, gateways: new Map() }));
    this.#companies.set(session, company);
    return company;
  }
}

async function passOn(platform: RunningPlatform, req: IncomingMessage): Promise<Response> {
  const target = (req.url ?? '').replace(/^\/__platform\/[\w-]+/, platform.url);
  const headers = { Authorization: `Bearer ${platform.apiKey}`, 'Content-Type': 'application/json' };
  const body = await readBody(req);
  return fetch(target, { method: req.method ?? 'GET', headers, ...(body ? { body } : {}) });
}

async function grant({ platform, gateways }: Company, extension: string, req: IncomingMessage): Promise<Response> {
  const origin = `http://${req.headers.host ?? 'localhost'}`;
  const served = gateways.get(extension) ?? serveGateway(platform, extension, origin);
  gateways.set(extension, served);
  const { gateway } = await served;
  const body = await readBody(req);
  const request = new Request(`${origin}/voip/token`, {
    method: req.method ?? 'GET',
    headers: Object.entries(req.headers).map(([name, value]): [string, string] => [name, String(value)]),
    ...(body ? { body } : {}),
  });
  return gateway.fetch(request, req);
}

async function serveGateway(
  { url, apiKey }: RunningPlatform,
  extension: string,
  pageOrigin: string,
): Promise<ServedGateway> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  // The same host as the page, since the gateway takes no cross-site requests.
  const gateway = createGateway<[IncomingMessage]>({
    apiUrl: url,
    apiKey,
    publicOrigin: `http://localhost:${port}`,
    allowedOrigins: [pageOrigin],
    keys: await generateKeys(),
    identify: () => ({ extension, permissions: agentPermissions }),
    // Tests make more calls in a minute than people do.
    limits: { callsPerMinute: 600 },
    log: () => undefined,
  });
  const sockets = socketHandler(gateway);
  server.on('request', nodeHandler(gateway));
  server.on('upgrade', (...upgrade) => void sockets(...upgrade));
  return { gateway, server, sockets };
}

async function close({ platform, gateways }: Company): Promise<void> {
  for (const served of gateways.values()) {
    const { server, sockets } = await served;
    sockets.close();
    server.closeAllConnections();
    server.close();
  }
  await platform.close();
}

async function readBody(req: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of req.setEncoding('utf8')) body += chunk;
  return body;
}
