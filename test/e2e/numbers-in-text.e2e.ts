import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { HostSite, hostSiteArgs } from '../support/host-site.js';
import { launchBrowser } from '../support/launch-browser.js';

/** A CRM page with numbers in places that call and in places that do not. */
const crm = `<h1>Harbor Dental</h1>
  <table><tr><th>Name</th><th>Phone</th><th>Order</th></tr><tr><td>Ana</td><td id="ana">555-201-0101</td><td>5552010102</td></tr></table>
  <p id="echo">Call +1 555 201 0117 today</p>
  <input value="+1 555 201 0103"><textarea>+1 555 201 0103</textarea><p contenteditable>+1 555 201 0103</p>
  <pre>+1 555 201 0103</pre><code>+1 555 201 0103</code><div data-cemscale-ignore>+1 555 201 0103</div>
  <div id="list"></div>`;

/** No inline script or style, no markup from scripts; the phone stands in the page itself. */
const policy = [
  "default-src 'none'; script-src 'self'; connect-src 'self' ws:; img-src data:; style-src 'none'",
  "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
].join('; ');

describe('telephone numbers in the text of a page', () => {
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

  async function open(attributes = '', headers = {}): Promise<void> {
    // Takes no part in the page: what it is to see is written down by the page's own script.
    await site.page.addInitScript(() => {
      const seen = { requests: [] as string[], violations: [] as string[] };
      Object.assign(window, { seen });
      document.addEventListener('cemscale-call-request', ({ number, source }) =>
        seen.requests.push(`${number} ${source}`),
      );
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        seen.violations.push(effectiveDirective),
      );
    });
    await site.open({
      body: `<!doctype html><html lang="en"><title>CRM</title><link rel="icon" href="data:,"><body><main>${crm}</main>
        <script src="/softphone/cemscale-phone.js" data-token-url="${site.tokenUrl}" data-click-to-call="text" data-country="US" ${attributes}></script>`,
      headers,
    });
    await marked('+1 555 201 0117', '555-201-0101');
  }

  /** Waits until these numbers, and no others, are underlined. */
  async function marked(...numbers: string[]): Promise<void> {
    await site.page.waitForFunction(
      (wanted) =>
        [...(CSS.highlights.get('cemscale-call') ?? [])]
          .map((range) => range.startContainer.textContent?.slice(range.startOffset, range.endOffset))
          .sort()
          .join() === wanted,
      numbers.sort().join(),
    );
  }

  const seen = () => site.page.evaluate<{ requests: string[]; violations: string[] }>('seen');
  const inCall = () =>
    site.page.waitForFunction(
      () => document.querySelector('cemscale-phone')?.snapshot.currentCall?.state.phase === 'active',
    );

  /** Where the middle of a number is, and of the button once it is shown. */
  async function middleOf(selector: string, number: string): Promise<[number, number]> {
    return site.page.evaluate(
      ([selector, number]) => {
        const text = document.querySelector(selector)!.firstChild as Text;
        const range = document.createRange();
        range.setStart(text, text.data.indexOf(number));
        range.setEnd(text, text.data.indexOf(number) + number.length);
        const { left, top, width, height } = range.getBoundingClientRect();
        return [left + width / 2, top + height / 2] as [number, number];
      },
      [selector, number] as const,
    );
  }

  const button = () => site.page.locator('[data-cemscale-ignore][popover]:popover-open');

  async function pressAt(selector: string, number: string): Promise<void> {
    await site.page.mouse.move(...(await middleOf(selector, number)));
    await button().click();
  }

  it('are called by the button under the pointer, and the page stays as it is', async () => {
    const main = () => site.page.evaluate('document.querySelector("main").outerHTML');
    await open();
    const before = await main();
    await pressAt('#ana', '555-201-0101');
    await inCall();
    assert.deepEqual((await seen()).requests, ['+15552010101 link']);
    assert.equal(await main(), before);
    assert.equal(await site.page.locator('style').count(), 0);
  });

  it('are called by the keyboard alone', async () => {
    await open();
    // Behind the last field of the page.
    await site.page.focus('textarea');
    await site.page.keyboard.press('Tab');
    for (let stops = 0; stops < 6 && (await button().count()) === 0; stops += 1)
      await site.page.keyboard.press('Tab');
    await button().waitFor();
    await site.page.keyboard.press('Enter');
    await inCall();
    assert.equal((await seen()).requests.length, 1);
  });

  it('are found in rows that a list puts there later, and forgotten with them', async () => {
    await open();
    await site.page.evaluate(() => {
      const row = document.createElement('p');
      row.id = 'row';
      row.textContent = 'Tel. 555 201 0117';
      document.querySelector('#list')?.append(row);
    });
    await marked('+1 555 201 0117', '555-201-0101', '555 201 0117');
    // A virtual list writes the next person into the same row.
    await site.page.evaluate(() => (document.querySelector('#row')!.firstChild!.nodeValue = 'Tel. 555 201 0101'));
    await marked('+1 555 201 0117', '555-201-0101', '555 201 0101');
    await pressAt('#row', '555 201 0101');
    await inCall();
    assert.deepEqual((await seen()).requests, ['+15552010101 link']);
    await site.page.evaluate(() => document.querySelector('#row')?.remove());
    await marked('+1 555 201 0117', '555-201-0101');
  });

  it('are called under a strict policy without a report', async () => {
    await open('', { 'Content-Security-Policy': policy });
    await pressAt('#echo', '+1 555 201 0117');
    await inCall();
    const { requests, violations } = await seen();
    assert.deepEqual([requests, violations], [['+15552010117 link'], []]);
    assert.deepEqual(
      site.lines.filter((line) => /Content.Security.Policy|Trusted|^pageerror/i.test(line)),
      [],
    );
  });

  it('wait for one more press with confirm-calls', async () => {
    await open('data-confirm-calls');
    await pressAt('#ana', '555-201-0101');
    await site.page.getByText('Press Call to call this number.').waitFor();
    const field = site.page.getByLabel('Number to call');
    // Grouped as soon as the numbering plans are there.
    assert.equal((await field.inputValue()).replaceAll(' ', ''), '+15552010101');
    assert.deepEqual((await seen()).requests, []);
    await site.page.waitForFunction(
      () =>
        document.querySelector('cemscale-phone')?.shadowRoot?.activeElement?.localName === 'cemscale-phone-panel',
    );
    await site.page.keyboard.press('Enter');
    await inCall();
    assert.deepEqual((await seen()).requests, ['+15552010101 link']);
  });
});
