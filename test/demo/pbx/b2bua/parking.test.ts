import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { extensionTones, musicTone } from '../../../../demo/pbx/media/tones.js';
import { PlatformClient } from '../support/platform-client.js';
import type { PhoneCall, TestPhone } from '../support/test-phone.js';
import { until } from '../support/until.js';

const tone = (extension: string): number => extensionTones[extension] ?? 0;
const [aliceTone, bobTone, carmenTone] = [tone('1001'), tone('1002'), tone('1003')];

interface Parked {
  readonly slot: string;
  readonly callerIdNumber: string;
  readonly parkedBy: string | null;
}

describe('a call that waits', () => {
  let client: PlatformClient;
  let carmen: TestPhone;
  let aliceCall: PhoneCall;
  let bobCall: PhoneCall;
  beforeEach(async () => {
    client = await PlatformClient.start();
    const [alice, bob] = [await client.phone('1001'), await client.phone('1002')];
    carmen = await client.phone('1003');
    aliceCall = await alice.call('1002', aliceTone);
    bobCall = await bob.answer(await bob.rings(), bobTone);
    await aliceCall.ear.hears(bobTone);
  });
  afterEach(() => client.close());

  const parked = async (): Promise<Parked[]> =>
    (await client.request('GET', '/api/calls/parked')).body['calls'] as Parked[];

  describe('in a parking slot', () => {
    it('hears music after *70, and *71 and its slot bring somebody to it', async () => {
      await aliceCall.press('*70');
      await aliceCall.ended();
      await bobCall.ear.hears(musicTone);
      const [{ slot, callerIdNumber, parkedBy } = { slot: '' } as Partial<Parked>] = await parked();
      assert.deepEqual([slot, callerIdNumber, parkedBy], ['01', '1002', '1001']);
      const call = await (await carmen.call(`*71${slot}`, carmenTone)).established();
      await call.ear.hears(bobTone);
      await bobCall.ear.hears(carmenTone);
      await bobCall.ear.hearsNo(musicTone);
      assert.deepEqual(await parked(), []);
      await call.hangup();
      await bobCall.ended();
    });

    it('is parked by the called side too', async () => {
      await bobCall.press('*70');
      await bobCall.ended();
      await aliceCall.ear.hears(musicTone);
      const [{ callerIdNumber, parkedBy } = {} as Partial<Parked>] = await parked();
      assert.deepEqual([callerIdNumber, parkedBy], ['1001', '1002']);
      const call = await (await carmen.call('*7101', carmenTone)).established();
      await call.ear.hears(aliceTone);
      await aliceCall.ear.hears(carmenTone);
    });

    it('leaves the slot when it hangs up', async () => {
      await aliceCall.press('*70');
      await bobCall.ear.hears(musicTone);
      await bobCall.hangup();
      await until('an empty slot', async () => (await parked()).length === 0);
      assert.equal((await (await carmen.call('*7101')).finalAnswer()).status, 404);
    });

    it('is not parked by other keys', async () => {
      await aliceCall.press('*7#70*69');
      await bobCall.ear.hears(aliceTone);
      await aliceCall.ear.hears(bobTone);
      assert.deepEqual(await parked(), []);
    });

    it('stays with both when all slots are taken', async () => {
      for (let slot = 1; slot <= 20; slot += 1) {
        const { body } = await client.request('POST', '/control/call', { to: '9196', from: '+15552010101' });
        await client.request('POST', `/api/calls/${String(body['callUuid'])}/park`, {});
      }
      assert.equal((await parked()).length, 20);
      await aliceCall.press('*70');
      await bobCall.ear.hears(aliceTone);
      await aliceCall.ear.hears(bobTone);
    });
  });

  it('on hold by the API: the phone is told, hears music, and is told when it is over', async () => {
    const { callUuid } = await client.call();
    const directions: (string | undefined)[] = [];
    let acks = 0;
    bobCall.session.delegate = {
      onInvite: (request) => directions.push(/^a=(sendonly|sendrecv|inactive)/m.exec(request.body)?.[1]),
      onAck: () => void (acks += 1),
    };
    const hold = async (held: boolean): Promise<boolean[]> => {
      const { status, body } = await client.request('POST', `/api/calls/${callUuid}/hold`, { hold: held });
      assert.deepEqual([status, body['held']], [200, held]);
      const list = (await client.request('GET', '/api/calls/active')).body['calls'];
      return (list as { legs: { holding: boolean }[] }[])[0]?.legs.map(({ holding }) => holding) ?? [];
    };
    assert.deepEqual(await hold(true), [true, false]);
    await bobCall.ear.hears(musicTone);
    await until('the hold on the wire', () => directions.length === 1 && acks === 1);
    assert.deepEqual(await hold(false), [false, false]);
    await until('its end on the wire', () => directions.length === 2 && acks === 2);
    assert.deepEqual(directions, ['sendonly', 'sendrecv']);
    await bobCall.ear.hears(aliceTone);
    await aliceCall.ear.hears(bobTone);
  });
});
