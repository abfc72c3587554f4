import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { extensionTones, musicTone } from '../../../../demo/pbx/media/tones.js';
import { PlatformClient } from '../support/platform-client.js';
import type { PhoneCall, TestPhone } from '../support/test-phone.js';
import { until } from '../support/until.js';

const tone = (extension: string): number => extensionTones[extension] ?? 0;

describe('the session refresh of a called page', () => {
  let client: PlatformClient;
  let alice: TestPhone;
  let bob: TestPhone;
  let call: PhoneCall;
  let called: PhoneCall;
  beforeEach(async () => {
    client = await PlatformClient.start();
    [alice, bob] = [await client.phone('1001'), await client.phone('1002')];
    call = await alice.call('1002', tone('1001'));
    called = await bob.answer(await bob.rings(), tone('1002'));
    await called.ear.hears(tone('1001'));
  });
  afterEach(() => client.close());

  const refreshEvery = async (everyMs: number | null): Promise<void> =>
    assert.equal((await client.request('PUT', '/control/session-refresh', { everyMs })).status, 200);
  const offers = (one: PhoneCall): number => one.media?.remote.length ?? 0;

  it('comes again and again with the expiry that FreeSWITCH names, only to the called one', async () => {
    const expiries: (string | undefined)[] = [];
    called.session.delegate = {
      ...called.session.delegate,
      onInvite: (request) => expiries.push(request.getHeader('session-expires')),
    };
    await refreshEvery(200);
    await until('three refreshes', () => expiries.length >= 3);
    assert.equal(expiries[0], '120;refresher=uac');
    assert.equal(offers(call), 1);
    await called.ear.hears(tone('1001'));
    await call.ear.hears(tone('1002'));
  });

  it('changes neither hold', async () => {
    await called.reinvite('sendonly');
    await call.ear.hears(musicTone);
    const before = offers(called);
    await refreshEvery(200);
    await until('two refreshes', () => offers(called) >= before + 2);
    assert.equal((await client.call()).legs.find(({ number }) => number === '1002')?.holding, true);
    await refreshEvery(null);
    await call.ear.hears(musicTone);
    await called.reinvite('sendrecv');
    await client.request('POST', `/api/calls/${(await client.call()).callUuid}/hold`);
    await called.ear.hears(musicTone);
    await refreshEvery(200);
    const held = offers(called);
    await until('two refreshes', () => offers(called) >= held + 2);
    assert.match(called.media?.remote.at(-1) ?? '', /^a=sendonly/m);
  });

  it('ends the leg when the page does not know the call any more', async () => {
    bob.forget(called);
    await refreshEvery(200);
    await call.ended();
    assert.equal(call.byeReason, 'Q.850;cause=102;text="RECOVERY_ON_TIMER_EXPIRE"');
  });

  it('ends the leg when the socket is gone', async () => {
    bob.dropSocket();
    await refreshEvery(200);
    await call.ended();
    const { received } = await client.events();
    await until('no call', async () => (await client.request('GET', '/control/calls')).body['calls']);
    assert.ok(received.every(({ type }) => type !== 'call_answer'));
  });

  it('stops when another page takes the call over', async () => {
    const page = await client.phone('1002');
    const taken = await page.call('resume-1', tone('1002'), [`Replaces: ${called.replaces()}`]);
    await called.ended();
    await refreshEvery(100);
    await taken.ear.hears(tone('1001'));
    await call.ear.hears(tone('1002'));
    assert.equal(offers(taken), 1);
  });
});
