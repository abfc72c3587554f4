import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePcmu } from '../../demo/pbx/media/g711.js';
import { toneSamples } from '../../demo/pbx/media/players.js';
import { encodeWav } from '../../demo/pbx/media/wav.js';
import { until } from '../support/poll.js';
import { Baresip } from './baresip.js';
import { Program } from './process.js';

/** What each one says: tones that do not meet in a bin of the analysis. */
export const tones = { page: 523, carrier: 784, announcement: 1397, baresip: 988 } as const;

const here = new URL('.', import.meta.url).pathname;
const moduleFolders = [
  '/usr/lib/x86_64-linux-gnu/kamailio/modules/',
  '/usr/lib/aarch64-linux-gnu/kamailio/modules/',
];
const startMs = 60_000;

type Ports = Readonly<Record<'sip' | 'ws' | 'ng' | 'turn' | 'carrier' | 'caller' | 'desk' | 'control', number>>;

/** Kamailio, rtpengine, coturn, a carrier by sipp and a desk phone by baresip, all on this machine. */
export class Servers {
  /** Address that media goes over: browsers gather no candidates on the loopback. */
  readonly ip = ownAddress();
  readonly domain = 'interop.test';
  readonly password = randomBytes(9).toString('hex');
  readonly folder: string;
  readonly #secret = randomBytes(9).toString('hex');
  readonly #ports: Ports;
  readonly #programs: Program[] = [];
  #desk: Baresip | undefined;

  private constructor(folder: string, ports: Ports) {
    this.folder = folder;
    this.#ports = ports;
  }

  static async start(): Promise<Servers> {
    const [sip, ws, ng, turn, carrier, caller, desk, control] = await freePorts(8);
    const ports = { sip, ws, ng, turn, carrier, caller, desk, control } as Ports;
    const servers = new Servers(await mkdtemp(join(tmpdir(), 'interop-')), ports);
    try {
      await servers.#startAll();
    } catch (error) {
      console.error(servers.logs());
      await servers.stop();
      throw error;
    }
    return servers;
  }

  get wsUri(): string {
    return `ws://${this.ip}:${this.#ports.ws}`;
  }

