import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { Gateway } from './gateway.js';
import { pathOf, toWebRequest } from './node-request.js';

export { socketHandler } from './node-sockets.js';
export type { SocketHandler, SocketHandlerOptions } from './node-sockets.js';

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
  if (signal.aborted) return void answer.body?.cancel();
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  if (answer.body === null) response.end();
  // A browser that leaves in the middle of a download is no failure.
  else
    await pipeline(Readable.fromWeb(answer.body as NodeReadableStream), response).catch(() => response.destroy());
}
