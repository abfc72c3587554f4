import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { banner } from './banner.js';
import { sendText } from './exchange.js';
import type { Exchange, Route } from './exchange.js';
import { serveCrm } from './crm.js';
import { servePages, servePagesElsewhere } from './host-pages.js';
import { listenNear } from './listen.js';
import { serveSignIn } from './login.js';
import { isLocalRequest } from './loopback.js';
import { Platform } from './pbx/platform.js';
import { Sessions } from './sessions.js';
import { serveFolder } from './static.js';
import { serveGateways, type Gateways } from './gateways.js';

export interface DemoOptions {
  /** Port to listen on, or the next free one; 0 takes any. Default 8080. */
  readonly port?: number;
  /** Address to listen on. Default 127.0.0.1: this machine only. */
  readonly host?: string;
  /** The platform's API key, for a backend of one's own that uses the platform. Default: a new one each time. */
  readonly apiKey?: string;
  /** Prints nothing. */
  readonly quiet?: boolean;
}

export interface Demo {
  /** Such as `http://localhost:8080`. */
  readonly url: string;
  /** Another origin of the same site, for the page that frames the phone. */
  readonly otherUrl: string;
  close(): Promise<void>;
}

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const pages = fileURLToPath(new URL('pages', import.meta.url));

/**
 * Starts the development platform, the token endpoints and the host pages in this process, on one port; and on a second
 * one the page of another origin.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const {
    port = 8080,
    host = '127.0.0.1',
    quiet = false,
    apiKey = `csk_dev_${randomBytes(24).toString('base64url')}`,
  } = options;
  let url = '';
  let otherUrl = '';
  const routes: Route[] = [];
  const routesElsewhere: Route[] = [];
  const platform = new Platform({ basePath: '/platform', apiKey, publicUrl: () => url, control: true });
  const server = createServer((request, response) => void serve(platform, routes, request, response));
  const actualPort = await listenNear(server, host, port);
  url = `http://localhost:${actualPort}`;
  const elsewhere = createServer((request, response) => void serve(null, routesElsewhere, request, response));
  otherUrl = `http://localhost:${await listenNear(elsewhere, host, port === 0 ? 0 : actualPort + 1)}`;
  const sessions = new Sessions(actualPort);
  const gateways = await serveGateways({
    apiUrl: `http://127.0.0.1:${actualPort}/platform`,
    apiKey,
    sessions,
    quiet,
  });
  acceptSockets(server, platform, gateways);
  const serving = { sessions, origin: () => url, otherOrigin: () => otherUrl };
  routes.push(
    gateways.route,
    serveSignIn(sessions),
    ...serveFiles(),
    serveJquery(),
    serveCrm(),
    servePages(serving),
  );
  routesElsewhere.push(...serveFiles(), servePagesElsewhere(serving));
  if (!quiet) announce(url, port);
  return { url, otherUrl, close: () => close([server, elsewhere], platform, gateways) };
}

function serveFiles(): Route[] {
  return [
    serveFolder('/softphone/', dist, 'There is no such file. Run `npm run build` first.'),
    serveFolder('/pages/', pages, 'There is no such file.'),
  ];
}

/** The library of the old CRM, as it stood on every server then. */
function serveJquery(): Route {
  const file = createRequire(import.meta.url).resolve('jquery');
  return serveFolder('/jquery/', dirname(file), 'There is no such file.');
}

async function serve(
  platform: Platform | null,
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = urlOf(request);
  if (url === null || !isLocalRequest(request))
    return void response.writeHead(403).end('This demo serves its own machine only.\n');
  const exchange: Exchange = { request, response, url };
  try {
    if (platform?.handleRequest(request, response)) return;
    for (const route of routes) if (await route(exchange)) return;
    sendText(exchange, 404, 'There is no such page.');
  } catch (error) {
    console.error(error);
    if (response.headersSent) response.destroy();
    else sendText(exchange, 500, 'The demo server failed. Its console says more.');
  }
}

function acceptSockets(server: Server, platform: Platform, gateways: Gateways): void {
  server.on('upgrade', (request, socket, head) => {
    const taken = (): boolean =>
      platform.handleUpgrade(request, socket, head) || gateways.upgrade(request, socket, head);
    if (isLocalRequest(request) && taken()) return;
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
  });
}

function urlOf({ url = '/', headers }: IncomingMessage): URL | null {
  const text = `http://${headers.host ?? ''}${url}`;
  return url.startsWith('/') && URL.canParse(text) ? new URL(text) : null;
}

function announce(url: string, wantedPort: number): void {
  console.log(banner(url, wantedPort));
  if (!existsSync(`${dist}/cemscale-phone.js`))
    console.warn('The phone is not built yet, so the pages have none: npm run build\n');
}

async function close(servers: readonly Server[], platform: Platform, gateways: Gateways): Promise<void> {
  gateways.close();
  await platform.close();
  const closed = servers.map((server) => new Promise<void>((resolve) => void server.close(() => resolve())));
  for (const server of servers) server.closeAllConnections();
  await Promise.all(closed);
}

/** Settings of `npm start`: PORT, HOST (a container that publishes the port needs 0.0.0.0) and DEMO_API_KEY. */
function readEnvironment({ PORT, HOST, DEMO_API_KEY }: NodeJS.ProcessEnv): DemoOptions | null {
  const port = Number(PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return null;
  return { port, ...(HOST ? { host: HOST } : {}), ...(DEMO_API_KEY ? { apiKey: DEMO_API_KEY } : {}) };
}

async function main(): Promise<void> {
  const options = readEnvironment(process.env);
  if (options === null) {
    console.error(`PORT=${process.env['PORT']} is no port. Use a number up to 65535.`);
    process.exitCode = 1;
    return;
  }
  const demo = await startDemo(options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void demo.close().then(() => process.exit(0)));
}

const script = process.argv[1];
if (script !== undefined && existsSync(script) && realpathSync(script) === fileURLToPath(import.meta.url))
  await main();
