import { RefusedRequest, refusalAnswer } from './answers.js';
import { matchEndpoint } from './endpoint-match.js';
import { checkOptions } from './gateway-checks.js';
import type { GatewayLogEntry } from './gateway-log.js';
import type { GatewayOptions } from './gateway-options.js';
import { makeServices, rememberServices } from './gateway-services.js';
import type { GatewayServices } from './gateway-services.js';
import { answerHealth } from './health.js';
import type { GatewayHealth } from './health.js';
import { askIdentity } from './identity.js';
import { countUse } from './limits.js';
import { PlatformFailure } from './platform.js';
import { explain, notFound } from './refusals.js';
import { answerPreflight, corsHeaders, guardBearerRequest, guardOrigin, guardRequest } from './request-guards.js';
import type { OriginPolicy } from './request-guards.js';
import { StoreUnavailable } from './store.js';
import { grantedDestinations } from './destinations.js';
import { answerToken, answerVisitor } from './token-route.js';
import type { TokenClaims } from './token-signing.js';
import { holderOf } from './visitor.js';

/** The part of the host's backend that the softphone talks to. Web-standard, so it runs wherever `Request` does. */
export interface Gateway<Context extends readonly unknown[] = []> {
  /** Path that all routes are below. */
  readonly mount: string;
  /**
   * Serves `POST {mount}/token`, `POST {mount}/tickets`, `GET {mount}/health` and `{mount}/api/*`. Always resolves:
   * failures are answers too. The event socket is `socketHandler` of the Node adapter.
   */
  fetch(request: Request, ...context: Context): Promise<Response>;
  /** Checks a bearer token that this gateway issued, for the host's own routes. Throws `TokenError`. */
  verifyToken(token: string): Promise<TokenClaims>;
  /** Ends a token before its time, such as at sign-out, on every gateway that shares the store. */
  revokeToken(tokenId: string): Promise<void>;
}

/** Builds the gateway. Throws `GatewayConfigError` for settings that are unsafe or cannot work. */
export function createGateway<Context extends readonly unknown[] = []>(
  options: GatewayOptions<Context>,
): Gateway<Context> {
  checkOptions(options);
  const services = makeServices(options);
  const server = new GatewayServer(options, services);
  const gateway: Gateway<Context> = {
    mount: services.mount,
    fetch: (request, ...context) => server.fetch(request, context),
    verifyToken: (token) => services.signing.verify(token),
    revokeToken: (tokenId) => services.bearer.revoke(tokenId),
  };
  rememberServices(gateway, services);
  return gateway;
}

/** One request on its way through the gateway. */
interface Exchange<Context> {
  readonly request: Request;
  readonly url: URL;
  readonly context: Context;
  readonly requestId: string;
  readonly policy: OriginPolicy;
  /** Filled in as it becomes known, for the log. */
  extension?: string;
  code?: string;
  route?: string;
}

class GatewayServer<Context extends readonly unknown[]> {
  readonly #options: GatewayOptions<Context>;
  readonly #services: GatewayServices;
  #platformHealth: GatewayHealth['platform'] = 'unknown';

  constructor(options: GatewayOptions<Context>, services: GatewayServices) {
    this.#options = options;
    this.#services = services;
  }

  async fetch(request: Request, context: Context): Promise<Response> {
    const { clock, policyFor } = this.#services;
    const startedAt = clock.monotonic();
    const url = new URL(request.url);
    const exchange: Exchange<Context> = {
      request,
      url,
      context,
      requestId: crypto.randomUUID(),
      policy: policyFor(url),
    };
    const answer = await this.#route(exchange).catch((error: unknown) => this.#refuse(exchange, error));
    this.#complete(exchange, answer);
    this.#logRequest(exchange, answer.status, Math.round(clock.monotonic() - startedAt));
    return answer;
  }

  async #route(exchange: Exchange<Context>): Promise<Response> {
    const { request, url, policy } = exchange;
    const { mount, store, keyRing } = this.#services;
    const route = url.pathname.startsWith(`${mount}/`) ? url.pathname.slice(mount.length) : '';
    if (route === '/health' && request.method === 'GET') return answerHealth(store, keyRing, this.#platformHealth);
    if (route !== '/token' && route !== '/tickets' && !route.startsWith('/api/'))
      throw new RefusedRequest(notFound);
    const preflight = answerPreflight(request, policy);
    if (preflight !== null) return preflight;
    if (route === '/token') return this.#token(exchange);
    return route === '/tickets' ? this.#ticket(exchange) : this.#proxied(exchange, route);
  }

