import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TestRunnerPlugin } from '@web/test-runner';
import { startPlatform, type RunningPlatform } from '../../demo/pbx/serve.js';
import { agentPermissions, type Identity, type VisitorIdentity } from '../../src/server/index.js';
import { startGateway, type StandingGateway } from './standing-gateway.js';
import { startTurnServer, type TurnServer } from './turn-server.js';

/** The part of the runner's middleware context that is used here. */
interface Exchange {
  readonly path: string;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  respond?: boolean;
}

interface Company {
  readonly platform: RunningPlatform;
  readonly standing: Map<string, Promise<StandingGateway>>;
}

/**
 * Dev platforms beside the browser tests, one per test file, so that files which run side by side neither share
 * extensions nor reset each other. `test/support/platform.ts` is the way to them:
 * `/__platform/{session}.json` tells the addresses, `POST /__token/{session}/1001` answers a token grant for that
 * extension, and `/__platform/{session}/...` is passed on to the platform with its API key.
 * `/__turn/{session}.json` tells a TURN server with a user, started with the first request; null without coturn.
 * `POST /__gateway/{session}/{name}` with an identity tells the token URL of a whole gateway, with API and event socket.
 */
export class PlatformServer {
  readonly #companies = new Map<string, Promise<Company>>();
  #turn: Promise<TurnServer | null> | undefined;

  readonly plugin: TestRunnerPlugin = {
    name: 'cemscale-platform',
    serverStop: async () => {
      (await this.#turn)?.close();
      for (const company of this.#companies.values()) {
        const { platform, standing } = await company;
        for (const gateway of standing.values()) await (await gateway).close();
        await platform.close();
      }
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
    const [, route, session, rest] = /^\/__(platform|token|gateway|turn)\/([\w-]+)(\.json|\/.+)$/.exec(path) ?? [];
    if (session === undefined || rest === undefined) return null;
    if (route === 'turn') return Response.json(await (this.#turn ??= startTurnServer()));
    const company = await this.#companyOf(session);
    if (route === 'gateway') return standIn(company, rest.slice(1), req);
    if (route === 'token') return grant(company, rest.slice(1), req);
    if (rest !== '.json') return passOn(company.platform, req);
    const { url, sipUrl, eventsUrl } = company.platform;
    return Response.json({ url, sipUrl, eventsUrl });
  }

  #companyOf(session: string): Promise<Company> {
    const started = this.#companies.get(session);
    if (started) return started;
    const company = startPlatform().then((platform) => ({ platform, standing: new Map() }));
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

/** The gateway of that name, started with the first request. */
async function standIn({ platform, standing }: Company, name: string, req: IncomingMessage): Promise<Response> {
  const identity = JSON.parse((await readBody(req)) || 'null') as Identity | VisitorIdentity | null;
  if (identity) standing.set(name, startGateway(platform, identity, req.headers.origin ?? ''));
  const gateway = await standing.get(name);
  return Response.json({ tokenUrl: gateway?.tokenUrl, sockets: gateway?.sockets });
}

/** A token for the person at an extension, from a gateway of their own. */
async function grant({ platform, standing }: Company, extension: string, req: IncomingMessage): Promise<Response> {
  const origin = `http://${req.headers.host ?? 'localhost'}`;
  const name = `extension ${extension}`;
  const starting =
    standing.get(name) ?? startGateway(platform, { extension, permissions: agentPermissions }, origin);
  standing.set(name, starting);
  const { gateway } = await starting;
  const body = await readBody(req);
  const request = new Request(`${origin}/voip/token`, {
    method: req.method ?? 'GET',
    headers: Object.entries(req.headers).map(([key, value]): [string, string] => [key, String(value)]),
    ...(body ? { body } : {}),
  });
  return gateway.fetch(request, req);
}

async function readBody(req: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of req.setEncoding('utf8')) body += chunk;
  return body;
}