  /** The desk phone, extension 2001. */
  get desk(): Baresip {
    if (this.#desk === undefined) throw new Error('baresip has not been started.');
    return this.#desk;
  }

  /** Time-limited credentials as coturn and most platforms know them (use-auth-secret). */
  turn(seconds: number): { urls: string; username: string; credential: string } {
    const username = `${Math.floor(Date.now() / 1000) + seconds}:interop`;
    const credential = createHmac('sha1', this.#secret).update(username).digest('base64');
    return { urls: `turn:${this.ip}:${this.#ports.turn}?transport=udp`, username, credential };
  }

  /** Has somebody call an extension through the carrier (`caller.xml`). Resolves to the one who calls. */
  async callFromCarrier(extension: string): Promise<Program> {
    const { ip } = this;
    const { caller, sip } = this.#ports;
    return this.#run('sipp', [
      ...['-sf', await this.#scenario('caller.xml'), '-i', ip, '-mi', ip, '-p', String(caller), '-nostdin'],
      ...['-rtp_echo', '-mp', '45000', '-m', '1', '-s', extension, `${ip}:${sip}`],
    ]);
  }

  /** What a program wrote. */
  logOf(name: string): string {
    return this.#programs.find((program) => program.name === name)?.log ?? '';
  }

  /** The end of what every program wrote. */
  logs(): string {
    return this.#programs.map(({ name, log }) => `--- ${name}\n${log.slice(-3000)}`).join('\n');
  }

  async stop(): Promise<void> {
    await this.#desk?.quit();
    await Promise.all(this.#programs.map((program) => program.stop()));
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The file of a tone that the page's microphone plays. */
  get pageVoice(): string {
    return join(this.folder, 'page.wav');
  }

  async #startAll(): Promise<void> {
    await this.#writeSounds();
    const { ip } = this;
    const { carrier, ng, turn } = this.#ports;
    const media = (from: number): string[] => [`--port-min=${from}`, `--port-max=${from + 400}`];
    this.#run('rtpengine', [
      ...[
        '--foreground',
        '--log-stderr',
        '--config-file=none',
        '--table=-1',
        `--interface=${ip}`,
        `--listen-ng=127.0.0.1:${ng}`,
      ],
      ...[`--pidfile=${this.folder}/rtpengine.pid`, ...media(41_000)],
    ]);
    this.#run('turnserver', [
      ...['-n', '--no-tls', '--no-dtls', '--no-cli', '--allow-loopback-peers', '--log-file=stdout', '--verbose'],
      ...[`--listening-ip=${ip}`, `--relay-ip=${ip}`, `--listening-port=${turn}`, '--realm=interop.test'],
      ...['--use-auth-secret', `--static-auth-secret=${this.#secret}`, `--pidfile=${this.folder}/turn.pid`],
      ...['--min-port=42000', '--max-port=42400', `--userdb=${this.folder}/turn.db`],
    ]);
    // Kamailio asks for it once, at its start.
    await until('rtpengine', () => answersPing(ng), startMs);
    this.#run('kamailio', ['-DD', '-E', '-m', '32', '-M', '4', '-f', await this.#kamailioConfig()]);
    this.#run('sipp', [
      ...['-sf', await this.#scenario('carrier.xml'), '-i', ip, '-mi', ip, '-p', String(carrier), '-nostdin'],
      '-aa',
    ]);
    await until(
      'kamailio',
      async () => (await fetch(this.wsUri.replace('ws:', 'http:')).catch(() => null))?.status === 404,
      startMs,
    );
    this.#desk = await Baresip.start(this.folder, {
      ...{ ip, domain: this.domain, password: this.password, extension: '2001' },
      ...{ sipPort: this.#ports.desk, controlPort: this.#ports.control, proxyPort: this.#ports.sip },
    });
    this.#programs.push(this.#desk.program);
    const dead = this.#programs.find(({ isRunning }) => !isRunning);
    if (dead) throw new Error(`${dead.name} ended.`);
  }

  #run(command: string, args: readonly string[]): Program {
    const program = new Program(command, command, args, this.folder);
    this.#programs.push(program);
    return program;
  }

  async #writeSounds(): Promise<void> {
    const minutes = (hz: number): Int16Array => toneSamples([hz], 120_000);
    const write = (name: string, data: Buffer): Promise<void> => writeFile(join(this.folder, name), data);
    await write('page.wav', encodeWav([minutes(tones.page)]));
    await write('baresip.wav', encodeWav([minutes(tones.baresip)]));
    await write('carrier.ul', encodePcmu(minutes(tones.carrier)));
    await write('announcement.ul', encodePcmu(minutes(tones.announcement)));
  }

  async #kamailioConfig(): Promise<string> {
    const { caller, carrier, ng, sip, ws } = this.#ports;
    const values: Readonly<Record<string, string | number>> = {
      ...{ IP: this.ip, DOMAIN: this.domain, PASSWORD: this.password },
      ...{ SIP_PORT: sip, WS_PORT: ws, NG_PORT: ng, CARRIER_PORT: carrier, CALLER_PORT: caller },
      MODULES: moduleFolders.find(existsSync) ?? '/usr/lib/kamailio/modules/',
      NAMES: 'Names in braces',
    };
    return this.#filled('kamailio.cfg', values);
  }

  #scenario(name: string): Promise<string> {
    const sound = (file: string): string => join(this.folder, file);
    return this.#filled(name, {
      DOMAIN: this.domain,
      ANNOUNCEMENT: sound('announcement.ul'),
      VOICE: sound('carrier.ul'),
    });
  }

  async #filled(name: string, values: Readonly<Record<string, string | number>>): Promise<string> {
    const text = await readFile(join(here, name), 'utf8');
    const path = join(this.folder, name);
    await writeFile(
      path,
      text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => String(values[key])),
    );
    return path;
  }
}

function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

/** Ports that neither TCP nor UDP uses, all different. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  await Promise.all(ports.map(isFree));
  return ports;
}

/** Whether rtpengine listens on its control port (bencode after a cookie). */
async function answersPing(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  const answer = new Promise<boolean>((resolve) => {
    socket.once('message', (message) => resolve(message.includes('pong')));
    socket.once('error', () => resolve(false));
    setTimeout(() => resolve(false), 500);
  });
  socket.send('ask d7:command4:pinge', port, '127.0.0.1');
  const isThere = await answer;
  socket.close();
  return isThere;
}

async function isFree(port: number): Promise<void> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, () => socket.close(() => resolve()));
  });
}
