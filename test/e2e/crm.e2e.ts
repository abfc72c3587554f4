import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { DemoVisit, VISITOR_HZ } from '../support/demo-visit.js';
import { launchBrowser } from '../support/launch-browser.js';
import { hears } from '../support/page-sound.js';

describe('the CRM of today', () => {
  let browser: Browser;
  let visit: DemoVisit;

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    visit = await DemoVisit.start(browser, '1001', 'crm');
  });
  afterEach(() => visit.end());

  it('keeps one call, heard all the time, through every view and back', async () => {
    const { page } = visit;
    await page.getByRole('link', { name: 'Harbor Dental' }).click();
    await page.getByRole('heading', { name: 'Harbor Dental', level: 1 }).waitFor();
    // What is typed by hand into the phone is the same call as one of the hooks.
    await page.evaluate(() => document.querySelector('cemscale-phone')?.call('9196'));
    const bar = page.getByRole('region', { name: 'Current call' });
    await bar.getByText('talking').waitFor();
    await hears(page, VISITOR_HZ);
    const callId = () =>
      page.evaluate(() => {
        const call = document.querySelector('cemscale-phone')?.snapshot.currentCall;
        return [call?.id, call?.state.phase];
      });
    const before = await callId();
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
    for (const [view, heading] of [
      ['Team', 'Team'],
      ['Calls', 'Calls'],
      ['Customers', 'Customers'],
    ] as const) {
      await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
      await page.getByRole('heading', { name: heading }).waitFor();
      await hears(page, VISITOR_HZ);
    }
    await page.goBack();
    await page.getByRole('heading', { name: 'Calls' }).waitFor();
    await hears(page, VISITOR_HZ);
    assert.deepEqual(await callId(), before);
    assert.equal(await page.evaluate('isSamePage'), true);
    await bar.getByRole('button', { name: 'Hang up' }).click();
    await bar.waitFor({ state: 'detached' });
    await page.locator('.entry', { hasText: '9196' }).waitFor();
  });

  it('calls by its own button, names the customer in the phone and holds by its own bar', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Call Harbor Dental' }).click();
    const bar = page.getByRole('region', { name: 'Current call' });
    await bar.getByText('Harbor Dental').waitFor();
    await bar.getByText('talking').waitFor();
    await page
      .locator('cemscale-phone')
      .getByRole('link', { name: /record/i })
      .waitFor();
    await bar.getByRole('button', { name: 'Hold' }).click();
    await bar.getByText('on hold').waitFor();
    await bar.getByRole('link', { name: 'Open record' }).click();
    await page.getByRole('heading', { name: 'Harbor Dental', level: 1 }).waitFor();
    await bar.getByRole('button', { name: 'Hold', pressed: true }).click();
    await bar.getByText('talking').waitFor();
    await page.locator('cemscale-phone').getByRole('button', { name: 'End call' }).click();
    await bar.waitFor({ state: 'detached' });
  });

  it('shows the team live, by the hook and by the element', async () => {
    const { page } = visit;
    await page.getByRole('link', { name: 'Team' }).click();
    await page.getByText('1 of 6 available, live').waitFor();
    await page.locator('cemscale-presence').getByText('Bob Lindqvist').waitFor();
  });

  it('opens at the address of a view', async () => {
    const { page } = visit;
    await page.goto(`${visit.demo.url}/as/1001/crm/customers/ana-torres`);
    await page.getByRole('heading', { name: 'Ana Torres' }).waitFor();
  });
});
