import assert from 'node:assert/strict';
import { extensionTones, musicTone } from '../../../../demo/pbx/media/tones.js';
import type { AddParticipantResult, ThreeWayResult } from '../../../../src/api/types/conferences.js';
import { PlatformClient } from '../support/platform-client.js';
import type { PhoneCall, TestPhone } from '../support/test-phone.js';
import { until } from '../support/until.js';

const toneOf = (extension: string): number => extensionTones[extension] ?? 0;
/** What each person says, and what is played to whoever waits. */
export const tones = { alice: toneOf('1001'), bob: toneOf('1002'), carmen: toneOf('1003'), music: musicTone };

export type Heard = keyof typeof tones;

/** Resolves when a call hears exactly these and nothing else that anybody says or that is played. */
export async function hearsOnly(call: PhoneCall, ...heard: Heard[]): Promise<void> {
  const names = Object.keys(tones) as Heard[];
  await until(`hearing ${heard.join(' and ') || 'nothing'} only`, () =>
    names.every((name) => {
      const level = call.ear.level(tones[name]);
      return heard.includes(name) ? level > -45 : level < -60;
    }),
  );
}

/** Alice, who is the agent, Bob, who talks with her, and Carmen, who is added. */
export class ThreeWayCast {
  readonly client: PlatformClient;
  readonly phones: { readonly alice: TestPhone; readonly bob: TestPhone; readonly carmen: TestPhone };

  private constructor(client: PlatformClient, phones: ThreeWayCast['phones']) {
    this.client = client;
    this.phones = phones;
  }

  /** `ringMs`: how long Carmen's phone rings. */
  static async start(ringMs = 30_000): Promise<ThreeWayCast> {
    const client = await PlatformClient.start({ timing: { ringMs } });
    const [alice, bob, carmen] = [
      await client.phone('1001'),
      await client.phone('1002'),
      await client.phone('1003'),
    ];
    return new ThreeWayCast(client, { alice, bob, carmen });
  }

  /** Alice calls Bob. */
  async talk(): Promise<{ uuid: string; alice: PhoneCall; bob: PhoneCall }> {
    const alice = await this.phones.alice.call('1002', tones.alice);
    const bob = await this.phones.bob.answer(await this.phones.bob.rings(), tones.bob);
    await hearsOnly(alice, 'bob');
    return { uuid: alice.final?.header('X-FS-UUID') ?? '', alice, bob };
  }

  async add(uuid: string, to: object = { toExtension: '1003' }): Promise<AddParticipantResult> {
    return (await this.#post(`/api/calls/${uuid}/participants`, to)) as unknown as AddParticipantResult;
  }

  /** Carmen takes the call that rings. */
  async carmenAnswers(): Promise<PhoneCall> {
    return this.phones.carmen.answer(await this.phones.carmen.rings(), tones.carmen);
  }

  /** Alice talks to Carmen, who was added, and Bob waits. */
  async holding() {
    const { uuid, alice, bob } = await this.talk();
    const added = await this.add(uuid);
    const carmen = await this.carmenAnswers();
    await hearsOnly(alice, 'carmen');
    return { uuid, alice, bob, carmen, added };
  }

  /** `swap`, `merge`, `cancel` or a kick in a conference. */
  async order(
    { conferenceName }: Pick<AddParticipantResult, 'conferenceName'>,
    what: string,
    body: object = {},
  ): Promise<ThreeWayResult> {
    const path = `/api/conferences/${conferenceName}/${what}`;
    return (await this.#post(path, body)) as unknown as ThreeWayResult;
  }

  /** Status of an order that is refused. */
  async refusal(path: string, body: object = {}): Promise<number> {
    return (await this.client.request('POST', path, body)).status;
  }

  async #post(path: string, body: object): Promise<Record<string, unknown>> {
    const answer = await this.client.request('POST', path, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
  }
}
