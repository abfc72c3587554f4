import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A TCP line to a port of this machine that a test can cut. */
export class CuttableProxy {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();

  private constructor(port: number, onRequest?: (chunk: Buffer) => void) {
    this.#server = createServer((near) => {
      const far = connect(port, '127.0.0.1');
      const pair = [near, far] as const;
      this.#pairs.add(pair);
      if (onRequest) near.on('data', onRequest);
      for (const [one, other] of [pair, [far, near] as const]) {
        one.on('error', () => undefined);
        one.once('close', () => {
          other.destroy();
          this.#pairs.delete(pair);
        });
        one.pipe(other);
      }
    });
  }

  /** `onRequest` sees what goes to the port. */
  static async to(port: number, onRequest?: (chunk: Buffer) => void): Promise<CuttableProxy> {
    const proxy = new CuttableProxy(port, onRequest);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Ends every connection without a goodbye. */
  cut(): void {
    for (const [near, far] of this.#pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
