import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { HostSite, hostSiteArgs } from '../support/host-site.js';
import { launchBrowser } from '../support/launch-browser.js';

describe('a page that is loaded anew with its phone open or closed', () => {
  let browser: Browser;
  let site: HostSite;

  before(async () => {
    browser = await launchBrowser(hostSiteArgs);
  });
  after(() => browser.close());
  beforeEach(async () => {
    site = await HostSite.start(browser);
  });
  afterEach(() => site.close());

  /** Full page loads, as older software does them. */
  const crm = (attributes = ''): string => `<!doctype html><title>CRM</title><input autofocus>
    <script src="/softphone/cemscale-phone.js"></script>
    <cemscale-phone token-url="/voip/as/1001/token" ${attributes}></cemscale-phone>`;
  const panel = (page: Page) => page.locator('cemscale-phone-panel');
  const online = (page: Page) =>
    page.waitForFunction(() => document.querySelector('cemscale-phone')?.snapshot?.status === 'online');

  it('shows it open again, without motion and without taking the focus', async () => {
    const { page } = site;
    await site.open({ body: crm() });
    await page.getByRole('button', { name: /^Phone/ }).click();
    await panel(page).waitFor();
    for (const address of ['/host', '/next']) {
      await site.serve(address, { body: crm() });
      await page.goto(new URL(address, site.origin).href);
      await panel(page).waitFor();
      const [motion, focus] = await panel(page).evaluate((one) => [
        getComputedStyle(one).animationName,
        document.activeElement?.localName,
      ]);
      assert.deepEqual([motion, focus], ['none', 'input']);
    }
    await page.getByRole('button', { name: 'Hide phone' }).click();
    await page.getByRole('button', { name: /^Phone/ }).click();
    const motion = await panel(page).evaluate((one) => getComputedStyle(one).animationName);
    assert.equal(motion, 'rise', 'it moves again when a person opens it');
  });

  it('leaves it closed where the person closed it, though the page says open', async () => {
    const { page } = site;
    await site.open({ body: crm('open') });
    await panel(page).waitFor();
    await page.getByRole('button', { name: 'Hide phone' }).click();
    await panel(page).waitFor({ state: 'detached' });
    await page.reload();
    await online(page);
    assert.equal(await page.evaluate(() => document.querySelector('cemscale-phone')?.open), false);
    assert.equal(await panel(page).count(), 0);
  });

  it('begins in another tab, and with another phone of the page, as the page says', async () => {
    const { page } = site;
    await site.open({ body: crm() });
    await page.getByRole('button', { name: /^Phone/ }).click();
    await panel(page).waitFor();
    const open = await page.evaluate(async () => {
      const phone = document.createElement('cemscale-phone');
      document.body.append(phone);
      await phone.updateComplete;
      return phone.open;
    });
    assert.equal(open, false);
    const other = await site.context.newPage();
    await other.goto(page.url());
    await online(other);
    assert.equal(await panel(other).count(), 0);
  });
});
