import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';

/** Null when the request has no usable address: a broken Host header, or a method that a Request cannot have. */
export function toWebRequest(request: IncomingMessage, signal: AbortSignal): Request | null {
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
export function pathOf(request: IncomingMessage & { originalUrl?: string }): string {
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
