import { WebSocketServer, type WebSocket } from 'ws';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { PlatformEvent } from './platform-event.js';

export interface EventHubOptions {
  readonly isValidKey: (key: string) => boolean;
  /** What a client gets first. */
  readonly snapshot: () => PlatformEvent;
  readonly authenticateMs: number;
}

const maxMessageBytes = 16_384;

/**
 * The event socket. The first message authenticates (`{"type":"auth","token":"…"}`), never the address;
 * then the client gets `presence_snapshot` and everything that happens.
 */
export class EventHub {
  readonly #options: EventHubOptions;
  readonly #clients = new Set<WebSocket>();
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });

  constructor(options: EventHubOptions) {
    this.#options = options;
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#accept(ws));
  }

  publish(event: PlatformEvent): void {
    for (const client of this.#clients) send(client, event);
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#clients.clear();
    this.#server.close();
  }

  #accept(client: WebSocket): void {
    const refuse = setTimeout(() => client.close(4401, 'Not authenticated'), this.#options.authenticateMs).unref();
    client.on('error', () => undefined);
    client.on('close', () => {
      clearTimeout(refuse);
      this.#clients.delete(client);
    });
    client.once('message', (data) => {
      clearTimeout(refuse);
      if (!this.#options.isValidKey(tokenIn(String(data)))) return client.close(4401, 'Not authenticated');
      this.#clients.add(client);
      send(client, this.#options.snapshot());
    });
  }
}

function tokenIn(text: string): string {
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message !== 'object' || message === null) return '';
    const { type, token } = message as { type?: unknown; token?: unknown };
    return type === 'auth' && typeof token === 'string' ? token : '';
  } catch {
    return '';
  }
}

function send(client: WebSocket, event: PlatformEvent): void {
  if (client.readyState !== client.OPEN) return;
  client.send(JSON.stringify({ type: event.type, timestamp: new Date().toISOString(), data: event.data }));
}
