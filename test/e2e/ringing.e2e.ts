import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { DemoVisit, online } from '../support/demo-visit.js';
import { launchBrowser } from '../support/launch-browser.js';
import { giveSound } from '../support/page-sound.js';

describe('a page that nobody has touched yet', () => {
  let browser: Browser;

  before(async () => {
    // As browsers are outside of tests; the last of two switches counts.
    browser = await launchBrowser(['--autoplay-policy=document-user-activation-required']);
  });

  after(async () => {
    await browser?.close();
  });

  it('says before the first call that it would not ring, and rings from the first touch on', async () => {
    const visit = await DemoVisit.start(browser, '1001', '');
    const page = await visit.page.context().newPage();
    await giveSound(page, 440);
    await page.goto(visit.page.url());
    await visit.page.close();
    await online(page);
    assert.equal(await page.evaluate('navigator.userActivation.hasBeenActive'), false);
    await page.getByText('Ringing off').waitFor();
    await page.mouse.click(5, 5);
    await page.getByText('Ringing off').waitFor({ state: 'detached' });
    assert.match(await launcherText(page), /Online/);
    await visit.end();
  });
});

async function launcherText(page: Page): Promise<string> {
  return (await page.locator('cemscale-phone').locator('.pill').textContent()) ?? '';
}
