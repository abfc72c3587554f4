import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { extensionTones, musicTone } from '../../../../demo/pbx/media/tones.js';
import { decodeWav } from '../../../../demo/pbx/media/wav.js';
import { Ear } from '../support/ear.js';
import { PlatformClient, type Answer } from '../support/platform-client.js';
import type { PhoneCall, TestPhone } from '../support/test-phone.js';
import { until } from '../support/until.js';

const tone = (extension: string): number => extensionTones[extension] ?? 0;
const [aliceTone, bobTone, carmenTone] = [tone('1001'), tone('1002'), tone('1003')];

interface Member {
  readonly memberId: string;
  readonly uuid: string;
  readonly callerIdNumber: string;
  readonly deaf: boolean;
}

describe('conferences', () => {
  let client: PlatformClient;
  let [alice, bob, carmen]: TestPhone[] = [];
  beforeEach(async () => {
    client = await PlatformClient.start();
    [alice, bob, carmen] = [await client.phone('1001'), await client.phone('1002'), await client.phone('1003')];
  });
  afterEach(() => client.close());

  const post = async (path: string, body?: object): Promise<Answer['body']> => {
    const answer = await client.request('POST', path, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
  };
  const dialIn = async (phone: TestPhone | undefined, hz: number): Promise<PhoneCall> => {
    assert.ok(phone);
    return (await phone.call('*3', hz)).established();
  };
  /** Alice and Bob talk to each other, and nobody else does on the platform. */
  const twoTalk = async (): Promise<{ uuid: string; aliceCall: PhoneCall; bobCall: PhoneCall }> => {
    assert.ok(alice && bob);
    const aliceCall = await alice.call('1002', aliceTone);
    const bobCall = await bob.answer(await bob.rings(), bobTone);
    await aliceCall.ear.hears(bobTone);
    return { uuid: (await client.call()).callUuid, aliceCall, bobCall };
  };
  const members = async (name: string): Promise<Member[]> => {
    const { body } = await client.request('GET', `/api/conferences/${name}`);
    return (body['conference'] as { members: Member[] }).members;
  };
  const memberOf = async (name: string, number: string): Promise<Member> =>
    until('the member', async () => (await members(name)).find(({ callerIdNumber }) => callerIdNumber === number));

  it('let a deaf member speak and hear nobody', async () => {
    const [aliceCall, bobCall] = [await dialIn(alice, aliceTone), await dialIn(bob, bobTone)];
    await bobCall.ear.hears(aliceTone);
    const { memberId } = await memberOf('main', '1002');
    await post(`/api/conferences/main/members/${memberId}/deaf`, { deaf: true });
    await bobCall.ear.hearsNo(aliceTone);
    await aliceCall.ear.hears(bobTone);
    assert.equal((await memberOf('main', '1002')).deaf, true);
    await post(`/api/conferences/main/members/${memberId}/deaf`, { deaf: false });
    await bobCall.ear.hears(aliceTone);
  });

  it('are recorded: everybody who may speak, in one file that is kept', async () => {
    const calls = [await dialIn(alice, aliceTone), await dialIn(bob, bobTone), await dialIn(carmen, carmenTone)];
    for (const hz of [aliceTone, bobTone]) await calls[2]?.ear.hears(hz);
    const { memberId } = await memberOf('main', '1003');
    await post(`/api/conferences/main/members/${memberId}/mute`, { mute: true });
    await calls[0]?.ear.hearsNo(carmenTone);
    assert.equal((await post('/api/conferences/main/record', { action: 'start' }))['recording'], true);
    const again = await client.request('POST', '/api/conferences/main/record', { action: 'start' });
    assert.equal(again.status, 409);
    const begun = calls[0]?.ear.total ?? 0;
    await until('half a second of talk', () => (calls[0]?.ear.total ?? 0) - begun > 4000);
    assert.equal((await post('/api/conferences/main/record', { action: 'stop' }))['recording'], false);
    const { body } = await client.request('GET', '/api/recordings');
    const [kept] = body['recordings'] as { destination: string; audio_url: string }[];
    assert.equal(kept?.destination, 'main');
    const answer = await fetch(`${client.platform.url}${kept.audio_url}?apiKey=${client.platform.apiKey}`);
    const samples = decodeWav(new Uint8Array(await answer.arrayBuffer()));
    assert.ok(samples !== null && samples.length > 3200);
    // A gap, as a busy machine makes it, is noise at every frequency: one stretch without is enough, since she would be in all.
    const stretches = Array.from({ length: Math.floor(samples.length / 1600) }, (_, index) => {
      const ear = new Ear();
      ear.hear(samples.slice(index * 1600, (index + 1) * 1600));
      return [aliceTone, bobTone, carmenTone].map((hz) => ear.level(hz)) as [number, number, number];
    });
    const isAsSaid = ([a, b, c]: [number, number, number]): boolean => a > -45 && b > -45 && c < -60;
    assert.ok(stretches.some(isAsSaid), JSON.stringify(stretches));
  });

  it('keep the recording when the last member leaves', async () => {
    const aliceCall = await dialIn(alice, aliceTone);
    await post('/api/conferences/main/record', { action: 'start' });
    await until('sound', () => aliceCall.ear.total > 1600);
    await aliceCall.hangup();
    const kept = await until('the recording', async () => {
      const { body } = await client.request('GET', '/api/recordings');
      return (body['recordings'] as { destination: string }[]).find(({ destination }) => destination === 'main');
    });
    assert.ok(kept);
    assert.equal((await client.request('GET', '/api/conferences/main')).status, 404);
  });

  it('take over both sides of a call, and a third one comes by dialling', async () => {
    const { uuid, aliceCall, bobCall } = await twoTalk();
    const answer = await post(`/api/calls/${uuid}/transfer-to-conference`, { name: 'main' });
    assert.equal(answer['conferenceName'], 'main');
    const third = await dialIn(carmen, carmenTone);
    for (const hz of [aliceTone, bobTone]) await third.ear.hears(hz);
    for (const hz of [aliceTone, carmenTone]) await bobCall.ear.hears(hz);
    for (const hz of [bobTone, carmenTone]) await aliceCall.ear.hears(hz);
    await aliceCall.hangup();
    await third.ear.hearsNo(aliceTone);
    await bobCall.ear.hears(carmenTone);
    const numbers = (await members('main')).map(({ callerIdNumber }) => callerIdNumber);
    assert.deepEqual(numbers, ['1002', '1003']);
  });

  it('get a name of their own when none is given', async () => {
    const { uuid, aliceCall } = await twoTalk();
    const name = String((await post(`/api/calls/${uuid}/transfer-to-conference`))['conferenceName']);
    assert.match(name, /^room-[0-9a-f]{8}$/);
    assert.equal((await members(name)).length, 2);
    await aliceCall.ear.hears(bobTone);
    const { body } = await client.request('GET', '/api/calls/active');
    const directions = (body['calls'] as { direction: string }[]).map(({ direction }) => direction);
    assert.deepEqual(directions, ['internal', 'internal']);
  });

  it('are joined by a call in progress, unless they are locked', async () => {
    const { uuid, bobCall } = await twoTalk();
    const third = await dialIn(carmen, carmenTone);
    await post('/api/conferences/main/lock', { lock: true });
    const refused = await client.request('POST', '/api/conferences/main/join', { callUuid: uuid });
    assert.equal(refused.status, 409);
    await bobCall.ear.hears(aliceTone);
    await post('/api/conferences/main/lock', { lock: false });
    await post('/api/conferences/main/join', { callUuid: uuid });
    for (const hz of [aliceTone, bobTone]) await third.ear.hears(hz);
    await bobCall.ear.hears(carmenTone);
  });

  it('hear no music while a member holds', async () => {
    const [aliceCall, bobCall] = [await dialIn(alice, aliceTone), await dialIn(bob, bobTone)];
    await bobCall.ear.hears(aliceTone);
    assert.equal(await aliceCall.reinvite('sendonly'), 200);
    await bobCall.ear.hearsNo(aliceTone);
    await bobCall.ear.hearsNo(musicTone);
    assert.equal(await aliceCall.reinvite('sendrecv'), 200);
    await bobCall.ear.hears(aliceTone);
  });

  it('are left for another one', async () => {
    const [aliceCall, bobCall] = [await dialIn(alice, aliceTone), await dialIn(bob, bobTone)];
    await bobCall.ear.hears(aliceTone);
    const { uuid } = await memberOf('main', '1001');
    await post('/api/conferences/sales/join', { callUuid: uuid });
    await bobCall.ear.hearsNo(aliceTone);
    await aliceCall.ear.hearsNo(bobTone);
    assert.deepEqual(
      [await members('main'), await members('sales')].map((list) => list.map((one) => one.callerIdNumber)),
      [['1002'], ['1001']],
    );
  });

  it('are no place to park or to transfer from', async () => {
    const aliceCall = await dialIn(alice, aliceTone);
    const bobCall = await dialIn(bob, bobTone);
    await bobCall.ear.hears(aliceTone);
    await aliceCall.press('*70');
    const { uuid } = await memberOf('main', '1001');
    assert.equal((await client.request('POST', `/api/calls/${uuid}/park`, {})).status, 409);
    const transfer = { targetExtension: '1003', type: 'blind' };
    assert.equal((await client.request('POST', `/api/calls/${uuid}/transfer`, transfer)).status, 409);
    await bobCall.ear.hears(aliceTone);
    await aliceCall.ear.hears(bobTone);
    assert.deepEqual((await client.request('GET', '/api/calls/parked')).body['calls'], []);
  });
});
