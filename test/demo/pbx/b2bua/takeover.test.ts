import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { extensionTones, musicTone } from '../../../../demo/pbx/media/tones.js';
import { PlatformClient } from '../support/platform-client.js';
import { replacesOf, type PhoneCall, type TestPhone } from '../support/test-phone.js';
import { until } from '../support/until.js';

const tone = (extension: string): number => extensionTones[extension] ?? 0;
const harborDental = 698;
const elsewhere = 'SIP;cause=200;text="Call completed elsewhere"';

describe('an INVITE with Replaces', () => {
  let client: PlatformClient;
  let alice: TestPhone;
  beforeEach(async () => {
    client = await PlatformClient.start({ timing: { callerOrphanMs: 20_000, calleeOrphanMs: 20_000 } });
    alice = await client.phone('1001');
  });
  afterEach(() => client.close());

  /** The next page of an extension takes over a call of the one before. */
  const take = (page: TestPhone, former: PhoneCall, toneHz = 0): Promise<PhoneCall> =>
    page.call('resume-1', toneHz, [`Replaces: ${former.replaces()}`]);
  const activeCalls = async (): Promise<Record<string, unknown>[]> =>
    (await client.request('GET', '/api/calls/active')).body['calls'] as Record<string, unknown>[];
  const members = async (): Promise<Record<string, unknown>[]> => {
    const { body } = await client.request('GET', '/api/conferences/main');
    return ((body['conference'] ?? {}) as { members?: Record<string, unknown>[] }).members ?? [];
  };

  it('takes over the call of a lost page, as often as it comes, and the other party notices nothing', async () => {
    const bob = await client.phone('1002');
    let page = alice;
    let call = await page.call('1002', tone('1001'));
    const bobs = await bob.answer(await bob.rings(), tone('1002'));
    await bobs.ear.hears(tone('1001'));
    const [before] = await activeCalls();
    for (let round = 0; round < 3; round += 1) {
      page.dropSocket();
      page = await client.phone('1001');
      call = await take(page, call, tone('1001'));
      assert.equal((await call.finalAnswer()).status, 200);
      await call.ear.hears(tone('1002'));
      await bobs.ear.hears(tone('1001'));
    }
    assert.equal(bobs.media?.remote.length, 1);
    const [after, ...others] = await activeCalls();
    assert.deepEqual([after?.['callUuid'], others.length], [before?.['callUuid'], 0]);
    const legs = after?.['legs'] as { uuid: string }[] | undefined;
    assert.equal(call.final?.header('x-fs-uuid'), legs?.[0]?.uuid);
    await call.hangup();
    await bobs.ended();
  });

  it('takes over a called page, and says goodbye to one that still lives', async () => {
    const bob = await client.phone('1002');
    const call = await alice.call('1002', tone('1001'));
    const bobs = await bob.answer(await bob.rings(), tone('1002'));
    await call.ear.hears(tone('1002'));
    const page = await client.phone('1002');
    const taken = await (await take(page, bobs, tone('1002'))).established();
    await bobs.ended();
    assert.equal(bobs.byeReason, elsewhere);
    await taken.ear.hears(tone('1001'));
    await call.ear.hears(tone('1002'));
    await call.hangup();
    await taken.ended();
  });

  it('forgets the hold of the page before', async () => {
    const bob = await client.phone('1002');
    const call = await alice.call('1002', tone('1001'));
    const bobs = await bob.answer(await bob.rings(), tone('1002'));
    await call.established();
    await call.reinvite('sendonly');
    await bobs.ear.hears(musicTone);
    const taken = await take(await client.phone('1001'), call, tone('1001'));
    await bobs.ear.hears(tone('1001'));
    await taken.reinvite('sendonly');
    await bobs.ear.hears(musicTone);
    await bobs.ear.hearsNo(tone('1001'));
  });

  it('goes on waiting for the answer in the place of a calling page', async () => {
    const bob = await client.phone('1002');
    const call = await alice.call('1002', tone('1001'));
    const invitation = await bob.rings();
    await until('180', () => call.provisional.some(({ status }) => status === 180));
    const replaces = call.replaces();
    const page = await client.phone('1001');
    const taken = await page.call('resume-1', tone('1001'), [`Replaces: ${replaces}`]);
    assert.equal((await call.finalAnswer()).header('reason'), elsewhere);
    await until('180', () => taken.provisional.some(({ status }) => status === 180));
    const bobs = await bob.answer(invitation, tone('1002'));
    assert.equal((await taken.finalAnswer()).status, 200);
    await taken.ear.hears(tone('1002'));
    await bobs.ear.hears(tone('1001'));
  });

  it('goes on hearing what is played before the answer', async () => {
    const call = await alice.call('+15552010107');
    await until('183', () => call.provisional.some(({ status }) => status === 183));
    const taken = await take(await client.phone('1001'), call);
    await until('183', () => taken.provisional.some(({ status }) => status === 183));
    assert.equal((await taken.finalAnswer()).status, 200);
    await taken.ear.hears(1109);
  });

  it('answers the call that rings at the page before', async () => {
    const bob = await client.phone('1002');
    const call = await alice.call('1002', tone('1001'));
    const invitation = await bob.rings();
    await until('180', () => call.provisional.some(({ status }) => status === 180));
    const page = await client.phone('1002');
    const taken = await page.call('resume-1', tone('1002'), [`Replaces: ${replacesOf(invitation.dialog)}`]);
    assert.equal((await taken.finalAnswer()).status, 200);
    await until('the CANCEL', () => bob.cancels.includes(elsewhere));
    await call.ear.hears(tone('1002'));
    await taken.ear.hears(tone('1001'));
  });

  for (const [what, number, hz] of [
    ['the echo', '9196', tone('1001')],
    ['an outside party', '+15552010101', harborDental],
  ] as const) {
    it(`takes over a call to ${what}`, async () => {
      const call = await (await alice.call(number, tone('1001'))).established();
      alice.dropSocket();
      const taken = await take(await client.phone('1001'), call, tone('1001'));
      await taken.ear.hears(hz);
    });
  }

  it('makes a new member of a conference, neither muted nor held, by another id and UUID', async () => {
    const bob = await client.phone('1002');
    const call = await (await alice.call('*3', tone('1001'))).established();
    const bobs = await (await bob.call('*3', tone('1002'))).established();
    await bobs.ear.hears(tone('1001'));
    const [before] = await members();
    const mutePath = `/api/conferences/main/members/${String(before?.['memberId'])}/mute`;
    await client.request('POST', mutePath, { mute: true });
    await bobs.ear.hearsNo(tone('1001'));
    const taken = await take(await client.phone('1001'), call, tone('1001'));
    await bobs.ear.hears(tone('1001'));
    await taken.ear.hears(tone('1002'));
    const after = (await members()).find(({ callerIdNumber }) => callerIdNumber === '1001');
    assert.notEqual(after?.['memberId'], before?.['memberId']);
    assert.equal(after?.['uuid'], taken.final?.header('x-fs-uuid'));
    assert.equal((await client.request('POST', mutePath, { mute: true })).status, 404);
    assert.equal((await members()).length, 2);
  });

  it('leaves the agent of a three-way call in charge', async () => {
    const call = await (await alice.call('+15552010101', tone('1001'))).established();
    const uuid = call.final?.header('x-fs-uuid') ?? '';
    const bob = await client.phone('1002');
    const added = await client.request('POST', `/api/calls/${uuid}/participants`, { toExtension: '1002' });
    assert.equal(added.status, 200, JSON.stringify(added.body));
    const bobs = await bob.answer(await bob.rings(), tone('1002'));
    await bobs.ear.hears(tone('1001'));
    const taken = await take(await client.phone('1001'), call, tone('1001'));
    await taken.ear.hears(tone('1002'));
    await bobs.ear.hears(tone('1001'));
    const merged = await client.request('POST', `/api/conferences/${String(added.body['conferenceName'])}/merge`);
    assert.equal(merged.status, 200, JSON.stringify(merged.body));
    await taken.ear.hears(harborDental);
  });

  it('gives a dialog that is over 480, and nobody is called', async () => {
    const call = await (await alice.call('9196')).established();
    const replaces = call.replaces();
    await call.hangup();
    await until('no call', async () => (await activeCalls()).length === 0);
    const { received } = await client.events();
    const again = await alice.call('resume-1', 0, [`Replaces: ${replaces}`]);
    assert.equal((await again.finalAnswer()).status, 480);
    assert.deepEqual(
      received.filter(({ type }) => type.startsWith('call_')),
      [],
    );
  });

  it('dials the number beside a dialog that is unknown', async () => {
    const call = await alice.call('9196', tone('1001'), ['Replaces: unknown;to-tag=1;from-tag=2']);
    await call.ear.hears(tone('1001'));
  });

  it('gives a dialog to one of two that want it', async () => {
    const call = await (await alice.call('9196', tone('1001'))).established();
    const page = await client.phone('1001');
    const both = await Promise.all([take(page, call, tone('1001')), take(page, call, tone('1001'))]);
    const statuses = await Promise.all(both.map(async (one) => (await one.finalAnswer()).status));
    assert.deepEqual(statuses.toSorted(), [200, 480]);
  });

  it('leaves the call as it was when the offer is unusable', async () => {
    const call = await (await alice.call('9196', tone('1001'))).established();
    const page = await client.phone('1001');
    page.spoilsOffers = true;
    const failed = await take(page, call);
    assert.equal((await failed.finalAnswer()).status, 488);
    await call.ear.hears(tone('1001'));
    page.spoilsOffers = false;
    const taken = await take(page, call, tone('1001'));
    await taken.ear.hears(tone('1001'));
  });
});
