import { WebSocket } from 'ws';
import { startPlatform, type RunningPlatform } from '../../../../demo/pbx/serve.js';
import type { PlatformOptions } from '../../../../demo/pbx/platform.js';
import { TestPhone } from './test-phone.js';
import { until } from './until.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

export interface ReceivedEvent {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Record<string, unknown>;
}

/** A running platform with everything that a test opens on it. */
export class PlatformClient {
  readonly platform: RunningPlatform;
  readonly #phones: TestPhone[] = [];
  readonly #sockets: WebSocket[] = [];

  private constructor(platform: RunningPlatform) {
    this.platform = platform;
  }

  static async start(options: Partial<PlatformOptions> = {}): Promise<PlatformClient> {
    return new PlatformClient(await startPlatform(options));
  }

  async request(method: string, path: string, body?: unknown, key = this.platform.apiKey): Promise<Answer> {
    const answer = await fetch(`${this.platform.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as Record<string, unknown>,
    };
  }

  async phone(extension: string): Promise<TestPhone> {
    const phone = await TestPhone.online(this.platform, extension);
    this.#phones.push(phone);
    return phone;
  }

  /** A phone that is not registered yet. */
  unregisteredPhone(extension: string, password: string, expires?: number): TestPhone {
    const phone = new TestPhone(this.platform, extension, password, expires);
    this.#phones.push(phone);
    return phone;
  }

  async password(extension: string): Promise<string> {
    const { body } = await this.request('GET', `/api/extensions/by-number/${extension}/sip-credentials`);
    return (body['sipCredentials'] as { password: string }).password;
  }

  /** The event socket; the list grows with every event. */
  async events(key = this.platform.apiKey): Promise<{ socket: WebSocket; received: ReceivedEvent[] }> {
    const socket = new WebSocket(this.platform.eventsUrl);
    this.#sockets.push(socket);
    const received: ReceivedEvent[] = [];
    socket.on('message', (data) => received.push(JSON.parse(String(data)) as ReceivedEvent));
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    socket.send(JSON.stringify({ type: 'auth', token: key }));
    return { socket, received };
  }

  /** What the platform knows of the only call. */
  async call(): Promise<ControlledCall> {
    return until(
      'one call',
      async () => ((await this.request('GET', '/control/calls')).body['calls'] as ControlledCall[])[0],
    );
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    await Promise.all(this.#phones.map((phone) => phone.close()));
    await this.platform.close();
  }
}

export interface ControlledCall {
  readonly callUuid: string;
  readonly state: string;
  readonly legs: readonly {
    readonly uuid: string;
    readonly number: string;
    readonly digits: string;
    readonly holding: boolean;
  }[];
}
