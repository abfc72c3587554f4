import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../../../src/shared/logger.js';
import { HttpError, readJson, sendJson, type ApiRequest } from './http.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Answers with what becomes the JSON body of a 200. */
export type Handler = (request: ApiRequest) => unknown;

interface Route {
  readonly method: Method;
  readonly segments: readonly string[];
  readonly handler: Handler;
}

/** Method and path template to handler. A literal segment wins over a `{name}`; every answer is JSON with `X-Request-Id`. */
export class Router {
  readonly #routes: Route[] = [];
  readonly #isAllowed: (request: IncomingMessage) => boolean;
  readonly #logger: Logger;

  constructor(isAllowed: (request: IncomingMessage) => boolean, logger: Logger) {
    this.#isAllowed = isAllowed;
    this.#logger = logger;
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
    response.setHeader('x-request-id', randomUUID());
    try {
      if (!this.#isAllowed(request)) throw new HttpError(401, 'unauthorized', 'The API key is missing or wrong.');
      const { handler, params } = this.#match(request.method ?? 'GET', path);
      sendJson(response, 200, (await handler({ params, query, body: await readJson(request) })) ?? {});
    } catch (error) {
      this.#fail(response, error);
    }
  }

  #match(method: string, path: string): { handler: Handler; params: Record<string, string> } {
    const segments = path.split('/');
    const fitting = this.#routes.filter((route) => fits(route.segments, segments));
    if (fitting.length === 0) throw HttpError.notFound('endpoint');
    const allowed = fitting.filter((route) => route.method === method);
    const [best] = allowed.sort((one, other) => names(one.segments).length - names(other.segments).length);
    if (best === undefined) throw new HttpError(405, 'method_not_allowed', `${method} is not possible here.`);
    return { handler: best.handler, params: values(best.segments, segments) };
  }

  #fail(response: ServerResponse, error: unknown): void {
    const known = error instanceof HttpError ? error : new HttpError(500, 'internal', 'The platform failed.');
    if (known.status === 500) this.#logger.log('error', `A request failed: ${String(error)}`);
    if (!response.headersSent)
      sendJson(response, known.status, { error: { code: known.code, message: known.message } });
  }
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
