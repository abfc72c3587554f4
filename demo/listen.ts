import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const attempts = 50;

/** Listens on this machine only, on `port` or the next free one (0 = any), and returns the port. */
export async function listenNear(server: Server, port: number): Promise<number> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await listen(server, port === 0 ? 0 : port + attempt);
    } catch (error) {
      const isBusy = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isBusy || attempt === attempts) throw error;
    }
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
