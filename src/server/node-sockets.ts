import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { RefusedRequest } from './answers.js';
import { matchEndpoint } from './endpoint-match.js';
import type { Gateway } from './gateway.js';
import { servicesOf } from './gateway-services.js';
import { pathOf, toWebRequest } from './node-request.js';
import { guardOrigin } from './request-guards.js';
import { SocketRelay } from './socket-relay.js';

/** Takes over an upgrade below the mount; false when it is somebody else's, and the socket untouched. */
export interface SocketHandler {
  (request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Sockets open now. */
  readonly size: number;
  /** Closes all with 1001, so that pages come back to another gateway. */
  close(): void;
}

/** Audio of a playground frame and re-authentication are small; everything else comes from the platform. */
const maxMessageBytes = 65_536;
/** Settings of the socket handler. */
export interface SocketHandlerOptions {
  /** Milliseconds between two looks at whether both ends are there and the token still counts. Default 30000. */
  readonly checkEveryMs?: number;
}

/**
 * The event socket (`{mount}/ws`) and the AI playground on Node: `server.on('upgrade', handler)`. The first message
 * carries a one-time ticket of `POST {mount}/tickets`; the platform's socket is opened with the API key.
 */
export function socketHandler(
  gateway: Gateway<[IncomingMessage]>,
  { checkEveryMs = 30_000 }: SocketHandlerOptions = {},
): SocketHandler {
  const services = servicesOf(gateway);
  const server = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false });
  const relays = new Set<SocketRelay>();
  let checks: NodeJS.Timeout | undefined;
  const handle = (request: IncomingMessage, socket: Duplex, head: Buffer): boolean => {
    const [path = ''] = pathOf(request).split('?');
    if (!path.startsWith(`${gateway.mount}/`)) return false;
    const match = matchEndpoint('WS', path.slice(gateway.mount.length));
    // A client that leaves during the handshake must not end the process.
    socket.on('error', () => {});
    const status = match === null ? 404 : isFull() ? 503 : refusalStatus(request);
    if (match === null || status !== null) {
      socket.end(`HTTP/1.1 ${status ?? 404} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return true;
    }
    server.handleUpgrade(request, socket, head, (page) => {
      const relay = new SocketRelay(page, { services, path: match.path, onEnd: () => void relays.delete(relay) });
      relays.add(relay);
      checks ??= setInterval(() => relays.forEach((one) => void one.check()), checkEveryMs).unref();
    });
    return true;
  };
  const isFull = (): boolean => {
    const { newSocketsAtOnce } = services.limits;
    return relays.size >= newSocketsAtOnce && [...relays].filter(({ isNew }) => isNew).length >= newSocketsAtOnce;
  };
  const refusalStatus = (request: IncomingMessage): number | null => {
    const asked = toWebRequest(request, new AbortController().signal);
    if (asked === null) return 400;
    try {
      guardOrigin(asked, services.policyFor(new URL(asked.url)));
      return null;
    } catch (error) {
      return error instanceof RefusedRequest ? error.refusal.status : 400;
    }
  };
  const close = (): void => {
    clearInterval(checks);
    for (const relay of relays) relay.close(1001, 'going-away');
    server.close();
  };
  return Object.defineProperty(Object.assign(handle, { close, size: 0 }), 'size', { get: () => relays.size });
}
