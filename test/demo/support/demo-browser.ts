import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** One browser: a cookie jar and the headers that its pages send. */
export class Browser {
  readonly #url: string;
  cookie = '';

  constructor(url: string) {
    this.#url = url;
  }

  async get(path: string): Promise<Response> {
    return fetch(this.#url + path, { headers: { Cookie: this.cookie }, redirect: 'manual' });
  }

  async signIn(person: string, page = '', origin = this.#url): Promise<Response> {
    const body = new URLSearchParams({ person, page });
    const answer = await fetch(`${this.#url}/sign-in`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { Cookie: this.cookie, Origin: origin },
    });
    this.cookie = answer.headers.get('Set-Cookie')?.split(';')[0] ?? this.cookie;
    return answer;
  }

  async token(person: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.#url}/voip/as/${person}/token`, {
      method: 'POST',
      body: '{}',
      headers: {
        Cookie: this.cookie,
        Origin: this.#url,
        'Content-Type': 'application/json',
        'X-Cemscale-Request': '1',
        ...headers,
      },
    });
  }
}

/** A GET with a path or headers that `fetch` would tidy up. */
export function rawGet(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const asked = httpRequest({ hostname, port, path, headers }, (answer: IncomingMessage) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => void (body += chunk));
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    asked.once('error', reject).end();
  });
}

/** Asks for a WebSocket and returns the head of the answer. */
export async function upgrade(url: string, path: string, origin: string): Promise<string> {
  const { socket, head } = await openSocket(url, path, origin);
  socket.destroy();
  return head;
}

/** The raw socket after the answer to the upgrade. It never answers a close frame. */
export function openSocket(url: string, path: string, origin: string): Promise<{ socket: Socket; head: string }> {
  const { port, host } = new URL(url);
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    `Origin: ${origin}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol: sip',
  ];
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.once('error', reject);
    socket.once('data', (head: Buffer) => resolve({ socket, head: head.toString() }));
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
}