  async #token(exchange: Exchange<Context>): Promise<Response> {
    const { request, context, policy, requestId } = exchange;
    const { platform, signing, store, limits, clock, log } = this.#services;
    exchange.route = 'token';
    await guardRequest(request, policy);
    const identity = await askIdentity(() => this.#options.identify(request, ...context), log, requestId);
    const holder = 'visitor' in identity ? holderOf(identity) : identity.extension;
    exchange.extension = holder;
    // Tokens need no store: they are given also when nobody can count them.
    await countUse(store, 'token', holder, limits.tokensPerMinute).catch(unlessStore);
    const gatewayUrl = this.#gatewayUrl(policy);
    const destinations = grantedDestinations(limits.destinations);
    const route = { platform, signing, gatewayUrl, destinations, now: () => clock.now() };
    if ('visitor' in identity) return answerVisitor(route, identity);
    const answer = await answerToken(route, identity, { signal: request.signal, requestId });
    this.#platformHealth = 'ok';
    return answer;
  }

  async #ticket(exchange: Exchange<Context>): Promise<Response> {
    const { request, policy, requestId } = exchange;
    const { bearer, tickets, store, limits } = this.#services;
    exchange.route = 'tickets';
    const claims = await bearer.authenticate(request);
    const { path } = await guardBearerRequest(request, policy);
    exchange.extension = claims.extension;
    await countUse(store, 'ticket', claims.extension, limits.ticketsPerMinute).catch(unlessStore);
    return tickets.answer(path, this.#gatewayUrl(policy), claims, { signal: request.signal, requestId });
  }

  async #proxied(exchange: Exchange<Context>, route: string): Promise<Response> {
    const { request, url, policy, requestId } = exchange;
    const { bearer, proxy, tickets, store, limits } = this.#services;
    guardOrigin(request, policy);
    const context = { signal: request.signal, requestId };
    const match = matchEndpoint(request.method, route);
    if (match !== null) exchange.route = match.name;
    const ticket = url.searchParams.get('ticket');
    if (ticket !== null && match?.isMedia === true) {
      const { extension, path } = await tickets.admitMedia(ticket, match.path);
      exchange.extension = extension;
      await countUse(store, 'media', extension, limits.mediaRequestsPerMinute).catch(unlessStore);
      return this.#sent(proxy.forwardMedia({ request, context }, path));
    }
    const claims = await bearer.authenticate(request);
    exchange.extension = claims.extension;
    if (match === null) throw new RefusedRequest(notFound);
    await countUse(store, 'request', claims.extension, limits.requestsPerMinute).catch(unlessStore);
    return this.#sent(proxy.answer({ request, match, query: url.searchParams, claims, context }));
  }

  async #sent(answer: Promise<Response>): Promise<Response> {
    const received = await answer;
    this.#platformHealth = 'ok';
    return received;
  }

  #gatewayUrl({ ownOrigin }: OriginPolicy): string {
    return `${ownOrigin}${this.#services.mount}`;
  }

  #refuse(exchange: Exchange<Context>, error: unknown): Response {
    const { refusal, entry } = explain(error, exchange.request.signal);
    if (error instanceof PlatformFailure) this.#platformHealth = 'failing';
    exchange.code = refusal.code;
    if (entry !== undefined) this.#services.log({ ...entry, ...aboutRequest(exchange) });
    return refusalAnswer(refusal);
  }

  #complete({ request, requestId, policy }: Exchange<Context>, { headers }: Response): void {
    headers.set('X-Request-Id', requestId);
    // The page measures the token's life against this header, so it comes from the clock that dated the token.
    headers.set('Date', new Date(this.#services.clock.now()).toUTCString());
    headers.set('Vary', 'Origin');
    for (const [name, value] of Object.entries(corsHeaders(request, policy))) headers.set(name, value);
  }

  #logRequest(exchange: Exchange<Context>, status: number, durationMs: number): void {
    const code = exchange.code === undefined ? {} : { code: exchange.code };
    this.#services.log({
      level: 'info',
      event: 'request',
      ...aboutRequest(exchange),
      status,
      durationMs,
      ...code,
    });
  }
}

function aboutRequest({
  requestId,
  extension,
  route,
}: {
  requestId: string;
  extension?: string;
  route?: string;
}): Pick<GatewayLogEntry, 'requestId' | 'extension' | 'route'> {
  return {
    requestId,
    ...(extension === undefined ? {} : { extension }),
    ...(route === undefined ? {} : { route }),
  };
}

/** What costs nothing is not held up by a store that is away. */
function unlessStore(error: unknown): void {
  if (!(error instanceof StoreUnavailable)) throw error;
}
