import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Gateway } from './gateway.js';

/** Handler for `http.createServer` and for `app.use` of Express and its like. */
export type NodeHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

/**
 * Puts a gateway on Node's http server. `identify` receives the `IncomingMessage` as its second argument, with
 * whatever the framework hung on it (`request.session`). Requests outside the mount go to `next`, or get 404.
 */
export function nodeHandler(gateway: Gateway<[IncomingMessage]>): NodeHandler {
  return (request, response, next) => {
    const path = pathOf(request);
    if (next !== undefined && path !== gateway.mount && !path.startsWith(`${gateway.mount}/`)) return next();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    void serve(gateway, request, response, gone.signal).catch((error: unknown) => {
      if (next !== undefined && !response.headersSent) next(error);
      else response.destroy();
    });
  };
}

async function serve(
  gateway: Gateway<[IncomingMessage]>,
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const webRequest = toWebRequest(request, signal);
  if (webRequest === null) return void response.writeHead(400).end();
  const answer = await gateway.fetch(webRequest, request);
  if (signal.aborted) return;
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.end(new Uint8Array(await answer.arrayBuffer()));
}

/** Null when the request has no usable address: a broken Host header, or a method that a Request cannot have. */
function toWebRequest(request: IncomingMessage, signal: AbortSignal): Request | null {
  const scheme = (request.socket as TLSSocket).encrypted === true ? 'https' : 'http';
  const host = request.headers.host ?? request.headers[':authority'];
  try {
    const method = request.method ?? 'GET';
    const body = method === 'GET' || method === 'HEAD' ? null : bodyOf(request);
    // `duplex` is required for streamed bodies (Fetch standard) and unknown to the DOM types.
    const init: RequestInit & { duplex: 'half' } = {
      method,
      headers: headersOf(request),
      body,
      signal,
      duplex: 'half',
    };
    return new Request(new URL(pathOf(request), `${scheme}://${String(host)}`), init);
  } catch {
    return null;
  }
}

/** Express strips the mount point from `url` and keeps the whole in `originalUrl`. */
function pathOf(request: IncomingMessage & { originalUrl?: string }): string {
  const path = request.originalUrl ?? request.url ?? '/';
  // A path of two slashes would be read as another host.
  return path.startsWith('/') ? path.replace(/^\/+/, '/') : '/';
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name.startsWith(':')) continue;
    for (const item of Array.isArray(value) ? value : [value]) headers.append(name, item);
  }
  return headers;
}

/** A body parser that ran before has emptied the stream and left the value in `body`. */
function bodyOf(request: IncomingMessage & { body?: unknown }): string | ReadableStream<Uint8Array> {
  return request.readableEnded && request.body !== undefined ? JSON.stringify(request.body) : streamOf(request);
}

/** `Readable.toWeb` would destroy the socket when the reader stops early, and with it the answer "too large". */
function streamOf(request: IncomingMessage): ReadableStream<Uint8Array> {
  let stopped = false;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      request.on('data', (chunk: Buffer) => {
        if (stopped) return;
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) request.pause();
      });
      request.once('end', () => {
        if (!stopped) controller.close();
      });
      request.on('error', (error) => {
        if (!stopped) controller.error(error);
      });
    },
    pull: () => void request.resume(),
    cancel() {
      stopped = true;
      // The rest is read and dropped, so that the client gets to read its answer.
      request.resume();
    },
  });
}
