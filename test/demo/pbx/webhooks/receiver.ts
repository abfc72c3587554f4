import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  /** As it arrived. */
  readonly text: string;
  readonly json: Record<string, unknown>;
}

/** Somebody's CRM: remembers every request and answers as it is told. */
export class Receiver {
  readonly requests: ReceivedRequest[] = [];
  /** Statuses of the next answers; 200 when there are no more. */
  readonly statuses: number[] = [];
  answer: object = {};
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        this.requests.push({ headers: request.headers, text, json: JSON.parse(text) as Record<string, unknown> });
        response.writeHead(this.statuses.shift() ?? 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(this.answer));
      });
    });
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
