import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { extensionTones } from '../../../../demo/pbx/media/tones.js';
import { PlatformClient } from '../support/platform-client.js';
import type { PhoneCall, TestPhone } from '../support/test-phone.js';

const tone = (extension: string): number => extensionTones[extension] ?? 0;
const [aliceTone, bobTone, carmenTone] = [tone('1001'), tone('1002'), tone('1003')];

describe('a supervisor on a call', () => {
  let client: PlatformClient;
  let carmen: TestPhone;
  let agent: PhoneCall;
  let other: PhoneCall;
  let callUuid: string;

  beforeEach(async () => {
    client = await PlatformClient.start();
    const [alice, bob] = [await client.phone('1001'), await client.phone('1002')];
    carmen = await client.phone('1003');
    agent = await alice.call('1002', aliceTone);
    other = await bob.answer(await bob.rings(), bobTone);
    await agent.ear.hears(bobTone);
    callUuid = (await client.call()).callUuid;
  });
  afterEach(() => client.close());

  /** Carmen's phone, ringing and answered; and the UUID that the platform gave for it. */
  const spyOn = async (
    mode: string | undefined,
    uuid = callUuid,
  ): Promise<{ spy: PhoneCall; spyUuid: string }> => {
    const { status, body } = await client.request('POST', `/api/calls/${uuid}/eavesdrop`, {
      extension: '1003',
      ...(mode === undefined ? {} : { mode }),
    });
    assert.deepEqual([status, body['mode']], [200, mode ?? 'listen']);
    const spy = await carmen.answer(await carmen.rings(), carmenTone);
    await spy.ear.hears(aliceTone);
    await spy.ear.hears(bobTone);
    return { spy, spyUuid: String(body['spyUuid']) };
  };
  /** Both talk on, and nobody's voice is lost. */
  const theTwoTalk = async (): Promise<void> => {
    await agent.ear.hears(bobTone);
    await other.ear.hears(aliceTone);
  };

  it('whispers to the agent, whom the other side hears alone', async () => {
    await spyOn('whisper');
    await agent.ear.hears(carmenTone);
    await theTwoTalk();
    await other.ear.hearsNo(carmenTone);
  });

  it('whispers to the side that the order names', async () => {
    const { legs } = await client.call();
    await spyOn('whisper', legs.find(({ number }) => number === '1002')?.uuid);
    await other.ear.hears(carmenTone);
    await theTwoTalk();
    await agent.ear.hearsNo(carmenTone);
  });

  it('barges in, so that everybody hears everybody', async () => {
    await spyOn('barge');
    await agent.ear.hears(carmenTone);
    await other.ear.hears(carmenTone);
    await theTwoTalk();
  });

  it('goes from one to the other by keys', async () => {
    const { spy } = await spyOn(undefined);
    await agent.ear.hearsNo(carmenTone);
    await other.ear.hearsNo(carmenTone);
    await spy.press('1');
    await agent.ear.hears(carmenTone);
    await other.ear.hearsNo(carmenTone);
    await spy.press('2');
    await other.ear.hears(carmenTone);
    await spy.press('0');
    await agent.ear.hearsNo(carmenTone);
    await other.ear.hearsNo(carmenTone);
    await spy.press('0');
    await other.ear.hears(carmenTone);
    await spy.press('3');
    await agent.ear.hearsNo(carmenTone);
    await other.ear.hearsNo(carmenTone);
    await theTwoTalk();
  });

  it('leaves by the UUID of the answer, and the two talk on', async () => {
    const { spy, spyUuid } = await spyOn('barge');
    assert.equal((await client.request('POST', `/api/calls/${spyUuid}/hangup`)).status, 200);
    await spy.ended();
    await agent.ear.hearsNo(carmenTone);
    await other.ear.hearsNo(carmenTone);
    await theTwoTalk();
  });

  it('is let go when the call ends, and stays out of its history and its parking', async () => {
    const { spy } = await spyOn('whisper');
    await spy.press('*70');
    await agent.ear.hears(carmenTone);
    assert.deepEqual((await client.request('GET', '/api/calls/parked')).body['calls'], []);
    await agent.hangup();
    await spy.ended();
    const { body } = await client.request('GET', '/api/calls?extension=1003&limit=1');
    const [record] = body['calls'] as { direction: string }[];
    assert.equal(record?.direction, 'internal');
  });

  it('needs a phone', async () => {
    const eavesdrop = (extension: string) =>
      client.request('POST', `/api/calls/${callUuid}/eavesdrop`, { extension });
    assert.equal((await eavesdrop('1004')).status, 409);
    assert.equal((await eavesdrop('4711')).status, 404);
  });
});
