import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Platform, type PlatformOptions } from './platform.js';

/** A platform that listens. */
export interface RunningPlatform {
  /** Base address of the platform; REST is below `{url}/api`. */
  readonly url: string;
  readonly apiKey: string;
  /** WebSocket address of the SIP server. */
  readonly sipUrl: string;
  /** WebSocket address of the event socket. */
  readonly eventsUrl: string;
  close(): Promise<void>;
}

/** Starts a platform on a free port of this machine, with control open unless the options say otherwise. For tests. */
export async function startPlatform(options: Partial<PlatformOptions> = {}): Promise<RunningPlatform> {
  const apiKey = options.apiKey ?? `csk_dev_${randomBytes(16).toString('hex')}`;
  const server = createServer((request, response) => {
    if (!platform.handleRequest(request, response)) response.writeHead(404).end();
  });
  server.on('upgrade', (request, socket, head) => {
    if (!platform.handleUpgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const platform = new Platform({
    control: true,
    ...options,
    apiKey,
    publicUrl: options.publicUrl ?? (() => origin),
  });
  const url = `${origin}${options.basePath ?? '/platform'}`;
  return {
    url,
    apiKey,
    sipUrl: `${url.replace(/^http/, 'ws')}/sip`,
    eventsUrl: `${url.replace(/^http/, 'ws')}/ws`,
    async close() {
      await platform.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
