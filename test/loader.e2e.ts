import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './support/launch-browser.js';
import { ScriptHost } from './support/script-host.js';

const tokenUrl = 'data-token-url="/voip/token"';

describe('the classic script', () => {
  let browser: Browser;
  let host: ScriptHost;
  let page: Page;
  let consoleLines: string[];

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  afterEach(async () => {
    await page.close();
    await host.close();
  });

  async function open(
    html: string,
    headers: Record<string, string> = {},
    prepare?: () => Promise<void>,
  ): Promise<void> {
    host = await ScriptHost.start(html, headers);
    page = await browser.newPage();
    consoleLines = [];
    page.on('console', (message) => consoleLines.push(`${message.type()}: ${message.text()}`));
    await page.addInitScript(() => {
      const errors: unknown[] = [];
      Object.assign(window, { seenErrors: errors });
      document.addEventListener('cemscale-error', (event) => errors.push(event.error.reason));
    });
    await prepare?.();
    await page.goto(host.url);
  }

  const script = (attributes: string): string =>
    `<script src="/softphone/cemscale-phone.js" ${attributes}></script>`;
  const phones = (): Promise<number> => page.locator('cemscale-phone').count();
  const defined = (): Promise<unknown> =>
    page.waitForFunction(() => customElements.get('cemscale-phone') !== undefined);
  const said = (text: RegExp): Promise<unknown> =>
    until(
      () => consoleLines.some((line) => text.test(line)),
      () => consoleLines.join('\n'),
    );
  const marked = (name: string): Promise<string | null> => page.locator('cemscale-phone').getAttribute(name);

  it('puts one phone on the page and passes its attributes on', async () => {
    await open(
      `<head>${script(`async ${tokenUrl} data-mode="inline" data-lang="es" data-theme="dark" data-connect="manual"`)}</head><p>Hello`,
    );
    await defined();
    assert.equal(await phones(), 1);
    assert.deepEqual(await Promise.all(['token-url', 'mode', 'lang', 'theme', 'connect', 'open'].map(marked)), [
      '/voip/token',
      'inline',
      'es',
      'dark',
      'manual',
      null,
    ]);
  });

  it('opens the phone for data-open and keeps it closed for data-open="false"', async () => {
    await open(script(`${tokenUrl} data-connect="manual" data-open`));
    await defined();
    assert.equal(await marked('open'), '');
    await page.close();
    await host.close();
    await open(script(`${tokenUrl} data-connect="manual" data-open="false"`));
    await defined();
    assert.equal(await marked('open'), null);
  });

  it('passes nothing on that is not an attribute of the phone', async () => {
    await open(
      script(`${tokenUrl} data-connect="manual" data-onclick="alert(1)" data-style="color:red" data-id="x"`),
    );
    await defined();
    assert.deepEqual(await Promise.all(['onclick', 'id'].map(marked)), [null, null]);
  });

  it('leaves the phone to the page that has one, even further down', async () => {
    await open(
      `<head>${script(tokenUrl)}</head><cemscale-phone id="own" connect="manual" token-url="/own/token"></cemscale-phone>`,
    );
    await defined();
    assert.equal(await phones(), 1);
    assert.deepEqual(await Promise.all(['id', 'token-url'].map(marked)), ['own', '/own/token']);
  });

  it('says that it is there twice, and the first one stays in charge', async () => {
    await open(
      script(`${tokenUrl} data-connect="manual" data-label="first"`) +
        script('data-token-url="/other" data-label="second"'),
    );
    await said(/^warning: \[cemscale\] .*twice/);
    await defined();
    assert.equal(await phones(), 1);
    assert.equal(await marked('label'), 'first');
  });

  it('says in words that the token URL is missing', async () => {
    await open(script(''));
    await said(/^error: \[cemscale\] There is no token URL.*data-token-url="\/voip\/token"/);
    assert.equal(await phones(), 0);
  });

  it('does not load the SIP engine for a closed phone that is not to connect', async () => {
    await open(script(`${tokenUrl} data-connect="manual"`));
    await defined();
    await page.waitForLoadState('networkidle');
    assert.ok(host.scripts.length > 0);
    assert.deepEqual(
      host.scripts.filter((sent) => sent.body.includes('SIP/2.0')),
      [],
    );
  });

  it('works where a policy forbids everything but a nonce and hands that nonce on to its chunks', async () => {
    const policy =
      "default-src 'none'; script-src 'nonce-c2VjcmV0' 'strict-dynamic'; connect-src 'self'; require-trusted-types-for 'script'";
    await open(script(`nonce="c2VjcmV0" ${tokenUrl} data-connect="manual"`), {
      'Content-Security-Policy': policy,
    });
    await defined();
    assert.equal(await phones(), 1);
    assert.deepEqual(
      consoleLines.filter((line) => /Content.Security.Policy|Trusted/i.test(line)),
      [],
    );
  });

  it('says when its chunks cannot be had, tells the page once, and recovers when they can', async () => {
    await open(script(`${tokenUrl} data-connect="manual"`), {}, async () => {
      host.chunksAvailable = false;
      await page.clock.install();
    });
    await page.clock.runFor(1000);
    await said(/^error: \[cemscale\] The phone could not be loaded from .*chunks\/cemscale-phone/);
    await page.clock.runFor(120_000);
    assert.deepEqual(await page.evaluate('seenErrors'), ['engine-failed']);
    host.chunksAvailable = true;
    const isDefined = (): Promise<boolean> =>
      page.evaluate(() => customElements.get('cemscale-phone') !== undefined);
    for (let attempt = 0; attempt < 20 && !(await isDefined()); attempt += 1) await page.clock.runFor(30_000);
    await defined();
    assert.equal(consoleLines.filter((line) => line.includes('could not be loaded')).length, 1);
  });
});

/** Waits for a fact outside the page; what was seen instead goes into the error. */
async function until(fact: () => boolean, instead: () => string): Promise<void> {
  const end = performance.now() + 10_000;
  while (!fact()) {
    if (performance.now() > end) assert.fail(`It did not come true. Seen instead:\n${instead()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
