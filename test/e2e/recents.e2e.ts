import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import { control } from '../support/demo-control.js';
import { online } from '../support/demo-visit.js';
import { launchBrowser } from '../support/launch-browser.js';
import { giveSound } from '../support/page-sound.js';

/** The shipped files on the demo's plain page: what was missed is found again, called back, and there after a reload. */
describe('recents on a page', () => {
  const apiKey = `csk_dev_${randomBytes(24).toString('base64url')}`;
  let demo: Demo;
  let browser: Browser;
  before(async () => {
    demo = await startDemo({ port: 0, quiet: true, apiKey });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await demo?.close();
  });

  const ask = (path: string, body: object = {}) => control<{ callUuid: string }>(demo, apiKey, path, body);

  it('leads from a missed call to the call back, and survives a reload', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await giveSound(page, 440);
    await page.goto(`${demo.url}/?page=`);
    await page.click('button[value="1001"]');
    await online(page);

    const phone = page.locator('cemscale-phone');
    const first = phone.locator('.line.calls .entry').first();
    // They come a moment after the phone is online.
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => /\/recents-[\w-]+\.js$/.test(name)),
    );
    const { callUuid } = await ask('call', { from: '+15552010101', to: '1001' });
    await phone.getByRole('button', { name: 'Answer' }).waitFor();
    await ask(`calls/${callUuid}/far-hangup`);
    await phone.getByText('Missed call').first().waitFor();
    await phone.getByRole('button', { name: 'Done' }).click();

    await phone.getByRole('tab', { name: 'Recents, 1 new' }).click();
    await first.getByText('Harbor Dental').waitFor();
    await first.getByText('Missed').waitFor();
    await phone.getByRole('tab', { name: 'Recents', exact: true }).waitFor();
    await first.click();
    // A second press right after the first one counts as a double tap, here and below.
    await phone.getByText('0:01').first().waitFor();
    await phone.getByRole('button', { name: 'End' }).click();
    await page.waitForTimeout(700);
    await phone.getByRole('button', { name: 'Done' }).click();
    await phone.getByRole('tab', { name: 'Recents', exact: true }).click();
    await first
      .getByText('Outgoing')
      .waitFor()
      .catch(async (error: unknown) => {
        throw new Error(`The recents show: ${await phone.locator('.rows').first().innerText()}`, { cause: error });
      });

    await page.reload();
    await online(page);
    if (!(await phone.getByRole('tab').first().isVisible())) await phone.locator('[part~=launcher]').click();
    // An empty field and Call bring the number that was called last.
    await phone.getByRole('button', { name: 'Call', exact: true }).click();
    await phone.getByText('The last number you called.').waitFor();
    const field = phone.getByRole('textbox', { name: 'Number to call' });
    assert.equal((await field.inputValue()).replace(/\D/g, ''), '15552010101');
    await phone.getByRole('tab', { name: 'Recents', exact: true }).click();
    await first.getByText('Outgoing').waitFor();
    await phone.locator('.line.calls .entry').nth(1).getByText('Missed').waitFor();
    assert.deepEqual(problems, []);
    await context.close();
  });
});
