import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request on its way through the demo server. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

/** Serves a request, or returns false when it is for somebody else. */
export type Route = (exchange: Exchange) => boolean | Promise<boolean>;

export function send({ request, response }: Exchange, status: number, type: string, body: string | Buffer): true {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? undefined : body);
  return true;
}

export function sendText(exchange: Exchange, status: number, text: string): true {
  return send(exchange, status, 'text/plain; charset=utf-8', `${text}\n`);
}

/** 303: the browser goes on with GET. */
export function redirect({ response }: Exchange, location: string, headers: Record<string, string> = {}): true {
  response.writeHead(303, { Location: location, 'Cache-Control': 'no-store', ...headers }).end();
  return true;
}

/** True when the request reads only; otherwise answers 405. */
export function isRead(exchange: Exchange): boolean {
  if (exchange.request.method === 'GET' || exchange.request.method === 'HEAD') return true;
  exchange.response.setHeader('Allow', 'GET, HEAD');
  sendText(exchange, 405, 'This address can only be read.');
  return false;
}
