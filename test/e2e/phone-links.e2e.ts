import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { HOST_HZ, HostSite, hostSiteArgs } from '../support/host-site.js';
import { launchBrowser } from '../support/launch-browser.js';
import { hears } from '../support/page-sound.js';

describe('the phone links of a page', () => {
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

  const links = `<a id="echo" href="tel:9196">Call the echo</a> <a id="tones" href="tel:9196;ext=42">With tones</a>
    <a id="at-once" href="tel:9196;postd=42">At once</a>
    <a id="letters" href="tel:7042;phone-context=example.com">Local</a> <button data-cemscale-call="9196" id="marked">Call</button>`;

  async function open(attributes = ''): Promise<void> {
    await site.open({
      body: `<!doctype html><title>CRM</title>${links}<script>
        window.requests = []; window.left = [];
        document.addEventListener('cemscale-call-request', ({ number, source }) => requests.push([number, source]));
        addEventListener('click', (event) => { if (!event.isTrusted) event.preventDefault(); setTimeout(() => left.push(event.defaultPrevented)); });
        </script><script src="/softphone/cemscale-phone.js" data-token-url="${site.tokenUrl}" ${attributes}></script>`,
    });
    await site.page.waitForFunction(() => document.querySelector('cemscale-phone')?.snapshot?.status === 'online');
  }

  /** Its code comes once the phone is online. */
  const ready = () =>
    site.page.waitForFunction(
      'document.querySelector("#marked").matches("button") && performance.getEntriesByType("resource").some(({ name, responseEnd }) => /page-calls/.test(name) && responseEnd > 0)',
    );
  const requests = () => site.page.evaluate<unknown[]>('requests');

  it('call by the phone of the page and say so', async () => {
    await open();
    await ready();
    await site.page.click('#echo');
    await hears(site.page, HOST_HZ);
    assert.deepEqual(await requests(), [['9196', 'link']]);
    assert.deepEqual(await site.page.evaluate('left'), [true]);
  });

  it('send their tones once the call is answered', async () => {
    await open();
    await ready();
    await site.page.click('#tones');
    await site.page.waitForFunction(
      () => document.querySelector('cemscale-phone')?.snapshot.currentCall?.digits === '42',
    );
  });

  it('explain in words what cannot be dialled', async () => {
    await open();
    await ready();
    await site.page.click('#letters');
    await site.page.getByText('This cannot be dialled').waitFor();
  });

  it('wait for one more press with confirm-calls, and send their tones then', async () => {
    await open('data-confirm-calls');
    await ready();
    await site.page.focus('#tones');
    await site.page.keyboard.press('Enter');
    await site.page.getByText('Once they answer, 42 is sent.').waitFor();
    assert.deepEqual(await requests(), []);
    await site.page.keyboard.press('Enter');
    await site.page.waitForFunction(
      () => document.querySelector('cemscale-phone')?.snapshot.currentCall?.digits === '42',
    );
    assert.deepEqual(await requests(), [['9196', 'link']]);
  });

  it('leave no tones for the next call when they are refused', async () => {
    await open();
    await ready();
    await site.page.evaluate(
      "document.addEventListener('cemscale-call-request', (event) => event.preventDefault(), { once: true })",
    );
    await site.page.click('#at-once');
    await site.page.waitForFunction('requests.length === 1');
    await site.page.evaluate(() => document.querySelector('cemscale-phone')?.call('9196'));
    await hears(site.page, HOST_HZ);
    // Tones of this call come after any that were left.
    await site.page.evaluate(() => document.querySelector('cemscale-phone')?.sendDtmf('7'));
    await site.page.waitForFunction(() =>
      document.querySelector('cemscale-phone')?.snapshot.currentCall?.digits.endsWith('7'),
    );
    const digits = await site.page.evaluate(
      () => document.querySelector('cemscale-phone')?.snapshot.currentCall?.digits,
    );
    assert.equal(digits, '7');
  });

  it('start nothing by a click that a script made', async () => {
    await open();
    await ready();
    await site.page.evaluate(() => {
      for (const target of document.querySelectorAll<HTMLElement>('a, [data-cemscale-call]')) {
        target.click();
        target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));
        target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      }
    });
    assert.deepEqual(await requests(), []);
    // A person's click still does.
    await site.page.click('#marked');
    await site.page.waitForFunction('requests.length === 1');
  });

  it('are left alone with click-to-call="off"', async () => {
    await open('data-click-to-call="off"');
    await site.page.click('#echo');
    assert.deepEqual([await requests(), await site.page.evaluate('left')], [[], [false]]);
  });
});
