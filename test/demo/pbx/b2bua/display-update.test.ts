import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { extensionTones } from '../../../../demo/pbx/media/tones.js';
import { PlatformClient } from '../support/platform-client.js';
import type { PhoneCall, TestPhone } from '../support/test-phone.js';
import { until } from '../support/until.js';

const supports = 'X-FS-Support: update_display,send_info';
const tone = (extension: string): number => extensionTones[extension] ?? 0;

describe('what a page is told of whom it talks to', () => {
  let client: PlatformClient;
  let alice: TestPhone;
  let bob: TestPhone;
  beforeEach(async () => {
    client = await PlatformClient.start();
    [alice, bob] = [await client.phone('1001'), await client.phone('1002')];
  });
  afterEach(() => client.close());

  /** Every INFO that comes, as what it says. */
  const displays = (call: PhoneCall): (readonly (string | undefined)[])[] => {
    const told: (readonly (string | undefined)[])[] = [];
    call.session.delegate = {
      ...call.session.delegate,
      onInfo: (info) => {
        const { request } = info;
        told.push(
          ['content-type', 'x-fs-display-name', 'x-fs-display-number'].map((name) => request.getHeader(name)),
        );
        void info.accept();
      },
    };
    return told;
  };

  it('is the other one after a transfer, for both', async () => {
    const call = await alice.call('1002', tone('1001'), [supports]);
    const bobs = await bob.answer(await bob.rings());
    await call.established();
    const told = displays(call);
    await bobs.refer('+15552010101');
    await bobs.ended();
    await until('an INFO', () => told.length > 0);
    assert.deepEqual(told, [['message/update_display', 'Harbor Dental', '+15552010101']]);
  });

  it('is the target that asked back, in an attended transfer', async () => {
    const carmen = await client.phone('1003');
    const call = await alice.call('1002', tone('1001'));
    const bobs = await bob.answer(await bob.rings(), tone('1002'), [supports]);
    await call.established();
    const second = await alice.call('1003', tone('1001'));
    const carmens = await carmen.answer(await carmen.rings(), tone('1003'), [supports]);
    await second.established();
    const [bobTold, carmenTold] = [displays(bobs), displays(carmens)];
    await call.refer(second);
    await until('both INFOs', () => bobTold.length > 0 && carmenTold.length > 0);
    assert.deepEqual(bobTold, [['message/update_display', 'Carmen Vidal', '1003']]);
    assert.deepEqual(carmenTold, [['message/update_display', 'Bob Lindqvist', '1002']]);
  });

  it('is nothing when the page did not ask, and nothing that it shows already', async () => {
    const silent = await alice.call('1002', tone('1001'));
    const bobs = await bob.answer(await bob.rings());
    await silent.established();
    const told = displays(silent);
    await bobs.refer('9196');
    await silent.ear.hears(tone('1001'));
    const own = await alice.call('5552010101', 0, [supports]);
    const shown = displays(own);
    await own.ear.hears(698);
    await own.reinvite('sendonly');
    await own.reinvite('sendrecv');
    await own.ear.hears(698);
    assert.deepEqual([told, shown], [[], []]);
  });
});
