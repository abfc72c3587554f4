import { systemClock } from '../shared/clock.js';
import { RefusedRequest, refusalAnswer } from './answers.js';
import type { Refusal } from './answers.js';
import { checkOptions } from './gateway-checks.js';
import { consoleLog, safeLog } from './gateway-log.js';
import type { GatewayLog, GatewayLogEntry } from './gateway-log.js';
import type { GatewayOptions, Identity } from './gateway-options.js';
import { importKeys } from './keys.js';
import { PlatformFailure } from './platform.js';
import { answerPreflight, corsHeaders, guardRequest } from './request-guards.js';
import type { OriginPolicy } from './request-guards.js';
import { answerToken, refusalOf } from './token-route.js';
import { TokenSigning } from './token-signing.js';
import type { TokenClaims } from './token-signing.js';

/** The part of the host's backend that the softphone talks to. Web-standard, so it runs wherever `Request` does. */
export interface Gateway<Context extends readonly unknown[] = []> {
  /** Path that all routes are below. */
  readonly mount: string;
  /** Serves `POST {mount}/token`. Always resolves: failures are answers too. */
  fetch(request: Request, ...context: Context): Promise<Response>;
  /** Checks a bearer token that this gateway issued, for the host's own routes. Throws `TokenError`. */
  verifyToken(token: string): Promise<TokenClaims>;
}

/** Builds the gateway. Throws `GatewayConfigError` for settings that are unsafe or cannot work. */
export function createGateway<Context extends readonly unknown[] = []>(
  options: GatewayOptions<Context>,
): Gateway<Context> {
  checkOptions(options);
  const server = new GatewayServer(options);
  return {
    mount: server.mount,
    fetch: (request, ...context) => server.fetch(request, context),
    verifyToken: (token) => server.signing.verify(token),
  };
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
}

class GatewayServer<Context extends readonly unknown[]> {
  readonly mount: string;
  readonly signing: TokenSigning;
  readonly #options: GatewayOptions<Context>;
  readonly #clock: NonNullable<GatewayOptions['clock']>;
  readonly #log: GatewayLog;

  constructor(options: GatewayOptions<Context>) {
    const { keys, issuer = 'cemscale-gateway', tokenLifetimeSeconds: lifetimeSeconds = 600 } = options;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#log = safeLog(options.log ?? consoleLog);
    this.mount = options.mount ?? '/voip';
    const keyRing = importKeys(keys);
    // A damaged key fails each request, with its reason in the log; it must not end the process before the first.
    keyRing.catch(() => {});
    this.signing = new TokenSigning({ keyRing, issuer, lifetimeSeconds, now: () => this.#clock.now() });
  }

  async fetch(request: Request, context: Context): Promise<Response> {
    const startedAt = this.#clock.monotonic();
    const url = new URL(request.url);
    const policy = {
      ownOrigin: this.#options.publicOrigin ?? url.origin,
      allowedOrigins: this.#options.allowedOrigins ?? [],
    };
    const exchange: Exchange<Context> = { request, url, context, requestId: crypto.randomUUID(), policy };
    const answer = await this.#route(exchange).catch((error: unknown) => this.#refuse(exchange, error));
    this.#complete(exchange, answer);
    const { requestId, extension, code } = exchange;
    const durationMs = Math.round(this.#clock.monotonic() - startedAt);
    this.#log({
      level: 'info',
      event: 'request',
      requestId,
      status: answer.status,
      durationMs,
      ...(code === undefined ? {} : { code }),
      ...(extension === undefined ? {} : { extension }),
    });
    return answer;
  }

  async #route(exchange: Exchange<Context>): Promise<Response> {
    const { request, url, policy, requestId } = exchange;
    if (url.pathname !== `${this.mount}/token`) throw new RefusedRequest(notFound);
    const preflight = answerPreflight(request, policy);
    if (preflight !== null) return preflight;
    await guardRequest(request, policy);
    const identity = await this.#identify(exchange);
    exchange.extension = identity.extension;
    const { apiUrl, apiKey, platformTimeoutMs: timeoutMs = 5000 } = this.#options;
    const route = {
      platform: { apiUrl, apiKey, timeoutMs },
      signing: this.signing,
      gatewayUrl: `${policy.ownOrigin}${this.mount}`,
      now: () => this.#clock.now(),
    };
    return answerToken(route, identity, { signal: request.signal, requestId });
  }

  async #identify({ request, context, requestId }: Exchange<Context>): Promise<Identity> {
    let identity: Identity | null;
    try {
      identity = await this.#options.identify(request, ...context);
    } catch (cause) {
      this.#log({ level: 'error', event: 'identify-failed', requestId, message: 'identify threw.', cause });
      throw new RefusedRequest(failed);
    }
    // Whatever is not a whole identity is nobody: a forgotten return must not become somebody.
    if (identity === null || identity === undefined) throw new RefusedRequest(notSignedIn);
    if (isIdentity(identity)) return identity;
    const message = 'identify must return { extension: "1001", permissions: ["calls:originate"] } or null.';
    this.#log({ level: 'error', event: 'identify-failed', requestId, message });
    throw new RefusedRequest(failed);
  }

  #refuse(exchange: Exchange<Context>, error: unknown): Response {
    const refusal = this.#explain(exchange, error);
    exchange.code = refusal.code;
    return refusalAnswer(refusal);
  }

  #explain({ request, requestId, extension }: Exchange<Context>, error: unknown): Refusal {
    if (error instanceof RefusedRequest) return error.refusal;
    if (request.signal.aborted) return clientGone;
    const about: Pick<GatewayLogEntry, 'requestId' | 'extension'> = {
      requestId,
      ...(extension === undefined ? {} : { extension }),
    };
    if (error instanceof PlatformFailure) {
      this.#log({
        level: levelOf(error),
        event: 'platform-failed',
        ...about,
        code: error.kind,
        message: error.message,
      });
      return refusalOf(error);
    }
    this.#log({
      level: 'error',
      event: 'failed',
      ...about,
      message: error instanceof Error ? error.message : 'Unknown failure.',
    });
    return failed;
  }

  #complete({ request, requestId, policy }: Exchange<Context>, { headers }: Response): void {
    headers.set('X-Request-Id', requestId);
    // The page measures the token's life against this header, so it comes from the clock that dated the token.
    headers.set('Date', new Date(this.#clock.now()).toUTCString());
    headers.set('Vary', 'Origin');
    for (const [name, value] of Object.entries(corsHeaders(request, policy))) headers.set(name, value);
  }
}

const notFound: Refusal = { status: 404, code: 'not-found', message: 'There is no such route.' };
const notSignedIn: Refusal = { status: 401, code: 'not-signed-in', message: 'Sign in first.' };
const clientGone: Refusal = { status: 499, code: 'client-gone', message: 'The page has gone.' };
const failed: Refusal = { status: 500, code: 'gateway-failed', message: 'The gateway failed. Its log says more.' };

/** A key that the platform refuses stops every phone; a platform that is down for a moment does not. */
function levelOf(failure: PlatformFailure): 'error' | 'warn' {
  return failure.kind === 'refused' || failure.kind === 'invalid-answer' ? 'error' : 'warn';
}

function isIdentity(value: Identity): boolean {
  const { extension, permissions } = value;
  if (typeof extension !== 'string' || !/^[\w.*#+-]{1,32}$/.test(extension)) return false;
  return (
    Array.isArray(permissions) &&
    permissions.every((entry) => typeof entry === 'string' && /^[\w:.*-]{1,64}$/.test(entry))
  );
}
