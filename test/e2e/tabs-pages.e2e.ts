import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DemoVisit, online, VISITOR_HZ } from '../support/demo-visit.js';
import { launchBrowser } from '../support/launch-browser.js';
import { giveSound, hears } from '../support/page-sound.js';
import { until } from '../support/poll.js';

const snapshot = (page: Page) =>
  page.evaluate(() => {
    const { status, elsewhere, currentCall } = document.querySelector('cemscale-phone')!.snapshot;
    return { status, elsewhere, call: currentCall };
  });
const inPhase = (page: Page, phase: string) =>
  until(`the call to be ${phase}`, async () => (await snapshot(page)).call?.state.phase === phase, 20_000);

describe('the page of a tab with the phone', () => {
  let browser: Browser;
  let visit: DemoVisit;
  let others: BrowserContext;
  let second: Page;

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    others = await browser.newContext();
    visit = await DemoVisit.start(browser, '1001', '');
    second = await visit.page.context().newPage();
    await giveSound(second, VISITOR_HZ);
    await second.goto(visit.page.url());
    await online(second);
    assert.ok((await snapshot(second)).elsewhere);
  });
  afterEach(async () => {
    await others.close();
    await visit.end();
  });

  it('is closed while it rings: another one rings on, until the caller gives up', async () => {
    const caller = await others.newPage();
    await giveSound(caller, VISITOR_HZ);
    await caller.goto(`${visit.demo.url}/`);
    await caller.click('button[value="1002"]');
    await online(caller);
    await caller.evaluate(() => document.querySelector('cemscale-phone')?.call('1001'));
    await inPhase(second, 'incoming');
    await visit.page.close();
    await until('the other one has the phone', async () => {
      const { elsewhere, status } = await snapshot(second);
      return !elsewhere && status === 'online';
    });
    await inPhase(second, 'incoming');
    await caller.evaluate(() => document.querySelector('cemscale-phone')?.hangup());
    await inPhase(second, 'ended');
    const { call } = await snapshot(second);
    assert.equal(call?.state.phase === 'ended' && call.state.reason, 'missed');
  });

  it('is loaded anew: the call goes on in one of them, and shows in both', async () => {
    const { page } = visit;
    await page.evaluate(() => document.querySelector('cemscale-phone')?.call('9196'));
    for (const tab of [page, second]) await inPhase(tab, 'active');
    const { call } = await snapshot(second);
    await page.reload();
    await online(page);
    for (const tab of [page, second]) await inPhase(tab, 'active');
    const tabs = await Promise.all([page, second].map(async (tab) => ({ tab, shown: await snapshot(tab) })));
    const here = tabs.filter(({ shown }) => !shown.elsewhere);
    assert.equal(here.length, 1);
    for (const { shown } of tabs) assert.equal(shown.call?.id, call?.id);
    const [speaking] = here;
    assert.ok(speaking);
    await hears(speaking.tab, VISITOR_HZ);
  });
});
