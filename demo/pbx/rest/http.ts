import type { IncomingMessage, ServerResponse } from 'node:http';

/** An answer that is not a success; the router turns it into `{ error: { code, message } }`. */
export class HttpError extends Error {
  readonly status: number;
  /** Stable and meant for code, such as `not_found`. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static notFound(what: string): HttpError {
    return new HttpError(404, 'not_found', `There is no such ${what}.`);
  }

  static badRequest(message: string): HttpError {
    return new HttpError(400, 'invalid_request', message);
  }
}

/** What a route gets. */
export interface ApiRequest {
  /** Values of the path's `{names}`, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON body; an empty object when there is none. */
  readonly body: Readonly<Record<string, unknown>>;
}

const maxBodyBytes = 1_048_576;

/** Reads a JSON object. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new HttpError(413, 'too_large', 'The body is larger than 1 MiB.');
    chunks.push(chunk);
  }
  if (size === 0) return {};
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    throw HttpError.badRequest('The body is not JSON.');
  }
  throw HttpError.badRequest('The body must be a JSON object.');
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
}

/** A required text of a body. */
export function requiredText(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw HttpError.badRequest(`${name} must be a text.`);
  return value;
}
