import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Frame } from 'playwright-core';
import { DemoVisit, online, VISITOR_HZ } from '../support/demo-visit.js';
import { launchBrowser } from '../support/launch-browser.js';
import { hears } from '../support/page-sound.js';

describe('the desk of another origin that frames the phone', () => {
  let browser: Browser;
  let visit: DemoVisit;
  let phone: Frame;

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    visit = await DemoVisit.start(browser, '1001', 'framed');
    phone = await online(visit.page);
    await visit.page.getByText('The phone is online.').waitFor();
  });
  afterEach(() => visit.end());

  it('stands on two origins, and neither reaches into the other', async () => {
    const { page, demo } = visit;
    assert.equal(new URL(page.url()).origin, demo.otherUrl);
    assert.equal(new URL(phone.url()).origin, demo.url);
    assert.equal(await page.evaluate(() => document.querySelector('iframe')?.contentDocument ?? null), null);
  });

  it('calls, is heard, names the other side and writes the call down', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Call the echo' }).click();
    await page.getByText('The phone is online: The echo, active.').waitFor();
    await hears(phone, VISITOR_HZ);
    await phone.getByRole('heading', { name: 'The echo' }).waitFor();
    await page.getByRole('button', { name: 'Hang up' }).click();
    await page.locator('#log li', { hasText: 'The echo' }).getByText('9196: hangup').waitFor();
  });

  it('keeps a number from being called that it has on its list, whoever dials it', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Call Chloe Martin' }).click();
    await page.getByText('Not called: asked not to be.').waitFor();
    await phone.getByRole('textbox').fill('+15552010104');
    await phone.getByRole('button', { name: 'Call', exact: true }).click();
    await phone.getByText('Asked not to be called.').first().waitFor();
    assert.deepEqual(await phone.evaluate(() => document.querySelector('cemscale-phone')?.snapshot.calls), []);
  });
});
