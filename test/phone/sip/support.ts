import type { SessionDescriptionHandler } from 'sip.js';
import { WebSocket as NodeWebSocket } from 'ws';
import { Connection } from '../../../src/phone/sip/connection.js';
import type { ConnectionOptions } from '../../../src/phone/sip/connection.js';
import type { ConnectionState } from '../../../src/phone/sip/connection-state.js';
import type { SipCredentials } from '../../../src/phone/sip/credentials.js';
import type { LogLevel, Logger } from '../../../src/shared/logger.js';
import { FakeClock } from '../../support/fake-clock.js';

/** Polls until `check` returns something; fails with `what` after five seconds. */
export async function until<T>(what: string, check: () => T | undefined | false | null): Promise<T> {
  const end = Date.now() + 5_000;
  for (;;) {
    const value = check();
    if (value) return value;
    if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Lets everything run that is on its way through promises and sockets on this machine. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function createNodeSocket(url: string, protocol: string): WebSocket {
  return new NodeWebSocket(url, protocol) as unknown as WebSocket;
}

export function credentialsFor(wsUri: string, changes: Partial<SipCredentials> = {}): SipCredentials {
  return {
    username: '1001',
    password: 'secret',
    domain: 'pbx.test',
    wsUri,
    registrar: 'sip:pbx.test',
    ...changes,
  };
}

/** Stands for the browser's side of the media: any description will do. */
export const media = (): SessionDescriptionHandler => ({
  close: () => undefined,
  getDescription: () => Promise.resolve({ body: 'v=0\r\n', contentType: 'application/sdp' }),
  hasDescription: () => true,
  rollbackDescription: () => Promise.resolve(),
  setDescription: () => Promise.resolve(),
  sendDtmf: () => true,
});

export class RecordingLogger implements Logger {
  readonly lines: { level: LogLevel; message: string }[] = [];

  log(level: LogLevel, message: string): void {
    this.lines.push({ level, message });
  }
}

export interface Bench {
  readonly connection: Connection;
  readonly clock: FakeClock;
  readonly logger: RecordingLogger;
  /** Every state that was reported, in order. */
  readonly states: ConnectionState[];
  /** Sockets the connection made, in order. */
  readonly sockets: WebSocket[];
}

/** A connection on a fake clock, with a random source of 0.5 unless told otherwise. */
export function createBench(wsUri: string, changes: Partial<ConnectionOptions> = {}): Bench {
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const sockets: WebSocket[] = [];
  const connection = new Connection({
    sip: credentialsFor(wsUri),
    displayName: 'Alice',
    sessionDescriptionHandlerFactory: () => {
      throw new Error('No media in this test.');
    },
    delegate: { onInvite: () => undefined },
    clock,
    logger,
    random: () => 0.5,
    createWebSocket: (url, protocol) => {
      const socket = createNodeSocket(url, protocol);
      sockets.push(socket);
      return socket;
    },
    ...changes,
  });
  const states: ConnectionState[] = [];
  connection.on('statechange', (state) => void states.push(state));
  return { connection, clock, logger, states, sockets };
}
