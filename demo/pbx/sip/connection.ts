import { randomBytes } from 'node:crypto';
import { Core, Grammar, type URI } from 'sip.js';
import type { WebSocket } from 'ws';
import type { Logger } from '../../../src/shared/logger.js';
import { coreLoggers } from './core-loggers.js';
import type { Faults } from './faults.js';

/** Largest SIP message accepted, bytes. The parser's time grows faster than the message. */
export const maxMessageBytes = 65_536;
const maxHeaders = 256;
/** Of a message that is split on purpose. */
const fragmentBytes = 50;

export interface ConnectionOptions {
  readonly socket: WebSocket;
  /** Address of the browser, for the registration events. */
  readonly ip: string;
  /** Host part of the platform's own SIP URIs. */
  readonly domain: string;
  readonly faults: Faults;
  readonly logger: Logger;
  /** Requests outside a dialog. */
  readonly delegate: (connection: SipConnection) => Core.UserAgentCoreDelegate;
  readonly onClose: (connection: SipConnection) => void;
  /** The connection, open or lost, whose dialog or transaction a message belongs to. */
  readonly ownerOf: (message: Message) => SipConnection | undefined;
}

type Message = Core.IncomingRequestMessage | Core.IncomingResponseMessage;

/** One WebSocket of a page (RFC 7118) with the SIP transaction and dialog layers above it. */
export class SipConnection {
  readonly ip: string;
  readonly core: Core.UserAgentCore;
  readonly #socket: WebSocket;
  readonly #options: ConnectionOptions;
  readonly #log: Core.Logger;
  #frozen = false;
  #disposed = false;
  #answersThrough: SipConnection | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#socket = options.socket;
    this.ip = options.ip;
    const configuration = coreConfiguration(options, { protocol: 'WS', send: (message) => this.#send(message) });
    this.#log = configuration.loggerFactory.getLogger('pbx.connection');
    this.core = new Core.UserAgentCore(configuration, options.delegate(this));
    this.#socket.on('message', (data) => this.#receive(String(data)));
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => options.onClose(this));
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Its transactions and dialogs are over, too. */
  get isDisposed(): boolean {
    return this.#disposed;
  }

  /** Whether a message answers a request of this connection, belongs to a dialog of it or cancels an INVITE of it. */
  knows(message: Message): boolean {
    const { callId, toTag, fromTag, method, viaBranch } = message;
    if (message instanceof Core.IncomingResponseMessage) return this.core.userAgentClients.has(viaBranch + method);
    if (this.core.dialogs.has(`${callId}${toTag}${fromTag}`)) return true;
    const servers = method === 'CANCEL' ? [...this.core.userAgentServers.values()] : [];
    return servers.some((server) => server.message.viaBranch === viaBranch);
  }

  /** Ends the TCP connection without a closing handshake, as a lost network does. */
  drop(): void {
    this.#socket.terminate();
  }

  /** Half-open on purpose: the socket stays, nothing is read or written any more. */
  freeze(): void {
    this.#frozen = true;
    // Or a close frame of the page would be answered, and the loss would be known here.
    this.#socket.pause();
  }

  /** Ends the socket and every transaction and dialog on it. */
  close(): void {
    this.#disposed = true;
    this.core.dispose();
    this.#socket.terminate();
  }

  async #send(message: string): Promise<void> {
    const { delayMs, lose } = this.#options.faults;
    if (lose.some((method) => message.startsWith(`${method} `))) return;
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs).unref());
    // As on FreeSWITCH: what came over a newer socket of the page is answered there; requests of the dialog, a BYE among
    // them, still go to the socket that it was made on, dead or not.
    const through = (message.startsWith('SIP/2.0') ? this.#answersThrough : undefined) ?? this;
    if (through.#frozen) return;
    if (!through.isOpen) throw new Error('The socket is closed.');
    through.#write(message);
  }

  #write(message: string): void {
    const { duplicate, split } = this.#options.faults;
    const socket = this.#socket;
    for (let copies = duplicate ? 2 : 1; copies > 0; copies -= 1) {
      const bytes = Buffer.from(message);
      const size = split ? fragmentBytes : bytes.length;
      for (let at = 0; at < bytes.length; at += size)
        socket.send(bytes.subarray(at, at + size), { binary: false, fin: at + size >= bytes.length });
    }
  }

  #receive(data: string): void {
    if (this.#frozen) return;
    try {
      // RFC 5626 section 3.5.1, as RFC 7118 section 6 allows it on WebSockets.
      if (/^(\r\n)+$/.test(data)) this.#socket.send('\r\n');
      else this.#dispatch(data);
    } catch (error) {
      this.#options.logger.log(
        'warn',
        `A SIP message was dropped: ${error instanceof Error ? error.message : 'unreadable'}`,
      );
    }
  }

  #dispatch(data: string): void {
    const head = data.slice(0, data.indexOf('\r\n\r\n') + 2);
    if (head.split('\r\n').length > maxHeaders) throw new Error('more than 256 header lines');
    const message = Core.Parser.parseMessage(data, this.#log);
    if (message === undefined) return;
    const owner = this.knows(message) ? this : (this.#options.ownerOf(message) ?? this);
    if (message instanceof Core.IncomingRequestMessage) owner.#accept(message, this);
    else owner.core.receiveIncomingResponseFromTransport(message);
  }

  #accept(message: Core.IncomingRequestMessage, through: SipConnection): void {
    this.#answersThrough = through;
    // SIP.js is a phone: it answers 404 to every address that is not its own. A switch is responsible for all of them.
    if (message.ruri !== undefined) this.core.configuration.aor = message.ruri;
    this.core.receiveIncomingRequestFromTransport(message);
  }
}

function coreConfiguration(
  options: ConnectionOptions,
  transport: Core.Transport,
): Core.UserAgentCoreConfiguration {
  const contact = contactUri(options.domain);
  return {
    aor: contact,
    contact: { uri: contact, pubGruu: undefined, tempGruu: undefined, toString: () => `<${contact.toString()}>` },
    displayName: '',
    loggerFactory: coreLoggers(options.logger),
    hackViaTcp: false,
    routeSet: [],
    sipjsId: randomBytes(4).toString('hex'),
    supportedOptionTags: ['outbound', 'replaces'],
    supportedOptionTagsResponse: ['outbound', 'replaces'],
    userAgentHeaderFieldValue: 'Cemscale dev platform',
    viaForceRport: false,
    viaHost: options.domain,
    authenticationFactory: () => undefined,
    transportAccessor: () => transport,
  };
}

function contactUri(domain: string): URI {
  const uri = Grammar.URIParse(`sip:${randomBytes(6).toString('hex')}@${domain};transport=ws`);
  if (uri === undefined) throw new Error(`${domain} cannot be the host of a SIP URI.`);
  return uri;
}
