import assert from 'node:assert/strict';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, afterEach, describe, it, type TestContext } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import { online } from '../support/demo-visit.js';
import { launchBrowser } from '../support/launch-browser.js';
import { giveSound, hears } from '../support/page-sound.js';

const OWN_HZ = 440;

/** The demo without the headers that keep its pages out of the back/forward cache: what a person signed in to is no-store there. */
async function cacheable(demo: Demo): Promise<{ server: Server; url: string }> {
  const { host, origin, port } = new URL(demo.url);
  const server = createServer((incoming, answer) => {
    const headers: IncomingHttpHeaders = { ...incoming.headers, host };
    if (headers.origin) headers.origin = origin;
    if (headers.referer) headers.referer = headers.referer.replace(/^http:\/\/[^/]*/, origin);
    const onward = request(
      { host: 'localhost', port, path: incoming.url, method: incoming.method, headers },
      (response) => {
        const kept = { ...response.headers };
        if (kept['content-type']?.includes('html')) {
          delete kept['cache-control'];
          delete kept['content-security-policy'];
        }
        answer.writeHead(response.statusCode ?? 502, kept);
        response.pipe(answer);
      },
    );
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return { server, url: `http://localhost:${(server.address() as AddressInfo).port}` };
}

/** What the page that is shown again was like in that moment. */
interface Shown {
  readonly persisted: boolean;
  readonly status: string;
}

describe('a page in the back/forward cache', () => {
  let browser: Browser;
  let demo: Demo;
  let site: Awaited<ReturnType<typeof cacheable>>;
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    browser = await launchBrowser([], undefined, ['--disable-back-forward-cache']);
  });
  after(() => browser.close());
  beforeEach(async () => {
    demo = await startDemo({ port: 0, quiet: true });
    site = await cacheable(demo);
    context = await browser.newContext();
    page = await context.newPage();
    await giveSound(page, OWN_HZ);
    await page.goto(site.url);
    await page.click('button[value="1001"]');
    await online(page);
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => {
        const status = document.querySelector('cemscale-phone')?.snapshot?.status;
        Object.assign(globalThis, { shown: { persisted, status } });
      });
    });
  });
  afterEach(async () => {
    await context.close();
    site.server.close();
    site.server.closeAllConnections();
    await demo.close();
  });

  const snapshot = () => page.evaluate(() => document.querySelector('cemscale-phone')!.snapshot);

  /** Elsewhere and back; how the page was when it was shown again, and how long it took to be online. */
  async function thereAndBack(test: TestContext): Promise<void> {
    await page.goto(`${site.url}/softphone/integrity.json`);
    await page.goBack({ waitUntil: 'commit' });
    const since = Date.now();
    const shown = await page.evaluate(() => (globalThis as unknown as { shown: Shown }).shown);
    assert.ok(shown?.persisted, 'it is the same page, not a new one of the same address');
    // The light says what the platform has confirmed, and it has confirmed nothing yet.
    assert.notEqual(shown.status, 'online');
    await online(page);
    test.diagnostic(`online ${Date.now() - since} ms after it was shown again`);
  }

  it('is online again by itself, and does not say so before', async (test) => {
    await thereAndBack(test);
    await page.evaluate(() => document.querySelector('cemscale-phone')!.call('9196'));
    await hears(page, OWN_HZ);
  });

  it('goes on with its call, timer and mute as they were', async (test) => {
    await page.evaluate(() => document.querySelector('cemscale-phone')!.call('9196'));
    await hears(page, OWN_HZ);
    const before = (await snapshot()).currentCall;
    await thereAndBack(test);
    await page.waitForFunction(
      () => document.querySelector('cemscale-phone')?.snapshot.currentCall?.state.phase === 'active',
    );
    const { currentCall: now } = await snapshot();
    assert.deepEqual([now?.id, now?.state], [before?.id, before?.state]);
    await hears(page, OWN_HZ);
  });
});
