import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/launch-browser.js';
import { doesNotHear, hears } from '../support/page-sound.js';
import { until } from '../support/poll.js';
import { call, COLLEAGUE_HZ, inPhase, TabStage } from '../support/tab-stage.js';

describe('the tabs of a person', () => {
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

  it('go on with the call when its tab is closed', async (test) => {
    const { leader, followers } = await stage.talk();
    const { answeredAt } = await call(leader);
    await leader.close();
    const since = Date.now();
    const next = await stage.goesOn(followers, test, since);
    assert.equal((await call(next)).answeredAt, answeredAt);
    assert.ok(Date.now() - since < 10_000 && (await stage.contacts()) === 1);
  });

  it('go on with the call, on hold and muted as it was, when its tab crashes', async (test) => {
    const { leader, followers } = await stage.talk();
    await leader.evaluate(() => document.querySelector('cemscale-phone')?.mute(true));
    for (const page of stage.tabs) await until('muted in each', async () => (await call(page)).muted);
    const devtools = await stage.person.newCDPSession(leader);
    const crashed = leader.waitForEvent('crash');
    devtools.send('Page.crash').catch(() => undefined);
    await crashed;
    const since = Date.now();
    const next = await stage.leaderOf(followers);
    test.diagnostic(`registered after ${Date.now() - since} ms`);
    await inPhase(next, 'active');
    await hears(next, COLLEAGUE_HZ);
    test.diagnostic(`heard after ${Date.now() - since} ms`);
    assert.ok((await call(next)).muted);
    await doesNotHear(stage.colleague, stage.hzOf(next));
    await next.evaluate(() => document.querySelector('cemscale-phone')?.mute(false));
    await hears(stage.colleague, stage.hzOf(next));
  });

  it('go on with the call when its tab does not run any more, which lets go when it does', async (test) => {
    const { leader, followers } = await stage.talk();
    const devtools = await stage.person.newCDPSession(leader);
    await devtools.send('Debugger.enable');
    // A page that stands still keeps its lock: the others have to notice.
    await devtools.send('Debugger.pause');
    devtools.send('Runtime.evaluate', { expression: '1' }).catch(() => undefined);
    const since = Date.now();
    await stage.goesOn(followers, test, since);
    assert.ok(Date.now() - since < 20_000);
    await devtools.send('Debugger.resume').catch(() => undefined);
    await devtools.send('Debugger.disable');
    await until('the old one follows', async () => (await call(leader)).elsewhere);
    await inPhase(leader, 'active');
    assert.equal((await call(stage.colleague)).phase, 'active');
    await until('one contact', async () => (await stage.contacts()) === 1);
  });

  it('take the call here by a button, and where it was lets go', async (test) => {
    const { leader, followers } = await stage.talk();
    const [here] = followers;
    await here?.evaluate(() => document.querySelector('cemscale-phone')?.show());
    assert.ok(here);
    const { answeredAt } = await call(leader);
    await here.bringToFront();
    const button = here.getByRole('button', { name: 'Take it here' });
    await button.focus();
    const since = Date.now();
    await button.press('Enter');
    await hears(stage.colleague, stage.hzOf(here));
    test.diagnostic(`heard by the far end after ${Date.now() - since} ms`);
    await hears(here, COLLEAGUE_HZ);
    test.diagnostic(`heard both ways after ${Date.now() - since} ms`);
    await until('it is there no more', async () => (await call(leader)).elsewhere);
    await doesNotHear(stage.colleague, stage.hzOf(leader));
    assert.equal((await call(here)).answeredAt, answeredAt);
    assert.equal((await call(stage.colleague)).phase, 'active');
    await until('one contact', async () => (await stage.contacts()) === 1);
    await leader.evaluate(() => document.querySelector('cemscale-phone')?.hangup());
    for (const page of [...stage.tabs, stage.colleague]) await inPhase(page, 'ended');
  });

  it('leave the call where it is when there is no microphone here', async () => {
    const { leader, followers } = await stage.talk();
    const [here] = followers;
    assert.ok(here);
    const reason = await here.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      return document
        .querySelector('cemscale-phone')
        ?.takeHere()
        .then(
          () => 'taken',
          (error: { reason: string }) => error.reason,
        );
    });
    assert.match(String(reason), /^microphone-/);
    await hears(stage.colleague, stage.hzOf(leader));
    assert.equal((await call(leader)).elsewhere, false);
  });
});
