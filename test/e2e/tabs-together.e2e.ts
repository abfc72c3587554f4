import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/launch-browser.js';
import { hears } from '../support/page-sound.js';
import { until } from '../support/poll.js';
import { call, COLLEAGUE_HZ, inPhase, TabStage } from '../support/tab-stage.js';

describe('the tabs of a person, together', () => {
  let browser: Browser;
  let stage: TabStage;

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    stage = await TabStage.start(browser);
  });
  afterEach(() => stage.end());

  it('register once, show the same, and act for each other', async () => {
    assert.equal(await stage.contacts(), 1);
    const { followers } = await stage.talk();
    assert.equal(await stage.contacts(), 1);
    const [first, second] = followers;
    assert.ok(first && second);
    const ids = await Promise.all(stage.tabs.map(async (page) => (await call(page)).id));
    assert.equal(new Set(ids).size, 1);
    await first.evaluate(() => document.querySelector('cemscale-phone')?.hold(true));
    for (const page of stage.tabs) await until('held in each', async () => (await call(page)).held);
    await second.evaluate(() => document.querySelector('cemscale-phone')?.hold(false));
    await first.evaluate(() => document.querySelector('cemscale-phone')?.mute(true));
    for (const page of stage.tabs) await until('muted in each', async () => (await call(page)).muted);
    const failure = await first.evaluate(() =>
      document
        .querySelector('cemscale-phone')
        ?.sendDtmf('nonsense')
        .then(
          () => 'sent',
          (error: { name: string; reason: string }) => `${error.name} ${error.reason}`,
        ),
    );
    assert.equal(failure, 'CallError invalid-number');
    await second.evaluate(() => document.querySelector('cemscale-phone')?.hangup());
    for (const page of [...stage.tabs, stage.colleague]) await inPhase(page, 'ended');
  });

  it('ring in each, and are answered in any', async (test) => {
    const leader = await stage.leaderOf();
    await stage.colleague.evaluate(() => document.querySelector('cemscale-phone')?.call('1001'));
    for (const page of stage.tabs) await inPhase(page, 'incoming');
    const here = stage.tabs.find((page) => page !== leader);
    assert.ok(here);
    const since = Date.now();
    await here.evaluate(() => document.querySelector('cemscale-phone')?.answer());
    await inPhase(here, 'active');
    await hears(stage.colleague, stage.hzOf(here));
    await hears(here, COLLEAGUE_HZ);
    test.diagnostic(`heard both ways after ${Date.now() - since} ms`);
    for (const page of stage.tabs) await inPhase(page, 'active');
    await until('one contact', async () => (await stage.contacts()) === 1);
  });

  it('call from any while there is no call', async () => {
    const leader = await stage.leaderOf();
    const here = stage.tabs.find((page) => page !== leader);
    assert.ok(here);
    await here.evaluate(() => document.querySelector('cemscale-phone')?.call('1002'));
    await inPhase(stage.colleague, 'incoming');
    for (const page of stage.tabs) await inPhase(page, 'ringing');
    assert.equal((await call(here)).elsewhere, false);
    await until('one contact', async () => (await stage.contacts()) === 1);
    const reason = await leader.evaluate(() =>
      document
        .querySelector('cemscale-phone')
        ?.call('1003')
        .then(
          () => 'called',
          (error: { reason: string }) => error.reason,
        ),
    );
    assert.equal(reason, 'elsewhere');
  });

  it('end a call whose hang-up the tab that closed could not say any more', async (test) => {
    const { leader, followers } = await stage.talk();
    await stage.person.route(/\/calls\/[^/]+\/hangup/, (route) => route.abort());
    await stage.control('faults', { refuseSockets: true }, 'PUT');
    await stage.control('extensions/1001/drop-socket', {});
    await until('the loss to be noticed', async () => (await call(leader)).status === 'reconnecting');
    await leader.evaluate(() => document.querySelector('cemscale-phone')?.hangup());
    for (const page of stage.tabs) await inPhase(page, 'ended');
    await leader.close();
    assert.equal((await call(stage.colleague)).phase, 'active');
    await stage.control('faults', { refuseSockets: false }, 'PUT');
    const since = Date.now();
    await stage.leaderOf(followers);
    test.diagnostic(`registered ${Date.now() - since} ms after the platform was back`);
    await inPhase(stage.colleague, 'ended');
    test.diagnostic(`the far leg ended ${Date.now() - since} ms after it`);
  });

  it('write a call down once', async () => {
    for (const page of stage.tabs) {
      await page.evaluate(() => {
        const logs: string[] = [];
        Object.assign(globalThis, { logs });
        document.querySelector('cemscale-phone')?.addEventListener('cemscale-call-log', (event) => {
          logs.push(event.log.id);
          event.respondWith(Promise.resolve());
        });
      });
    }
    const logged = async () =>
      (await Promise.all(stage.tabs.map((page) => page.evaluate<string[]>('logs')))).flat();
    const callAndHangUp = async (): Promise<void> => {
      const { followers } = await stage.talk();
      await followers[0]?.evaluate(() => document.querySelector('cemscale-phone')?.hangup());
      for (const page of [...stage.tabs, stage.colleague]) await inPhase(page, 'ended');
    };
    await callAndHangUp();
    await until('it is written down', async () => (await logged()).length > 0);
    const [first] = await logged();
    // By the time that a later call is, whatever else was to be told of the first one is told.
    await callAndHangUp();
    await until('the next one is, too', async () => (await logged()).some((id) => id !== first));
    const ids = await logged();
    assert.deepEqual([ids.length, new Set(ids).size], [2, 2]);
  });

  it('sign out together', async () => {
    await stage.tabs[1]?.evaluate(() => document.querySelector('cemscale-phone')?.logout());
    for (const page of stage.tabs) await until('offline', async () => (await call(page)).status === 'offline');
    await until('no contact', async () => (await stage.contacts()) === 0);
  });
});
