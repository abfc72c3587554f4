import { encodeWav } from '../../../demo/pbx/media/wav.js';
import { VoIPClient } from '../../../src/api/index.js';
import { PlatformClient } from '../../demo/pbx/support/platform-client.js';
import type { TestPhone } from '../../demo/pbx/support/test-phone.js';
import { until } from '../../demo/pbx/support/until.js';

/** Answers at once and says a tone. */
export const harborDental = '+15552010101';

/** A call with everything that it leaves behind. */
export interface LiveCall {
  readonly uuid: string;
  /** Channel UUID of Alice's leg. */
  readonly legUuid: string;
}

/** The dev platform with phones on it and the real client with an API key. */
export class World {
  readonly platform: PlatformClient;
  readonly client: VoIPClient;
  /** The same with a key that nobody knows. */
  readonly stranger: VoIPClient;
  readonly alice: TestPhone;
  readonly bob: TestPhone;

  private constructor(platform: PlatformClient, [alice, bob]: readonly [TestPhone, TestPhone]) {
    const { url: apiUrl, apiKey } = platform.platform;
    this.platform = platform;
    this.client = new VoIPClient({ apiUrl, apiKey, retries: 0 });
    this.stranger = new VoIPClient({ apiUrl, apiKey: 'csk_unknown', retries: 0 });
    this.alice = alice;
    this.bob = bob;
  }

  static async start(options: Parameters<typeof PlatformClient.start>[0] = {}): Promise<World> {
    const timing = { ringMs: 600, campaignSecondMs: 20 };
    const platform = await PlatformClient.start({ timing, ...options });
    return new World(platform, [await platform.phone('1001'), await platform.phone('1002')]);
  }

  async close(): Promise<void> {
    this.client.disconnectWebSocket();
    await this.platform.close();
  }

  /** Alice talks to Harbor Dental. */
  async liveCall(): Promise<LiveCall> {
    const { callUuid } = await this.client.originate({ fromExtension: '1001', toNumber: harborDental });
    await this.alice.answer(await this.alice.rings(), 440);
    const call = await until('the answer', async () => {
      const { calls } = await this.client.getActiveCalls();
      return calls.find((one) => one.callUuid === callUuid && one.status === 'answered');
    });
    return { uuid: callUuid, legUuid: call.callUuid };
  }

  /** Ends every call. */
  async quiet(): Promise<void> {
    await this.platform.request('POST', '/control/reset');
    await until('the end of all calls', async () => (await this.client.getActiveCalls()).calls.length === 0);
  }

  /** A call that has ended and was recorded; answers its UUID. */
  async recordedCall(): Promise<string> {
    const { uuid } = await this.liveCall();
    await until('a recorded second', async () => (await this.client.getActiveCalls()).calls[0]?.duration === 1);
    await this.client.hangup(uuid);
    await until('the recording', async () => {
      const { recordings } = await this.client.listRecordings();
      return recordings.some(({ id }) => id === uuid);
    });
    return uuid;
  }

  /** Somebody outside leaves a message for Dave, who has no phone; answers its id. */
  async message(): Promise<string> {
    const before = (await this.client.getVoicemailCount('1004')).total;
    const { body } = await this.platform.request('POST', '/control/call', { to: '1004', from: harborDental });
    const uuid = String(body['callUuid']);
    await until('a recorded second', async () => {
      const { calls } = await this.client.getActiveCalls();
      return (calls.find(({ callUuid }) => callUuid === uuid)?.duration ?? 0) >= 4;
    });
    await this.platform.request('POST', `/control/calls/${uuid}/far-hangup`);
    await until('the message', async () => (await this.client.getVoicemailCount('1004')).total > before);
    const { messages } = await this.client.listVoicemails({ extension: '1004' });
    return messages[0]?.id ?? '';
  }
}

/** A tenth of a second of silence. */
export const wav = new Blob([new Uint8Array(encodeWav([new Int16Array(800)]))], { type: 'audio/wav' });
