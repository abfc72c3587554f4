import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Extension, PresenceStatus } from '../../../src/api/index.js';
import type { TokenProvider } from '../../../src/api/authorization.js';
import type { TokenGrant } from '../../../src/api/token.js';
import { json } from '../../api/support/recording-server.js';

/** The part of a gateway that presence needs, on real sockets: people, statuses, tickets, events. */
export class PresenceServer {
  readonly presence = new Map<string, PresenceStatus>();
  people: Extension[] = [];
  /** Event sockets are closed at once instead of being served. */
  refusesSockets = false;
  /** Status that REST answers with, by path; absent when it works. */
  readonly failures = new Map<string, number>();
  /** Requests in order, such as `GET /api/presence`. */
  readonly requests: string[] = [];
  /** Called when a question about statuses has been read and before it is answered. */
  beforeAnswer: () => Promise<void> | void = () => {};
  opened = 0;
  readonly #served = new Set<WebSocket>();
  readonly #http = createServer(async (request, response) => {
    const path = request.url ?? '/';
    this.requests.push(`${request.method} ${path}`);
    const failure = this.failures.get(path);
    if (failure !== undefined) return json(response, failure, {});
    if (path === '/tickets') return json(response, 200, { ticket: 't' });
    if (path === '/api/calls/active') return json(response, 200, { calls: [] });
    if (path === '/api/extensions') return json(response, 200, { extensions: this.people });
    if (path === '/api/presence') {
      const presence = Object.fromEntries(this.presence);
      await this.beforeAnswer();
      return json(response, 200, { presence });
    }
    const [, id] = /^\/api\/presence\/(\w+)$/.exec(path) ?? [];
    json(response, id === undefined ? 404 : 200, { success: true });
  });
  readonly #sockets = new WebSocketServer({ server: this.#http, path: '/ws' });

  async open(): Promise<this> {
    this.#sockets.on('connection', (socket) => this.#accept(socket));
    this.#http.listen(0, '127.0.0.1');
    await once(this.#http, 'listening');
    return this;
  }

  /** Tokens for this server, without a token endpoint of their own. */
  tokens(permissions: readonly string[] = []): TokenProvider & { readonly current: TokenGrant } {
    const { port } = this.#http.address() as AddressInfo;
    const grant: TokenGrant = {
      ...{ token: 'a', expiresAt: '2099-01-01T00:00:00Z', iceServers: [], iceExpiresAt: '', permissions },
      ...{ apiUrl: `http://127.0.0.1:${port}`, eventsUrl: `ws://127.0.0.1:${port}/ws` },
      extension: { id: 'id1001', number: '1001', displayName: 'Alice' },
      sip: { username: '1001', password: 'p', domain: 'd', wsUri: 'wss://d', registrar: 'sip:d' },
    };
    return { current: grant, refresh: async () => grant };
  }

  /** Sockets that are served now. */
  get connected(): number {
    return this.#served.size;
  }

  /** The status changes, and who is connected is told. */
  set(extension: string, status: PresenceStatus): void {
    this.presence.set(extension, status);
    const data = { extension, status, callUuid: null };
    const event = JSON.stringify({ type: 'presence_change', timestamp: new Date().toISOString(), data });
    for (const socket of this.#served) socket.send(event);
  }

  /** Cuts every event socket without a close handshake. */
  cut(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#served.clear();
  }

  async close(): Promise<void> {
    this.cut();
    this.#sockets.close();
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }

  #accept(socket: WebSocket): void {
    this.opened += 1;
    socket.on('close', () => this.#served.delete(socket));
    if (this.refusesSockets) return socket.close(1013);
    socket.once('message', () => {
      const data = { presence: Object.fromEntries(this.presence) };
      socket.send(JSON.stringify({ type: 'presence_snapshot', timestamp: new Date().toISOString(), data }));
      this.#served.add(socket);
    });
  }
}

/** A person of the directory. */
export function person(number: string, displayName: string, department: string | null = null): Extension {
  return {
    ...{ id: `id${number}`, extension: number, displayName, department, email: null, registered: true },
    ...{ voicemailEnabled: true, crmUserId: null, crmMetadata: null },
  };
}
