import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TestRunnerPlugin } from '@web/test-runner';
import { startPlatform, type RunningPlatform } from '../../demo/pbx/serve.js';
import { agentPermissions, type Identity, type VisitorIdentity } from '../../src/server/index.js';
import { FaultyWire, type WireCommand } from './faulty-wire.js';
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
  readonly wires: Map<string, Promise<FaultyWire>>;
}

/**
 * Dev platforms beside the browser tests, one per test file, so that files which run side by side neither share
 * extensions nor reset each other. `test/support/platform.ts` is the way to them:
 * `/__platform/{session}.json` tells the addresses, `POST /__token/{session}/1001` answers a token grant for that
 * extension, and `/__platform/{session}/...` is passed on to the platform with its API key.
 * `/__turn/{session}/{seconds}` tells a TURN server with credentials for so long, started with the first request; null
 * without coturn.
 * `POST /__gateway/{session}/{name}` with an identity tells the token URL of a whole gateway, with API and event socket.
 * `POST /__wire/{session}/{name}` with a `WireCommand` tells how the wire of that name to the SIP socket is then.
 */
export class PlatformServer {
  readonly #companies = new Map<string, Promise<Company>>();
  #turn: Promise<TurnServer | null> | undefined;

  readonly plugin: TestRunnerPlugin = {
    name: 'cemscale-platform',
    serverStop: async () => {
      (await this.#turn)?.close();
      for (const company of this.#companies.values()) {
        const { platform, standing, wires } = await company;
        for (const wire of wires.values()) await (await wire).close();
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
    const [, route, session, rest] =
      /^\/__(platform|token|gateway|turn|wire)\/([\w-]+)(\.json|\/.+)$/.exec(path) ?? [];
    if (session === undefined || rest === undefined) return null;
    if (route === 'turn') {
      const turn = await (this.#turn ??= startTurnServer());
      return Response.json(turn?.credentials(Number(rest.slice(1))) ?? null);
    }
    const company = await this.#companyOf(session);
    if (route === 'wire') return command(company, rest.slice(1), req);
    if (route === 'gateway') return standIn(company, rest.slice(1), req);
    if (route === 'token') return grant(company, rest.slice(1), req);
    if (rest !== '.json') return passOn(company.platform, req);
    const { url, sipUrl, eventsUrl } = company.platform;
    return Response.json({ url, sipUrl, eventsUrl });
  }

  #companyOf(session: string): Promise<Company> {
    const started = this.#companies.get(session);
    if (started) return started;
    const company = startPlatform().then((platform) => ({ platform, standing: new Map(), wires: new Map() }));
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

/** Does it to the wire of that name, which begins with the first command. */
async function command({ platform, wires }: Company, name: string, req: IncomingMessage): Promise<Response> {
  const starting = wires.get(name) ?? FaultyWire.start(platform.sipUrl);
  wires.set(name, starting);
  const wire = await starting;
  return Response.json(wire.obey(JSON.parse(await readBody(req)) as WireCommand));
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
