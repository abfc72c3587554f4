import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import { launchBrowser } from '../support/launch-browser.js';
import { until } from '../support/poll.js';

const API_KEY = 'csk_dev_marked-api-key-that-must-not-leave-the-server';

describe('the platform client in a page', () => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];
  const addresses: string[] = [];
  /** Token and SIP password of every grant that the page was given. */
  const secrets: string[] = [];

  before(async () => {
    demo = await startDemo({ port: 0, quiet: true, apiKey: API_KEY });
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('request', (request) => addresses.push(request.url()));
    page.on('response', async (response) => {
      if (!response.url().endsWith('/token')) return;
      const { token, sip } = (await response.json()) as { token: string; sip: { password: string } };
      secrets.push(token, sip.password);
    });
    // The TypeScript loader of the tests names functions with a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (fn) => fn');
    await page.goto(demo.url);
    await page.click('button[value="1001"]');
    await page.locator('#log b', { hasText: /^registered$/ }).waitFor();
    await page.evaluate(installClient);
  });

  after(async () => {
    await browser?.close();
    await demo?.close();
  });

  it('reads what the token allows, over the gateway of the page', async () => {
    const numbers = await page.evaluate(async () => {
      const { extensions } = await (globalThis as unknown as ClientWindow).client.listExtensions();
      return extensions.map(({ extension }) => extension);
    });
    assert.ok(numbers.includes('1001') && numbers.includes('1006'));
  });

  it('is refused what the token does not allow, with a typed error', async () => {
    const reason = await page.evaluate(() =>
      (globalThis as unknown as ClientWindow).client.listApiKeys().then(
        () => 'answered',
        (error: { reason: string }) => error.reason,
      ),
    );
    assert.equal(reason, 'forbidden');
    // The browser itself tells the console of every 403.
    problems.length = 0;
  });

  it('hears the events of a call that the phone beside it makes, in order', async () => {
    await page.evaluate(async () => {
      const { client, heard } = globalThis as unknown as ClientWindow;
      for (const name of ['call_start', 'call_answer', 'call_end']) client.onWsEvent(name, () => heard.push(name));
      client.connectWebSocket();
    });
    await until('the live events', () =>
      page.evaluate(() => (globalThis as unknown as ClientWindow).client.isRealtime),
    );
    await page.evaluate(() => document.querySelector('cemscale-phone')?.call('9196'));
    await page.locator('#log b', { hasText: /^call-answered$/ }).waitFor();
    await page.evaluate(() => document.querySelector('cemscale-phone')?.hangup());
    const heard = await until('the end of the call', async () => {
      const names = await page.evaluate(() => (globalThis as unknown as ClientWindow).heard);
      return names.includes('call_end') ? names : null;
    });
    assert.deepEqual(heard, ['call_start', 'call_answer', 'call_end']);
  });

  it('leaves no token and no password in the page: not in its storage, not in its elements', async () => {
    assert.ok(secrets.length >= 2);
    const kept = await page.evaluate(async () => {
      const markup = (root: Document | ShadowRoot): string[] => [
        root instanceof Document ? root.documentElement.outerHTML : root.innerHTML,
        ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? markup(shadowRoot) : [])),
      ];
      const stores = [{ ...localStorage }, { ...sessionStorage }, document.cookie, await indexedDB.databases()];
      return JSON.stringify([stores, markup(document)]);
    });
    assert.ok(kept.includes('cemscale-phone'));
    for (const secret of [...secrets, API_KEY]) assert.ok(!kept.includes(secret));
  });

  it('leaves neither the API key nor a token in an address or on the console', () => {
    assert.deepEqual(problems, []);
    assert.ok(addresses.length > 0);
    for (const address of addresses) assert.doesNotMatch(address, /csk_dev|marked-api-key|eyJ/);
  });
});

interface ClientWindow {
  readonly heard: string[];
  readonly client: {
    readonly isRealtime: boolean;
    listExtensions(): Promise<{ extensions: { extension: string }[] }>;
    listApiKeys(): Promise<unknown>;
    onWsEvent(name: string, listener: () => void): void;
    connectWebSocket(): void;
  };
}

// Runs in the page: the entry is loaded as a module, as a page without a bundler would.
async function installClient(): Promise<void> {
  const entry = '/softphone/esm/api/index.js';
  const { VoIPClient } = (await import(entry)) as { VoIPClient: new (options: object) => ClientWindow['client'] };
  Object.assign(globalThis, { heard: [], client: new VoIPClient({ tokenUrl: '/voip/as/1001/token' }) });
}
