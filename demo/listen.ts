import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const attempts = 50;

/** Listens on `port` or the next free one (0 = any) and returns the port. */
export async function listenNear(server: Server, host: string, port: number): Promise<number> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await listen(server, host, port === 0 ? 0 : port + attempt);
    } catch (error) {
      const isBusy = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isBusy || attempt === attempts) throw error;
    }
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
