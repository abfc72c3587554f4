import { spawn, spawnSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { createSocket } from 'node:dgram';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a page needs to use it. */
export interface TurnCredentials {
  readonly urls: string;
  readonly username: string;
  readonly credential: string;
}

export interface TurnServer {
  /** Credentials that are good for so long; others each time. */
  credentials(seconds: number): TurnCredentials;
  close(): void;
}

/** A real TURN server on this machine with time-limited credentials; null where coturn is not installed. */
export async function startTurnServer(): Promise<TurnServer | null> {
  if (spawnSync('turnserver', ['--version']).error) return null;
  const port = await freePort();
  const secret = randomBytes(12).toString('hex');
  let issued = 0;
  const directory = await mkdtemp(join(tmpdir(), 'turn-'));
  const server = spawn(
    'turnserver',
    [
      '-n',
      '--no-cli',
      '--no-tls',
      '--no-dtls',
      '--allow-loopback-peers',
      '--use-auth-secret',
      `--static-auth-secret=${secret}`,
      '--realm=test',
      '--listening-ip=127.0.0.1',
      '--relay-ip=127.0.0.1',
      `--listening-port=${port}`,
      `--pidfile=${join(directory, 'pid')}`,
      `--userdb=${join(directory, 'db')}`,
      '--log-file=stdout',
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  await new Promise<void>((resolve, reject) => {
    server.stdout.on(
      'data',
      (text) => /listener opened on|Relay ports initialization done/i.test(String(text)) && resolve(),
    );
    server.on('exit', (code) => reject(new Error(`turnserver ended with ${code}`)));
    setTimeout(resolve, 5000).unref();
  });
  return {
    credentials(seconds) {
      const username = `${Math.floor(Date.now() / 1000) + seconds}:${(issued += 1)}`;
      const credential = createHmac('sha1', secret).update(username).digest('base64');
      return { urls: `turn:127.0.0.1:${port}?transport=udp`, username, credential };
    },
    close: () => void server.kill(),
  };
}

/** A port that is free for UDP now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.on('error', reject);
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}
