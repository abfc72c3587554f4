import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TestContext } from 'node:test';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

/** A request as it arrived on the platform's socket. */
export interface RecordedRequest {
  /** `GET /api/calls?page=1`, as sent. */
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** The platform's wire on a real socket: records everything, answers `{}` unless told otherwise. */
export interface RecordingPlatform {
  readonly apiUrl: string;
  readonly requests: RecordedRequest[];
  /** By `METHOD /path`, without query. */
  readonly answers: Record<string, Handler>;
  /** Event sockets that authenticated, in their order. */
  readonly sockets: { readonly socket: WebSocket; readonly path: string; readonly first: string }[];
  /** Takes connections of event sockets from now on, and never answers them. Gives how many came. */
  muteSockets(): () => number;
  close(): void;
}

/** Starts the recording platform and closes it with the test. */
export async function startRecordingPlatform(t: Pick<TestContext, 'after'>): Promise<RecordingPlatform> {
  const requests: RecordedRequest[] = [];
  const sockets: RecordingPlatform['sockets'] = [];
  const answers = directory();
  const server = createServer((request, response) => void record(request, response));
  const record = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url = '', headers } = request;
    let body = '';
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) body += chunk.toString('latin1');
    } catch {
      return;
    }
    requests.push({ line: `${method} ${url}`, headers, body });
    (answers[`${method} ${url.split('?')[0]}`] ?? answerJson({}))(request, response, body);
  };
  const socketServer = new WebSocketServer({ noServer: true });
  let muted: Duplex[] | null = null;
  const muteSockets = (): (() => number) => {
    const held = (muted = []);
    return () => held.length;
  };
  server.on('upgrade', (request, socket, head) => {
    if (muted !== null) return void muted.push(socket.on('error', () => {}));
    socketServer.handleUpgrade(request, socket as Socket, head, (one) => {
      one.once('message', (data) => sockets.push({ socket: one, path: request.url ?? '', first: String(data) }));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    for (const socket of muted ?? []) socket.destroy();
    for (const client of socketServer.clients) client.terminate();
    server.closeAllConnections();
    server.close();
  };
  t.after(close);
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { apiUrl, requests, answers, sockets, muteSockets, close };
}

/** Answers with JSON. */
export function answerJson(body: unknown, status = 200, headers: Record<string, string> = {}): Handler {
  const text = JSON.stringify(body);
  const all = {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(text)),
    ...headers,
  };
  return (_request, response) => void response.writeHead(status, all).end(text);
}

function directory(): Record<string, Handler> {
  const people = [1001, 1002, 1003, 1004].map((number) => ({ id: `ext-${number}`, extension: String(number) }));
  const credentials = (number: string): Handler =>
    answerJson({
      sipCredentials: {
        extension: number,
        password: 'MARKED-sip-password-99d1',
        sipDomain: 'sip.example.com',
        wsUri: 'wss://sip.example.com/ws',
        registrar: 'sip:sip.example.com',
      },
    });
  return {
    'GET /api/extensions': answerJson({ extensions: people }),
    ...Object.fromEntries(
      people.map(({ extension }) => [
        `GET /api/extensions/by-number/${extension}/sip-credentials`,
        credentials(extension),
      ]),
    ),
    'GET /api/turn-credentials': answerJson({ iceServers: [{ urls: 'stun:stun.example.com' }], ttl: 600 }),
  };
}
