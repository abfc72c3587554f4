import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** The marked secret that no answer and no log may ever contain. */
export const apiKey = 'csk_live_MARKED-api-key-7f3a';

/** What the marked platform writes into bodies that must not be passed on. */
export const upstreamSecret = 'MARKED-upstream-body-51c2';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The platform's wire, on a real socket: documented answers, replaceable per path. */
export interface FakePlatform {
  readonly apiUrl: string;
  /** Requests as they arrived: `GET /api/extensions`, with the headers of interest. */
  readonly requests: { readonly line: string; readonly authorization: string | undefined }[];
  readonly answers: Record<string, Handler>;
}

export const extensionsPath = '/api/extensions';
export const credentialsPath = '/api/extensions/by-number/1001/sip-credentials';
export const turnPath = '/api/turn-credentials';

/** Starts the fake platform and closes it with the test. */
export async function startFakePlatform(t: Pick<TestContext, 'after'>): Promise<FakePlatform> {
  const requests: FakePlatform['requests'] = [];
  const answers = documentedAnswers();
  const server = createServer((request, response) => {
    requests.push({ line: `${request.method} ${request.url}`, authorization: request.headers.authorization });
    const handler =
      answers[request.url ?? ''] ?? json({ error: { code: 'not-found', message: upstreamSecret } }, 404);
    handler(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, answers };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Handler {
  return (_request, response) =>
    void response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function documentedAnswers(): Record<string, Handler> {
  return {
    [extensionsPath]: json({
      extensions: [
        { id: 'ext-2', extension: '1002', displayName: 'Bob' },
        { id: 'ext-1', extension: '1001', displayName: 'Alice' },
      ],
    }),
    [credentialsPath]: json({
      sipCredentials: {
        extension: '1001',
        displayName: 'Alice',
        password: 'sip-secret',
        sipDomain: 'sip.example.com',
        wsUri: 'wss://sip.example.com/ws',
        registrar: 'sip:sip.example.com',
      },
    }),
    [turnPath]: json({
      iceServers: [{ urls: ['turn:turn.example.com:3478'], username: 'u', credential: 'c' }],
      expiresAt: '2030-01-01T00:00:00.000Z',
    }),
  };
}
