import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { VoIPClient, type VoIPClientOptions } from '../../../src/api/index.js';
import type { TokenGrant } from '../../../src/api/token.js';
import { createGateway, generateKeys } from '../../../src/server/index.js';
import type { GatewayLogEntry } from '../../../src/server/index.js';
import { nodeHandler, socketHandler } from '../../../src/server/node.js';
import { CuttableProxy } from './cuttable-proxy.js';
import type { World } from './world.js';

/** The gateway in front of the platform, with a page's client on a line that can be cut. */
export class GatewayWorld {
  readonly log: GatewayLogEntry[] = [];
  /** Every request that reached the platform: verb and address. */
  readonly upstream: string[] = [];
  /** Every token that was handed out. */
  readonly tokens: string[] = [];
  readonly #closers: (() => unknown)[] = [];
  #origin = '';
  #line: CuttableProxy | null = null;

  /** `world`: the platform behind it; everybody is the person of `extension`. */
  static async start(world: World, permissions: readonly string[], extension = '1001'): Promise<GatewayWorld> {
    const made = new GatewayWorld();
    const platformPort = Number(new URL(world.platform.platform.url).port);
    const watched = await made.#watch(platformPort);
    const gateway = createGateway<[IncomingMessage]>({
      apiUrl: `http://localhost:${watched}/platform`,
      apiKey: world.platform.platform.apiKey,
      identify: () => ({ extension, permissions }),
      keys: await generateKeys(),
      limits: { ticketsPerMinute: 1000, tokensPerMinute: 1000, requestsPerMinute: 10_000, callsPerMinute: 100 },
      log: (entry) => made.log.push(entry),
    });
    const server = createServer(nodeHandler(gateway));
    const sockets = socketHandler(gateway);
    server.on('upgrade', (request, socket, head) => sockets(request, socket, head) || socket.destroy());
    const port = await listen(server);
    made.#closers.push(
      () => sockets.close(),
      () => closed(server),
    );
    made.#line = await CuttableProxy.to(port);
    made.#origin = `http://localhost:${made.#line.port}`;
    return made;
  }

  get origin(): string {
    return this.#origin;
  }

  /** Ends the connections of all pages, in the middle of whatever they do. */
  cut(): void {
    this.#line?.cut();
  }

  /** A page of that person's: it knows the token endpoint and nothing else. */
  client(options: Partial<VoIPClientOptions> = {}): VoIPClient {
    let current: TokenGrant | null = null;
    const refresh = async (): Promise<TokenGrant> => (current = await this.token());
    const tokens = {
      get current() {
        return current;
      },
      refresh,
    };
    const reconnect = { initialDelayMs: 5, maxDelayMs: 20, maxRetries: Infinity };
    const client = new VoIPClient({ tokens, retries: 4, WebSocket, reconnect, ...options } as VoIPClientOptions);
    this.#closers.unshift(() => client.disconnectWebSocket());
    return client;
  }

  /** What the token endpoint answers to a page of this origin. */
  async token(): Promise<TokenGrant> {
    const answer = await fetch(`${this.#origin}/voip/token`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Cemscale-Request': '1',
        Origin: this.#origin,
        'Sec-Fetch-Site': 'same-origin',
      },
      body: '{}',
    });
    if (!answer.ok) throw new Error(`The token endpoint answered ${answer.status}.`);
    const grant = (await answer.json()) as TokenGrant;
    this.tokens.push(grant.token);
    return grant;
  }

  async close(): Promise<void> {
    for (const close of this.#closers) await close();
    await this.#line?.close();
  }

  /** A port that leads to the platform and notes each request; answers the port. */
  async #watch(port: number): Promise<number> {
    const line = await CuttableProxy.to(port, (chunk) => {
      for (const [, request] of chunk.toString('latin1').matchAll(/^([A-Z]+ \/\S*) HTTP\/1\.1\r$/gm))
        if (request !== undefined) this.upstream.push(request);
    });
    this.#closers.push(() => line.close());
    return line.port;
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
