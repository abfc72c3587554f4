import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

/** A SIP request as it arrived. */
export class SipRequest {
  readonly raw: string;
  readonly method: string;
  readonly uri: string;

  constructor(raw: string) {
    this.raw = raw;
    const [method = '', uri = ''] = raw.split(' ', 2);
    this.method = method;
    this.uri = uri;
  }

  header(name: string): string | undefined {
    return new RegExp(`^${name}\\s*:\\s*(.*)$`, 'im').exec(this.raw)?.[1]?.trim();
  }
}

/** What the server answers; `extra` are header lines. */
export interface Reply {
  readonly status: number;
  readonly phrase?: string;
  readonly extra?: readonly string[];
  readonly body?: string;
}

/** Answer to one request, or null for silence. `index` counts the requests of that method. */
export type Script = (request: SipRequest, index: number) => Reply | null;

export interface RegistrarOptions {
  readonly password?: string;
  readonly register?: Script | undefined;
  readonly options?: Script | undefined;
}

/** 200 that lists the contact of the REGISTER with this `expires`. */
export function accept(request: SipRequest, expires: string | number = 300): Reply {
  const contact = request.header('Contact')?.replace(/;expires=\d+/, '') ?? '';
  return { status: 200, phrase: 'OK', extra: [`Contact: ${contact};expires=${expires}`] };
}

export const challenge = (algorithm = 'MD5', realm = 'pbx.test'): string =>
  `WWW-Authenticate: Digest realm="${realm}", nonce="5f1c9a", algorithm=${algorithm}, qop="auth"`;

/** Scripted SIP registrar over WebSocket, on a port of its own. Without a script it checks the digest and accepts. */
export class SipRegistrar {
  readonly requests: SipRequest[] = [];
  /** Every text frame that arrived, CRLF keep-alive too. */
  readonly frames: string[] = [];
  readonly sockets: WebSocket[] = [];
  readonly #http: Server;
  readonly #server: WebSocketServer;
  readonly #counts = new Map<string, number>();
  #options: RegistrarOptions;

  private constructor(http: Server, options: RegistrarOptions) {
    this.#http = http;
    this.#options = options;
    this.#server = new WebSocketServer({
      server: http,
      handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false),
    });
    this.#server.on('connection', (socket) => {
      this.sockets.push(socket);
      socket.on('message', (data, binary) => this.#receive(socket, binary ? '' : data.toString()));
    });
  }

  static async start(options: RegistrarOptions = {}): Promise<SipRegistrar> {
    const http = createServer();
    const registrar = new SipRegistrar(http, options);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return registrar;
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#http.address() as AddressInfo).port}/sip`;
  }

  /** Changes the script in mid-flight. */
  script(options: RegistrarOptions): void {
    this.#options = { ...this.#options, ...options };
  }

  all(method: string): SipRequest[] {
    return this.requests.filter((request) => request.method === method);
  }

  /** Sends to the newest socket. */
  send(text: string | Buffer): void {
    this.sockets.at(-1)?.send(text);
  }

  /** A request of the server to the phone, with the headers every request has. */
  sendRequest(
    method: string,
    uri: string,
    lines: readonly string[] = [],
    body = '',
    from = '<sip:pbx@pbx.test>',
  ): void {
    const id = createHash('md5').update(`${method}${this.#counts.size}${Math.random()}`).digest('hex');
    this.send(
      [
        `${method} ${uri} SIP/2.0`,
        `Via: SIP/2.0/WS 127.0.0.1;branch=z9hG4bK${id}`,
        'Max-Forwards: 70',
        `From: ${from};tag=${id.slice(0, 8)}`,
        `To: <${uri}>`,
        `Call-ID: ${id}`,
        `CSeq: 1 ${method}`,
        ...lines,
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n'),
    );
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #receive(socket: WebSocket, text: string): void {
    this.frames.push(text);
    if (text.trim() === '') return;
    const request = new SipRequest(text);
    this.requests.push(request);
    if (request.method === 'SIP/2.0' || request.method === 'ACK') return;
    const index = this.#counts.get(request.method) ?? 0;
    this.#counts.set(request.method, index + 1);
    const reply = this.#answer(request, index);
    if (reply) socket.send(response(request, reply));
  }

  #answer(request: SipRequest, index: number): Reply | null {
    if (request.method === 'REGISTER') return (this.#options.register ?? this.#checkDigest)(request, index);
    if (request.method === 'OPTIONS')
      return (this.#options.options ?? (() => ({ status: 200, phrase: 'OK' })))(request, index);
    // The test answers calls itself, with `response`.
    return request.method === 'INVITE' ? null : { status: 200, phrase: 'OK' };
  }

  readonly #checkDigest: Script = (request) => {
    const header = request.header('Authorization');
    if (!header) return { status: 401, phrase: 'Unauthorized', extra: [challenge()] };
    return isProven(header, this.#options.password ?? 'secret', request.method)
      ? accept(request)
      : { status: 403, phrase: 'Forbidden' };
  };
}

/** Builds the response text to a request. */
export function response(
  request: SipRequest,
  { status, phrase = 'Whatever', extra = [], body = '' }: Reply,
): string {
  const echoed = ['Via', 'From', 'Call-ID', 'CSeq'].map((name) => `${name}: ${request.header(name)}`);
  return [
    `SIP/2.0 ${status} ${phrase}`,
    ...echoed,
    `To: ${request.header('To')};tag=srv`,
    ...extra,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

function isProven(header: string, password: string, method: string): boolean {
  const field = (name: string): string => new RegExp(`[ ,]${name}="?([^",]*)`).exec(header)?.[1] ?? '';
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
  const secret = md5(`${field('username')}:${field('realm')}:${password}`);
  const action = md5(`${method}:${field('uri')}`);
  const proof = [secret, field('nonce'), field('nc'), field('cnonce'), field('qop'), action].join(':');
  return md5(proof) === field('response');
}
