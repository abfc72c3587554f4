import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DemoVisit, online, VISITOR_HZ } from '../support/demo-visit.js';
import { launchBrowser } from '../support/launch-browser.js';
import { giveSound, hears } from '../support/page-sound.js';
import { until } from '../support/poll.js';

/** Counts the loops that a page plays: its ringtone, or its ringback. A text, since a compiled function needs helpers. */
const countLoops = `
  const loops = new Set();
  const { start, stop } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...at) {
    if (this.loop) loops.add(this);
    start.apply(this, at);
  };
  AudioBufferSourceNode.prototype.stop = function (...at) {
    loops.delete(this);
    stop.apply(this, at);
  };
  window.loopsPlayed = () => loops.size;
`;

const phase = (page: Page) =>
  page.evaluate(() => document.querySelector('cemscale-phone')?.snapshot.currentCall?.state.phase);
const rings = (page: Page) => page.evaluate('loopsPlayed()') as Promise<number>;

describe('the windows and tabs of a person', () => {
  let browser: Browser;
  let visit: DemoVisit;
  let others: BrowserContext[];

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  afterEach(async () => {
    for (const context of others) await context.close();
    await visit.end();
  });

  describe('on a plain site', () => {
    beforeEach(async () => {
      others = [];
      visit = await DemoVisit.start(browser, '1001', '');
    });

    it('ring in one tab of two, and in the other one when that is closed', async () => {
      const context = visit.page.context();
      await context.addInitScript({ content: countLoops });
      const tabs = [visit.page, await context.newPage()];
      for (const page of tabs) {
        await page.goto(visit.page.url());
        await online(page);
      }
      const colleague = await browser.newContext();
      others.push(colleague);
      const caller = await colleague.newPage();
      await giveSound(caller, VISITOR_HZ);
      await caller.goto(`${visit.demo.url}/`);
      await caller.click('button[value="1002"]');
      await online(caller);
      await caller.evaluate(() => document.querySelector('cemscale-phone')?.call('1001'));
      for (const page of tabs) await until('it rings', async () => (await phase(page)) === 'incoming');
      const ringing = async () => {
        const counts = await Promise.all(tabs.map(rings));
        return tabs.filter((_, at) => (counts[at] ?? 0) > 0);
      };
      await until('one rings', async () => (await ringing()).length === 1);
      await visit.page.waitForTimeout(1500);
      const [first, ...more] = await ringing();
      assert.equal(more.length, 0);
      assert.ok(first, 'one still rings');
      const second = tabs.find((page) => page !== first);
      assert.ok(second);
      tabs.splice(0, 2, second);
      await first.close();
      await until('the other one rings', async () => (await ringing()).length === 1);
      await second.evaluate(() => document.querySelector('cemscale-phone')?.hangup());
      await until('it has ended', async () => (await phase(second)) === 'ended');
    });
  });

  describe('under a strict policy', () => {
    beforeEach(async () => {
      others = [];
      visit = await DemoVisit.start(browser, '1001', 'strict');
    });

    it('keep a call in view in a window of its own, heard all the time', async () => {
      const { page } = visit;
      await page.evaluate(async () => {
        const phone = document.querySelector('cemscale-phone');
        phone?.show();
        await phone?.call('9196');
      });
      await until('it is active', async () => (await phase(page)) === 'active');
      await hears(page, VISITOR_HZ);
      const opened = page.context().waitForEvent('page');
      await page.getByRole('button', { name: 'Keep the call in view' }).click();
      const kept = await opened;
      await kept.getByRole('button', { name: 'End call' }).waitFor();
      assert.equal(
        await kept.getByRole('group', { name: 'On a call' }).evaluate((bar) => getComputedStyle(bar).display),
        'flex',
      );
      await hears(page, VISITOR_HZ);
      await kept.getByRole('button', { name: 'Mute' }).click();
      await kept.getByRole('button', { name: 'Mute', pressed: true }).waitFor();
      const closed = kept.waitForEvent('close');
      await kept.getByRole('button', { name: 'End call' }).click();
      await until('it has ended', async () => (await phase(page)) === 'ended');
      await closed;
    });
  });
});
