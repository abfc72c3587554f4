import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { decodeWav } from '../../demo/pbx/media/wav.js';
import { until } from '../support/poll.js';
import { Program } from './process.js';

export interface BaresipOptions {
  readonly ip: string;
  readonly domain: string;
  readonly password: string;
  readonly extension: string;
  readonly sipPort: number;
  readonly controlPort: number;
  /** Kamailio's port for plain SIP. */
  readonly proxyPort: number;
}

/** Bytes in front of the samples; the last four say how many bytes of samples there are. */
const wavHead = 44;

/** An event of baresip's control socket. */
export interface BaresipEvent {
  readonly type: string;
  readonly param?: string;
}

/** A desk phone without a desk: speaks a file, writes what it hears, is driven over its control socket. */
export class Baresip {
  readonly program: Program;
  readonly events: BaresipEvent[] = [];
  readonly #folder: string;
  readonly #socket: Socket;
  #received = '';

  private constructor(program: Program, folder: string, socket: Socket) {
    this.program = program;
    this.#folder = folder;
    this.#socket = socket;
    socket.on('data', (data) => this.#read(data.toString()));
    socket.on('error', () => undefined);
  }

  static async start(parent: string, options: BaresipOptions): Promise<Baresip> {
    const folder = join(parent, 'baresip');
    await mkdir(folder);
    await writeFile(join(folder, 'config'), config(parent, folder, options));
    await writeFile(join(folder, 'accounts'), account(options));
    await writeFile(join(folder, 'contacts'), '');
    const program = new Program('baresip', 'baresip', ['-f', folder, '-v'], folder);
    const socket = await until('baresip’s control socket', () => connected(options.controlPort), 60_000);
    const desk = new Baresip(program, folder, socket);
    await until('baresip to register', () => desk.saw('REGISTER_OK') || program.log.includes('200 OK'), 60_000);
    return desk;
  }

  /** Runs a command of its menu, such as `dial`. */
  command(command: string, params = ''): void {
    const text = JSON.stringify({ command, params, token: '' });
    this.#socket.write(`${text.length}:${text},`);
  }

  saw(type: string): boolean {
    return this.events.some((event) => event.type === type);
  }

  /** DTMF digits that came, in order. */
  get digits(): string {
    return this.events
      .filter(({ type }) => type === 'CALL_DTMF_START')
      .map(({ param }) => param ?? '')
      .join('');
  }

  /** The last samples that it heard in the newest call, 8 kHz. */
  async heard(): Promise<Int16Array> {
    const files = (await readdir(this.#folder)).filter((name) => name.endsWith('-dec.wav')).toSorted();
    const newest = files.at(-1);
    if (newest === undefined) return new Int16Array(0);
    const file = await readFile(join(this.#folder, newest));
    // It writes how much there is only at the end of the call.
    if (file.length > wavHead) file.writeUInt32LE(file.length - wavHead, wavHead - 4);
    return decodeWav(new Uint8Array(file)) ?? new Int16Array(0);
  }

  async quit(): Promise<void> {
    this.#socket.destroy();
    await this.program.stop();
  }

  // Netstrings: the length, a colon, JSON, a comma.
  #read(text: string): void {
    this.#received += text;
    for (;;) {
      const [, digits = ''] = /^(\d+):/.exec(this.#received) ?? [];
      const end = digits.length + 1 + Number(digits);
      if (digits === '' || this.#received.length <= end) return;
      const message = JSON.parse(this.#received.slice(digits.length + 1, end)) as Partial<BaresipEvent> & {
        event?: boolean;
      };
      this.#received = this.#received.slice(end + 1);
      if (message.event === true && message.type !== undefined) this.events.push(message as BaresipEvent);
    }
  }
}

async function connected(port: number): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

function account({ domain, extension, ip, password, proxyPort }: BaresipOptions): string {
  const proxy = `outbound="sip:${ip}:${proxyPort};transport=udp"`;
  return `<sip:${extension}@${domain};transport=udp>;auth_user=${extension};auth_pass=${password};${proxy};regint=300;answermode=manual\n`;
}

function config(parent: string, folder: string, { controlPort, ip, sipPort }: BaresipOptions): string {
  return [
    `sip_listen ${ip}:${sipPort}`,
    'audio_player aubridge,nil',
    `audio_source aufile,${join(parent, 'baresip.wav')}`,
    'audio_alert aubridge,nil',
    'ausrc_srate 8000',
    'auplay_srate 8000',
    'ausrc_channels 1',
    'auplay_channels 1',
    'rtp_ports 44000-44400',
    'module_path /usr/lib/baresip/modules',
    ...['g711.so', 'aufile.so', 'aubridge.so', 'sndfile.so'].map((name) => `module ${name}`),
    ...['account.so', 'menu.so', 'ctrl_tcp.so'].map((name) => `module_app ${name}`),
    `snd_path ${folder}`,
    `ctrl_tcp_listen 127.0.0.1:${controlPort}`,
    '',
  ].join('\n');
}
