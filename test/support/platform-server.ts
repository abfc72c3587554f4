import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TestRunnerPlugin } from '@web/test-runner';
import { startPlatform, type RunningPlatform } from '../../demo/pbx/serve.js';
import { createGateway, generateKeys, type Gateway } from '../../src/server/index.js';

interface Exchange {
  readonly path: string;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  respond?: boolean;
}

/**
 * The dev platform beside the browser tests, for one run: `/__platform.json` tells its addresses,
 * `POST /__token/1001` answers a token grant for that extension, and `/__platform/...` is passed on to the
 * platform with the API key (browser tests reach its control endpoint by it).
 */
export class PlatformServer {
  #platform: RunningPlatform | null = null;
  readonly #gateways = new Map<string, Gateway>();

  readonly plugin: TestRunnerPlugin = {
    name: 'cemscale-platform',
    serverStart: async () => {
      this.#platform = await startPlatform();
    },
    serverStop: async () => this.#platform?.close(),
  };

  readonly middleware = async (exchange: Exchange, next: () => Promise<void>): Promise<void> => {
    const answer = await this.#answer(exchange);
    if (!answer) return next();
    exchange.respond = false;
    exchange.res.writeHead(answer.status, Object.fromEntries(answer.headers));
    exchange.res.end(Buffer.from(await answer.arrayBuffer()));
  };

  async #answer({ path, req }: Exchange): Promise<Response | null> {
    const platform = this.#platform;
    if (!platform || !path.startsWith('/__')) return null;
    if (path === '/__platform.json') {
      const { url, sipUrl, eventsUrl } = platform;
      return Response.json({ url, sipUrl, eventsUrl });
    }
    if (path.startsWith('/__platform/')) return this.#passOn(platform, req);
    const extension = /^\/__token\/(\d+)$/.exec(path)?.[1];
    return extension ? this.#grant(platform, extension, req) : null;
  }

  async #passOn(platform: RunningPlatform, req: IncomingMessage): Promise<Response> {
    const target = (req.url ?? '').replace('/__platform', platform.url);
    const headers = { Authorization: `Bearer ${platform.apiKey}`, 'Content-Type': 'application/json' };
    const body = await readBody(req);
    return fetch(target, { method: req.method ?? 'GET', headers, ...(body ? { body } : {}) });
  }

  async #grant(platform: RunningPlatform, extension: string, req: IncomingMessage): Promise<Response> {
    const mount = `/__voip/${extension}`;
    const gateway = this.#gateways.get(extension) ?? (await createTestGateway(platform, extension, mount));
    this.#gateways.set(extension, gateway);
    const body = await readBody(req);
    const request = new Request(`http://${req.headers.host ?? 'localhost'}${mount}/token`, {
      method: req.method ?? 'GET',
      headers: Object.entries(req.headers).map(([name, value]): [string, string] => [name, String(value)]),
      ...(body ? { body } : {}),
    });
    return gateway.fetch(request);
  }
}

async function createTestGateway(
  { url, apiKey }: RunningPlatform,
  extension: string,
  mount: string,
): Promise<Gateway> {
  return createGateway({
    apiUrl: url,
    apiKey,
    mount,
    keys: await generateKeys(),
    identify: () => ({ extension, permissions: ['calls:originate', 'presence:write'] }),
  });
}

async function readBody(req: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of req.setEncoding('utf8')) body += chunk;
  return body;
}
