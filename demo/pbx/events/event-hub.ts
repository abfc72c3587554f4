import { WebSocketServer, type WebSocket } from 'ws';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { PlatformEvent } from './platform-event.js';

/** Whose key opened an event socket. */
export interface EventClient {
  /** Id of the key's record. */
  readonly id: string;
  readonly tenantId: string;
}

export interface EventHubOptions {
  /** Null when nobody may use the key. */
  readonly identify: (key: string) => EventClient | null;
  /** What a client of this company gets first. */
  readonly snapshot: (tenantId: string) => PlatformEvent;
  readonly authenticateMs: number;
  /** Milliseconds after which an event is told, or that it never is; at once when absent. */
  readonly fate?: () => number | 'lost';
}

const maxMessageBytes = 16_384;

/**
 * The event socket. The first message authenticates (`{"type":"auth","token":"…"}`), never the address;
 * then the client gets `presence_snapshot` and everything that happens in its company. `ping` is answered with `pong`.
 */
export class EventHub {
  readonly #options: EventHubOptions;
  readonly #clients = new Map<WebSocket, EventClient>();
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });

  constructor(options: EventHubOptions) {
    this.#options = options;
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#accept(ws));
  }

  /** Tells the clients of one company. */
  publish(event: PlatformEvent, tenantId: string): void {
    const fate = this.#options.fate?.() ?? 0;
    if (fate === 0) this.#tell(event, tenantId);
    else if (fate !== 'lost') setTimeout(() => this.#tell(event, tenantId), fate).unref();
  }

  #tell(event: PlatformEvent, tenantId: string): void {
    for (const [socket, client] of this.#clients) if (client.tenantId === tenantId) send(socket, event);
  }

  /** Ends the sockets that a key has opened: it is no longer valid. */
  closeKey(id: string): void {
    for (const [socket, client] of this.#clients) {
      if (client.id !== id) continue;
      this.#clients.delete(socket);
      socket.close(4401, 'The key is no longer valid');
    }
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#clients.clear();
    this.#server.close();
  }

  #accept(socket: WebSocket): void {
    const late = setTimeout(() => refuse(socket), this.#options.authenticateMs).unref();
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(late);
      this.#clients.delete(socket);
    });
    socket.on('message', (data) => {
      clearTimeout(late);
      this.#obey(socket, readMessage(String(data)));
    });
  }

  #obey(socket: WebSocket, { type, token }: ClientMessage): void {
    const known = this.#clients.get(socket);
    if (type !== 'auth' && known === undefined) return refuse(socket);
    if (type === 'ping') return socket.send('{"type":"pong"}');
    if (type !== 'auth') return;
    const client = this.#options.identify(typeof token === 'string' ? token : '');
    if (client === null) return refuse(socket);
    this.#clients.set(socket, client);
    if (known?.tenantId !== client.tenantId) send(socket, this.#options.snapshot(client.tenantId));
  }
}

interface ClientMessage {
  readonly type?: unknown;
  readonly token?: unknown;
}

function readMessage(text: string): ClientMessage {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? message : {};
  } catch {
    return {};
  }
}

function refuse(socket: WebSocket): void {
  socket.close(4401, 'Not authenticated');
}

function send(client: WebSocket, event: PlatformEvent): void {
  if (client.readyState !== client.OPEN) return;
  client.send(JSON.stringify({ type: event.type, timestamp: new Date().toISOString(), data: event.data }));
}
