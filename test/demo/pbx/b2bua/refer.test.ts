import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { extensionTones, musicTone } from '../../../../demo/pbx/media/tones.js';
import { PlatformClient } from '../support/platform-client.js';
import type { PhoneCall, TestPhone } from '../support/test-phone.js';
import { until } from '../support/until.js';

const tone = (extension: string): number => extensionTones[extension] ?? 0;
const harborDental = 698;

describe('a transfer by REFER', () => {
  let client: PlatformClient;
  let alice: TestPhone;
  let bob: TestPhone;
  let carmen: TestPhone;
  beforeEach(async () => {
    client = await PlatformClient.start({ timing: { ringMs: 1500 } });
    alice = await client.phone('1001');
    [bob, carmen] = [await client.phone('1002'), await client.phone('1003')];
  });
  afterEach(() => client.close());

  /** Alice, whose call it is, talks to Bob. */
  const talk = async (): Promise<{ alices: PhoneCall; bobs: PhoneCall }> => {
    const alices = await alice.call('1002', tone('1001'));
    const bobs = await bob.answer(await bob.rings(), tone('1002'));
    await bobs.ear.hears(tone('1001'));
    await alices.ear.hears(tone('1002'));
    return { alices, bobs };
  };
  const tellsLast = (progress: readonly string[], status: string): Promise<string> =>
    until(`${status} in ${progress.join(', ')}`, () =>
      progress.find((line) => line.startsWith(`SIP/2.0 ${status}`)),
    );
  const activeCalls = async (): Promise<Record<string, unknown>[]> =>
    (await client.request('GET', '/api/calls/active')).body['calls'] as Record<string, unknown>[];

  describe('without asking the target', () => {
    it('connects the other side with the target and lets the transferor go', async () => {
      const { alices, bobs } = await talk();
      const { status, progress } = await alices.refer('1003');
      assert.equal(status, 202);
      const invitation = await carmen.rings();
      assert.equal(invitation.remoteIdentity.uri.user, '1002');
      await tellsLast(progress, '180');
      const carmens = await carmen.answer(invitation, tone('1003'));
      await alices.ended();
      await bobs.ear.hears(tone('1003'));
      await carmens.ear.hears(tone('1002'));
      await bobs.ear.hearsNo(tone('1001'));
      assert.deepEqual(progress, ['SIP/2.0 100 Trying', 'SIP/2.0 180 Ringing', 'SIP/2.0 200 OK']);
      const [call] = await activeCalls();
      assert.deepEqual([call?.['transferredTo'], call?.['transferredBy']], ['1003', '1001']);
      await carmens.hangup();
      await bobs.ended();
      const { body } = await client.request('GET', `/api/calls/${String(call?.['callUuid'])}`);
      const record = body['call'] as Record<string, unknown>;
      assert.deepEqual([record['transferred_to'], record['transferred_by']], ['1003', '1001']);
    });

    it('goes from the called side, too', async () => {
      const { alices, bobs } = await talk();
      await bobs.refer('+15552010101');
      await bobs.ended();
      await alices.ear.hears(harborDental);
    });

    for (const [what, number, status] of [
      ['is busy', '+15552010104', '486'],
      ['declines', '+15552010105', '603'],
      ['is not in service', '+15552010110', '404'],
      ['may not be called from here', '+15552010111', '403'],
      ['has no phone', '1004', '480'],
    ] as const) {
      it(`fails with ${status} when the target ${what}, and the two talk on`, async () => {
        const { alices, bobs } = await talk();
        await alices.reinvite('sendonly');
        await bobs.ear.hears(musicTone);
        const { progress } = await alices.refer(number);
        await tellsLast(progress, status);
        await alices.reinvite('sendrecv');
        await bobs.ear.hears(tone('1001'));
        await alices.ear.hears(tone('1002'));
        const [call] = await activeCalls();
        assert.equal(call?.['transferredTo'], null);
      });
    }

    it('fails with 480 when nobody answers in time, and can be tried again', async () => {
      const { alices, bobs } = await talk();
      const { progress } = await alices.refer('1003');
      await carmen.rings();
      await tellsLast(progress, '480');
      await bobs.ear.hears(tone('1001'));
      const again = await alices.refer('+15552010101');
      await tellsLast(again.progress, '200');
      await bobs.ear.hears(harborDental);
    });

    it('goes on when the transferor hangs up before the answer', async () => {
      const { alices, bobs } = await talk();
      await alices.refer('1003');
      const invitation = await carmen.rings();
      await alices.hangup();
      const carmens = await carmen.answer(invitation, tone('1003'));
      await carmens.ear.hears(tone('1002'));
      await bobs.ear.hears(tone('1003'));
    });

    it('ends when the other side hangs up before the answer', async () => {
      const { alices, bobs } = await talk();
      const { progress } = await alices.refer('1003');
      await carmen.rings();
      await bobs.hangup();
      await alices.ended();
      await until('the CANCEL', () => carmen.cancels.length === 1);
      assert.ok(progress.every((line) => !line.includes('200')));
      assert.deepEqual(await activeCalls(), []);
    });

    it('is refused while another one is under way, and when there is nobody on the other side', async () => {
      const { alices } = await talk();
      await alices.refer('1003');
      await carmen.rings();
      assert.equal((await alices.refer('1004')).status, 491);
      const conference = await (await alice.call('*3', tone('1001'))).established();
      assert.equal((await conference.refer('1004')).status, 403);
    });

    it('parks as *70', async () => {
      const { alices, bobs } = await talk();
      await alices.refer('*70');
      await alices.ended();
      await bobs.ear.hears(musicTone);
      const { body } = await client.request('GET', '/api/calls/parked');
      const [parked] = body['calls'] as Record<string, unknown>[];
      assert.deepEqual([parked?.['callerIdNumber'], parked?.['parkedBy']], ['1002', '1001']);
    });
  });

  describe('after asking the target', () => {
    it('connects the two others, and both calls of the transferor end', async () => {
      const { alices, bobs } = await talk();
      await alices.reinvite('sendonly');
      const second = await alice.call('1003', tone('1001'));
      const carmens = await carmen.answer(await carmen.rings(), tone('1003'));
      await second.ear.hears(tone('1003'));
      const { status, progress } = await alices.refer(second);
      assert.equal(status, 202);
      await tellsLast(progress, '200');
      await Promise.all([alices.ended(), second.ended()]);
      await bobs.ear.hears(tone('1003'));
      await carmens.ear.hears(tone('1002'));
      await bobs.ear.hearsNo(tone('1001'));
      const calls = await activeCalls();
      assert.deepEqual(
        calls.map(({ transferredTo, transferredBy }) => [transferredTo, transferredBy]),
        [['1003', '1001']],
      );
    });

    it('takes the other side into the conference that the second call leads to', async () => {
      const { alices, bobs } = await talk();
      const [carmens, second] = [await carmen.call('*3', tone('1003')), await alice.call('*3', tone('1001'))];
      await second.ear.hears(tone('1003'));
      await carmens.ear.hears(tone('1001'));
      await alices.refer(second);
      await bobs.ear.hears(tone('1003'));
      await carmens.ear.hears(tone('1002'));
      await carmens.ear.hearsNo(tone('1001'));
    });

    it('fails with 481 when the second call is over, and the two talk on', async () => {
      const { alices, bobs } = await talk();
      const second = await (await alice.call('+15552010101')).established();
      const referTo = `<sip:x@localhost?Replaces=${encodeURIComponent('gone;to-tag=1;from-tag=2')}>`;
      const { progress } = await alices.referRaw(referTo);
      await tellsLast(progress, '481');
      await bobs.ear.hears(tone('1001'));
      await second.ear.hears(harborDental);
    });
  });

  it('is refused without a readable target', async () => {
    const { alices } = await talk();
    for (const referTo of ['<sip:localhost>', '<sip:1003@localhost?Replaces=nonsense>'])
      assert.equal((await alices.referRaw(referTo)).status, 400, referTo);
    assert.equal(carmen.incoming.length, 0);
  });
});
