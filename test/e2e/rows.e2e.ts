import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { DemoVisit, VISITOR_HZ } from '../support/demo-visit.js';
import { launchBrowser } from '../support/launch-browser.js';
import { hears } from '../support/page-sound.js';

describe('the page of 10,000 rows', () => {
  let browser: Browser;
  let visit: DemoVisit;

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    visit = await DemoVisit.start(browser, '1001', 'rows');
    await visit.page.evaluate(() => {
      const requests: string[] = [];
      Object.assign(window, { requests });
      document.addEventListener('cemscale-call-request', ({ number, source }) =>
        requests.push(`${source} ${number}`),
      );
    });
  });
  afterEach(() => visit.end());

  it('shows two hundred presence marks of one subscription, and calls by a link among them', async () => {
    const { page } = visit;
    assert.equal(await page.locator('tbody tr').count(), 10_000);
    const last = page.locator('cemscale-presence').last();
    await last.scrollIntoViewIfNeeded();
    await last.getByRole('button').waitFor();
    await page.waitForFunction(() =>
      [...document.querySelectorAll('cemscale-presence')].every((element) => element.isRealtime),
    );
    await page.getByRole('link', { name: '9196' }).click();
    await hears(page, VISITOR_HZ);
    assert.deepEqual(await page.evaluate('requests'), ['link 9196']);
  });

  it('calls a number that stands in the text of a row', async () => {
    const { page } = visit;
    await page.waitForFunction(() => (CSS.highlights.get('cemscale-call')?.size ?? 0) > 0);
    // In the middle of the window, so that neither the phone nor the head of the table lies over it.
    const number = await page.evaluate(() => {
      for (const range of CSS.highlights.get('cemscale-call') ?? []) {
        const shown = document.createRange();
        shown.setStart(range.startContainer, range.startOffset);
        shown.setEnd(range.endContainer, range.endOffset);
        const { x, y, width, height } = shown.getBoundingClientRect();
        const text = shown.toString();
        if (y > innerHeight / 3 && y < innerHeight / 2) return { x: x + width / 2, y: y + height / 2, text };
      }
      return null;
    });
    assert.ok(number, 'a number in the middle of the window');
    await page.mouse.move(number.x, number.y, { steps: 3 });
    await page.locator('[data-cemscale-ignore][popover]:popover-open').click();
    await page.waitForFunction('requests.length > 0');
    assert.deepEqual(await page.evaluate('requests'), [`link +1${number.text.replaceAll(/\D/g, '')}`]);
    await page.waitForFunction(() => document.querySelector('cemscale-phone')?.snapshot.currentCall !== null);
  });

  it('marks the numbers in sight that are text, and no order, date or sum', async () => {
    const { page } = visit;
    await page.waitForFunction(() => {
      const marked = CSS.highlights.get('cemscale-call');
      return marked !== undefined && marked.size > 0;
    });
    const wrong = await page.evaluate(() => {
      const texts = [...(CSS.highlights.get('cemscale-call') ?? [])].map(
        ({ startContainer, startOffset, endOffset }) =>
          startContainer.textContent?.slice(startOffset, endOffset) ?? '',
      );
      return texts.filter((text) => !/^\(\d{3}\) 555-01\d\d$/.test(text));
    });
    assert.deepEqual(wrong, []);
  });
});
