import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Core } from 'sip.js';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Logger } from '../../../src/shared/logger.js';
import type { Extension } from '../company.js';
import { maxMessageBytes, SipConnection } from './connection.js';
import { DigestGuard } from './digest.js';
import type { Faults } from './faults.js';
import type { Registrar } from './registrar.js';

export interface SipServerOptions {
  readonly extension: (number: string) => Extension | undefined;
  readonly registrar: Registrar;
  readonly faults: Faults;
  /** Host of the platform's SIP URIs and realm, asked for each socket. */
  readonly domain: () => string;
  readonly logger: Logger;
  /** An authenticated INVITE outside a dialog. */
  readonly onInvite: (connection: SipConnection, request: Core.IncomingInviteRequest, from: Extension) => void;
  readonly onClose: (connection: SipConnection) => void;
}

interface Challenge {
  readonly status: 401 | 407;
  readonly credentials: 'authorization' | 'proxy-authorization';
  readonly header: 'WWW-Authenticate' | 'Proxy-Authenticate';
}

const registerChallenge: Challenge = { status: 401, credentials: 'authorization', header: 'WWW-Authenticate' };
const inviteChallenge: Challenge = {
  status: 407,
  credentials: 'proxy-authorization',
  header: 'Proxy-Authenticate',
};

/** SIP over WebSocket: accepts sockets, authenticates REGISTER and INVITE, keeps the registrar. */
export class SipServer {
  readonly #options: SipServerOptions;
  readonly #connections = new Set<SipConnection>();
  /** Lost sockets whose calls live on: a page may end or change them over its next socket. */
  readonly #lost = new Set<SipConnection>();
  readonly #guard = new DigestGuard();
  readonly #upgrader = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    handleProtocols: () => 'sip',
  });

  constructor(options: SipServerOptions) {
    this.#options = options;
  }

  get connections(): readonly SipConnection[] {
    return [...this.#connections];
  }

  /** Takes over the socket; one that does not speak `sip` is refused (RFC 7118 section 4). */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    if (this.#options.faults.refuseSockets) return void socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
    if (!protocols.includes('sip')) return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    this.#upgrader.handleUpgrade(request, socket, head, (ws) =>
      this.#accept(ws, request.socket.remoteAddress ?? ''),
    );
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
    this.#connections.clear();
    this.#upgrader.close();
  }

  #accept(socket: WebSocket, ip: string): void {
    const { domain, faults, logger } = this.#options;
    const connection = new SipConnection({
      socket,
      ip,
      domain: domain(),
      faults,
      logger,
      delegate: (own) => ({
        onRegister: (request) => this.#register(own, request),
        onInvite: (request) => this.#invite(own, request),
      }),
      onClose: (closed) => this.#closed(closed),
      ownerOf: (message) => this.#ownerOf(message),
    });
    this.#connections.add(connection);
  }

  #closed(connection: SipConnection): void {
    this.#connections.delete(connection);
    this.#lost.add(connection);
    this.#options.registrar.removeConnection(connection);
    this.#options.onClose(connection);
  }

  #ownerOf(message: Core.IncomingRequestMessage | Core.IncomingResponseMessage): SipConnection | undefined {
    for (const lost of this.#lost) if (lost.isDisposed) this.#lost.delete(lost);
    return [...this.#lost, ...this.#connections].find((connection) => connection.knows(message));
  }

  #register(connection: SipConnection, request: Core.IncomingRegisterRequest): void {
    const { faults, registrar } = this.#options;
    const extension = this.#authenticate(request, request.message.to.uri.user ?? '', registerChallenge);
    if (extension === undefined) return;
    if (faults.refuseRegister !== null) {
      const { status, retryAfter } = faults.refuseRegister;
      const extraHeaders = retryAfter === undefined ? [] : [`Retry-After: ${retryAfter}`];
      return void request.reject({ statusCode: status, reasonPhrase: 'Refused On Purpose', extraHeaders });
    }
    const contacts = registrar.register(extension.number, request.message, connection);
    request.accept({ statusCode: 200, extraHeaders: contacts.map((contact) => this.#falsified(contact)) });
  }

  #falsified(contact: string): string {
    const { registerExpires } = this.#options.faults;
    if (registerExpires === null) return contact;
    return contact.replace(/;expires=\d+/, registerExpires === '' ? '' : `;expires=${registerExpires}`);
  }

  #invite(connection: SipConnection, request: Core.IncomingInviteRequest): void {
    const extension = this.#authenticate(request, request.message.from.uri.user ?? '', inviteChallenge);
    if (extension !== undefined) this.#options.onInvite(connection, request, extension);
  }

  /** The extension that a request proves to come from; otherwise answers it: a challenge, or 403 for a wrong password. */
  #authenticate(
    request: Core.IncomingRegisterRequest | Core.IncomingInviteRequest,
    username: string,
    challenge: Challenge,
  ): Extension | undefined {
    const extension = this.#options.extension(username);
    const realm = this.#options.domain();
    const verdict = this.#guard.check(request.message.getHeader(challenge.credentials), {
      method: request.message.method,
      realm,
      username,
      // An unknown user is treated like a wrong password, so that extensions cannot be guessed.
      password: extension?.password ?? '',
    });
    if (verdict === 'right' && extension !== undefined) return extension;
    if (verdict === 'missing' || verdict === 'stale') {
      const header = `${challenge.header}: ${this.#guard.challenge(realm, verdict === 'stale')}`;
      request.reject({ statusCode: challenge.status, extraHeaders: [header] });
    } else {
      request.reject({ statusCode: 403 });
    }
    return undefined;
  }
}
