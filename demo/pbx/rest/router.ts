import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../../../src/shared/logger.js';
import { InvalidFields } from '../store/fields.js';
import type { Conditions } from './conditions.js';
import { HttpError, type ApiKeyIdentity, type ApiRequest } from './http.js';
import { readBody } from './read-body.js';
import { sendAnswer, sendJson } from './send.js';
import { LostAnswer } from './troubles.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Answers with what becomes the JSON body of a 200, or with a `JsonAnswer` or `FileAnswer`. */
export type Handler = (request: ApiRequest) => unknown;

interface Route {
  readonly method: Method;
  readonly segments: readonly string[];
  readonly handler: Handler;
}

export interface RouterOptions {
  /** Whose key the request carries; null refuses it. */
  readonly identify: (request: IncomingMessage, path: string, query: URLSearchParams) => ApiKeyIdentity | null;
  readonly conditions: Conditions;
  readonly logger: Logger;
}

/** Method and path template to handler. A literal segment wins over a `{name}`; every answer has `X-Request-Id`. */
export class Router {
  readonly #routes: Route[] = [];
  readonly #options: RouterOptions;

  constructor(options: RouterOptions) {
    this.#options = options;
  }

  /** `template` is a path with `{names}`, such as `/api/calls/{uuid}/hangup`. */
  add(method: Method, template: string, handler: Handler): this {
    this.#routes.push({ method, segments: template.split('/'), handler });
    return this;
  }

  /** Answers the request; `path` is relative to the platform's base. */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> {
    response.setHeader('x-request-id', requestId(request));
    try {
      const key = this.#admit(request, response, path, query);
      const { handler, params } = this.#match(request.method ?? 'GET', path);
      const { headers } = request;
      const body = await readBody(request);
      const answer = await this.#options.conditions.troubles.around(path, async (): Promise<unknown> =>
        handler({ params, query, key, headers, ...body }),
      );
      sendAnswer(response, answer, headers.range);
    } catch (error) {
      this.#fail(response, error);
    }
  }

  #admit(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): ApiKeyIdentity {
    const key = this.#options.identify(request, path, query);
    if (key === null) throw new HttpError(401, 'unauthorized', 'The API key is missing or wrong.');
    if (path.startsWith('/api/'))
      for (const [name, value] of Object.entries(this.#options.conditions.admit(key.id)))
        response.setHeader(name, value);
    if (request.method !== 'GET') refuseWrites(key, path);
    return key;
  }

  #match(method: string, path: string): { handler: Handler; params: Record<string, string> } {
    const segments = path.split('/');
    const fitting = this.#routes.filter((route) => fits(route.segments, segments));
    if (fitting.length === 0) throw HttpError.notFound('endpoint');
    const [best] = fitting
      .filter((route) => route.method === method)
      .sort((one, other) => names(one.segments).length - names(other.segments).length);
    if (best === undefined)
      throw new HttpError(405, 'method_not_allowed', `${method} is not possible here.`, {
        allow: [...new Set(fitting.map((route) => route.method))].join(', '),
      });
    return { handler: best.handler, params: values(best.segments, segments) };
  }

  #fail(response: ServerResponse, error: unknown): void {
    if (response.headersSent || error instanceof LostAnswer) return void response.destroy();
    if (error instanceof InvalidFields) {
      const { message, fields } = error;
      return sendJson(response, 422, { error: { code: 'invalid_fields', message, fields } });
    }
    const known = error instanceof HttpError ? error : new HttpError(500, 'internal', 'The platform failed.');
    if (known !== error) this.#options.logger.log('error', `A request failed: ${String(error)}`);
    for (const [name, value] of Object.entries(known.headers)) response.setHeader(name, value);
    sendJson(response, known.status, { error: { code: known.code, message: known.message } });
  }
}

/** What an `operator` may change: what runs, not how it is set up. */
const operated = /^\/(control|api\/(calls|conferences|presence|voicemail|campaigns|queues\/[^/]+\/agents))\//;

function refuseWrites({ role }: ApiKeyIdentity, path: string): void {
  if (role === 'readonly') throw HttpError.forbidden('This API key may only read.');
  if (role === 'operator' && !operated.test(path))
    throw HttpError.forbidden('This API key may run calls, but configure nothing.');
}

/** The caller's own id when it sent a harmless one, so that both logs name the same request. */
function requestId({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

const isName = (segment: string): boolean => segment.startsWith('{');
const names = (template: readonly string[]): readonly string[] => template.filter(isName);

function fits(template: readonly string[], path: readonly string[]): boolean {
  return (
    template.length === path.length &&
    template.every((segment, index) => isName(segment) || segment === path[index])
  );
}

function values(template: readonly string[], path: readonly string[]): Record<string, string> {
  const pairs = template.map((segment, index) => [segment.slice(1, -1), path[index] ?? ''] as const);
  try {
    return Object.fromEntries(
      pairs
        .filter((_, index) => isName(template[index] ?? ''))
        .map(([name, value]) => [name, decodeURIComponent(value)]),
    );
  } catch {
    throw HttpError.badRequest('The path is not well formed.');
  }
}
