import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, FrameLocator } from 'playwright-core';
import { DemoVisit, VISITOR_HZ } from '../support/demo-visit.js';
import { launchBrowser } from '../support/launch-browser.js';
import { hears } from '../support/page-sound.js';

/** How the texts, boxes and keys of the open phone look, one line each. */
type Look = readonly string[];

describe('the old CRM', () => {
  let browser: Browser;
  let visit: DemoVisit;
  let records: FrameLocator;
  let menu: FrameLocator;

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    visit = await DemoVisit.start(browser, '1001', 'legacy');
    const work = visit.page.frameLocator('iframe[name=work]');
    records = work.frameLocator('frame[name=main]');
    menu = work.frameLocator('frame[name=menu]');
  });
  afterEach(() => visit.end());

  it('calls by a link in a frame of a frame, and the call outlives every page load there', async () => {
    const { page } = visit;
    assert.equal(await page.evaluate(() => document.compatMode), 'BackCompat');
    await records.getByRole('link', { name: '9196' }).click();
    await hears(page, VISITOR_HZ);
    const callId = () => page.evaluate(() => document.querySelector('cemscale-phone')?.snapshot.currentCall?.id);
    const call = await callId();
    await records.getByRole('link', { name: 'Echo test' }).click();
    await records.getByText('Next record').click();
    await records.getByText('Quote for 12 chairs').waitFor();
    await menu.getByText('All customers').click();
    await records.getByText('Page loaded at').waitFor();
    await hears(page, VISITOR_HZ);
    assert.equal(await callId(), call);
    await page.locator('cemscale-phone').getByRole('button', { name: 'End call' }).click();
    await page.waitForFunction(
      () => document.querySelector('cemscale-phone')?.snapshot.currentCall?.state.phase === 'ended',
    );
  });

  it('calls from a page that was loaded after the phone', async () => {
    await menu.getByText('First record').click();
    await records.getByText('Says what it hears').waitFor();
    await records.getByRole('link', { name: '9196' }).click();
    await hears(visit.page, VISITOR_HZ);
  });

  it('has no say in how the phone looks', async () => {
    const { page } = visit;
    // Or it is caught on its way in.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.evaluate(() => document.querySelector('cemscale-phone')?.show());
    await page.locator('cemscale-phone').getByRole('button', { name: 'Hide phone' }).first().waitFor();
    // The keypad comes after the panel.
    await page.locator('cemscale-phone').getByRole('button', { name: 'Call', exact: true }).waitFor();
    const here = await page.evaluate(lookOfPhone);
    assert.ok(here.length > 40, `${here.length} elements`);
    await page.evaluate(() => document.querySelector('link[rel=stylesheet]')?.remove());
    const without = await page.evaluate(lookOfPhone);
    assert.deepEqual(here, without);
  });
});

/** Runs in the page: every visible element of the phone with what a host's styles would change first. */
function lookOfPhone(): Look {
  const names = [
    ...['color', 'background-color', 'font-family', 'font-size', 'font-style', 'font-weight', 'letter-spacing'],
    ...['line-height', 'text-transform', 'text-decoration-line', 'text-align', 'display', 'visibility', 'opacity'],
    ...['float', 'position', 'padding', 'margin', 'border-radius', 'box-sizing', 'cursor', 'z-index', 'direction'],
    ...['max-width', 'transform', 'transition-duration', 'animation-name', 'white-space', 'word-spacing'],
  ];
  const lines: string[] = [];
  const read = (element: Element): void => {
    const style = getComputedStyle(element);
    const { x, y, width, height } = element.getBoundingClientRect();
    const values = names.map((name) => `${name}: ${style.getPropertyValue(name)}`);
    lines.push(
      `${element.localName}.${element.getAttribute('class')} ${[x, y, width, height].join()} ${values.join('; ')}`,
    );
    for (const child of element.shadowRoot?.children ?? []) read(child);
    for (const child of element.children) read(child);
  };
  const phone = document.querySelector('cemscale-phone');
  for (const child of phone?.shadowRoot?.children ?? []) read(child);
  return lines;
}
