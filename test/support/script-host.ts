import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A web site of one page that serves the built files under `/softphone/` and grants nobody a token. */
export class ScriptHost {
  readonly #server: Server;
  readonly #html: string;
  readonly #headers: Readonly<Record<string, string>>;
  /** Scripts sent so far, in order. */
  readonly scripts: { path: string; body: string }[] = [];
  /** While false every chunk is answered with 503; the classic script itself still comes. */
  chunksAvailable = true;

  private constructor(html: string, headers: Readonly<Record<string, string>>) {
    this.#html = `<!doctype html><meta charset="utf-8">${html}`;
    this.#headers = headers;
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  static async start(html: string, headers: Readonly<Record<string, string>> = {}): Promise<ScriptHost> {
    const host = new ScriptHost(html, headers);
    await new Promise<void>((resolve) => host.#server.listen(0, 'localhost', resolve));
    return host;
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}/`;
  }

  close(): Promise<void> {
    // In this order: a connection that comes in between would be waited for without an end.
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    return closed;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html', ...this.#headers }).end(this.#html);
    } else if (/^\/softphone\/[\w./-]+\.js$/.test(path)) {
      this.#sendScript(path, response);
    } else {
      response.writeHead(path.endsWith('/token') ? 401 : 404, { 'Content-Type': 'application/json' }).end('{}');
    }
  }

  #sendScript(path: string, response: ServerResponse): void {
    if (path.includes('/chunks/') && !this.chunksAvailable) {
      response.writeHead(503).end();
      return;
    }
    const body = readFileSync(join('dist', path.replace('/softphone/', '')), 'utf8');
    this.scripts.push({ path, body });
    response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(body);
  }
}
