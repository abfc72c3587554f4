import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SessionState } from 'sip.js';
import { announcementTone, extensionTones, musicTone, ringbackTone } from '../../../../demo/pbx/media/tones.js';
import { playedNumbers } from '../../../../demo/pbx/numbers.js';
import { PlatformClient } from '../support/platform-client.js';
import type { PhoneCall, TestPhone } from '../support/test-phone.js';
import { until } from '../support/until.js';

const ownTone = extensionTones['1001'] ?? 0;

describe('the numbers that the platform plays', () => {
  let client: PlatformClient;
  let phone: TestPhone;
  before(async () => {
    client = await PlatformClient.start();
    phone = await client.phone('1001');
  });
  after(() => client.close());

  const tone = (number: string): number => {
    const voice = playedNumbers.find((row) => row.number === number)?.voice;
    assert.ok(voice?.say === 'tone');
    return voice.hz;
  };
  const statuses = (call: PhoneCall): number[] => call.provisional.map(({ status }) => status);

  it('have tones that are told apart', () => {
    const tones = playedNumbers.flatMap(({ voice }) => (voice.say === 'tone' ? [voice.hz] : []));
    const all = [...tones, ...Object.values(extensionTones), musicTone].toSorted((one, other) => one - other);
    for (const [index, hz] of all.entries())
      assert.ok(index === 0 || hz - (all[index - 1] ?? 0) >= 30, `${hz} Hz`);
  });

  it('9196 says what it hears', async () => {
    const call = await (await phone.call('9196', ownTone)).established();
    await call.ear.hears(ownTone);
    await call.hangup();
  });

  it('9664 plays music', async () => {
    const call = await (await phone.call('9664')).established();
    await call.ear.hears(musicTone);
    await call.hangup();
  });

  for (const number of ['+15552010101', '+15552010102', '5552010101']) {
    it(`${number} answers with its own tone`, async () => {
      const call = await (await phone.call(number)).established();
      await call.ear.hears(tone(number.startsWith('+') ? number : `+1${number}`));
      await call.hangup();
    });
  }

  it('+15552010103 hangs up by itself', async () => {
    const call = await (await phone.call('+15552010103')).established();
    await call.ended();
  });

  for (const [number, status] of [
    ['+15552010104', 486],
    ['+15552010105', 603],
    ['+15552010110', 404],
    ['+15552010111', 403],
    ['+15552010113', 503],
  ] as const) {
    it(`${number} fails with ${status}`, async () => {
      assert.equal((await (await phone.call(number)).finalAnswer()).status, status);
    });
  }

  it('+15552010107 rings in the network and then answers', async () => {
    const call = await phone.call('+15552010107');
    await until(
      'early media',
      () => call.session.state === SessionState.Establishing && statuses(call).includes(183),
    );
    await call.ear.hears(ringbackTone[0] ?? 0);
    await call.established();
    await call.ear.hears(tone('+15552010107'));
    await call.ear.hearsNo(ringbackTone[0] ?? 0);
    await call.hangup();
  });

  for (const [number, status] of [
    ['+15552010108', 404],
    ['+15552010109', 603],
  ] as const) {
    it(`${number} plays an announcement and fails with ${status}`, async () => {
      const call = await phone.call(number);
      await call.ear.hears(announcementTone[0] ?? 0);
      assert.equal((await call.finalAnswer()).status, status);
    });
  }

  it('+15552010112 names the number to dial instead', async () => {
    const answer = await (await phone.call('+15552010112')).finalAnswer();
    assert.equal(answer.status, 302);
    assert.match(answer.header('contact') ?? '', /sip:\+15552010102@/);
  });

  it('+15552010114 sends a REFER', async () => {
    const call = await (await phone.call('+15552010114')).established();
    const refer = await new Promise<string>((resolve) => {
      call.session.delegate = {
        onRefer: (referral) => {
          resolve(referral.referTo.uri.user ?? '');
          void referral.reject();
        },
      };
    });
    assert.equal(refer, '+15552010101');
    await call.hangup();
  });

  it('+15552010115 holds the phone and takes it back', async () => {
    const call = await (await phone.call('+15552010115')).established();
    const directions = (): string[] =>
      (call.media?.remote ?? []).map((sdp) => /a=(send\w+|recv\w+|inactive)/.exec(sdp)?.[1] ?? '');
    await until('the hold', () => directions().at(-1) === 'sendonly');
    await call.ear.hears(musicTone);
    await until('the end of the hold', () => directions().at(-1) === 'sendrecv');
    await call.ear.hears(tone('+15552010115'));
    await call.hangup();
  });

  it('+15552010117 says nothing', async () => {
    const call = await (await phone.call('+15552010117')).established();
    await until('packets', () => call.ear.total > 1600);
    for (const hz of [440, 880, musicTone]) assert.ok(call.ear.level(hz) < -60);
    await call.hangup();
  });
});
