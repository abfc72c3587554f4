import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './support/launch-browser.js';
import { until } from './support/poll.js';
import { ScriptHost } from './support/script-host.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const { files } = JSON.parse(readFileSync('dist/integrity.json', 'utf8')) as { files: Record<string, string> };
const script = (more = ''): string =>
  `<script src="/softphone/cemscale-phone.js" data-token-url="/voip/token" data-connect="manual" ${more}></script>`;

/** Asks for a call and keeps what became of it in `window.outcomes`. */
const noting = (expression: string): string =>
  `(window.outcomes ??= []); ${expression}.then((value) => outcomes.push(['done', value ?? null]), ({ name, reason }) => outcomes.push([name, reason]));`;

describe('window.CemScale', () => {
  let browser: Browser;
  let host: ScriptHost;
  let page: Page;
  let lines: string[];

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  afterEach(async () => {
    await page.close();
    await host.close();
  });

  async function open(html: string, chunksAvailable = true, fakeTime = false): Promise<void> {
    host = await ScriptHost.start(html);
    host.chunksAvailable = chunksAvailable;
    page = await browser.newPage();
    lines = [];
    page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => lines.push(`pageerror: ${error.message}`));
    await page.addInitScript(() => {
      const requests: unknown[] = [];
      Object.assign(window, { callRequests: requests });
      document.addEventListener('cemscale-call-request', ({ number, source }) => requests.push([number, source]));
    });
    if (fakeTime) await page.clock.install();
    await page.goto(host.url);
  }

  const ready = async (): Promise<string> => {
    await page.evaluate('CemScale.ready.then((phone) => { window.readyPhone = phone.localName; }); null');
    return until('the phone', () => page.evaluate<string | null>('window.readyPhone ?? null'));
  };
  const outcomes = (count: number): Promise<unknown[]> =>
    until(`${count} outcomes`, async () => {
      const seen = await page.evaluate<unknown[]>('window.outcomes ?? []');
      return seen.length >= count ? seen : null;
    });

  it('is there at once, with its version, and says when the phone can be used', async () => {
    await open(`${script()}<script>window.early = [CemScale.version, CemScale.snapshot]</script>`);
    assert.deepEqual(await page.evaluate('early'), [version, null]);
    assert.equal(await ready(), 'cemscale-phone');
    assert.equal(await page.evaluate('CemScale.snapshot.status'), 'offline');
  });

  it('runs what was asked before the phone was ready, in order, and answers with the errors of the phone', async () => {
    await open(
      `${script()}<script>${noting("CemScale.call('9196')")} CemScale.show(); ${noting("CemScale.sendDtmf('1')")}</script>`,
    );
    // Nobody grants a token here, so that the call ends in a typed error of the way online.
    assert.deepEqual((await outcomes(2)).map((outcome) => (outcome as string[])[0]).sort(), [
      'ApiError',
      'CallError',
    ]);
    assert.deepEqual(await page.evaluate('callRequests'), [['9196', 'api']]);
    assert.equal(await page.evaluate('document.querySelector("cemscale-phone").open'), true);
  });

  it('takes functions from a stub that stood there before it, and runs later ones at once', async () => {
    const stub = 'window.CemScale = window.CemScale || { q: [] };';
    const push = 'CemScale.q.push((phone) => { (window.got ??= []).push(phone.version); })';
    await open(
      `<script>${stub} ${push}; CemScale.q.push(() => { throw new Error('fault of the page') }); ${push};</script>${script('async')}`,
    );
    await ready();
    assert.deepEqual(await page.evaluate(`${push}; got`), [version, version, version]);
    assert.deepEqual(
      lines.filter((line) => line.startsWith('pageerror')),
      ['pageerror: fault of the page'],
    );
  });

  it('tells events by their short and their whole names until told to stop', async () => {
    await open(script());
    await ready();
    const heard = await page.evaluate(`(async () => {
      const heard = [];
      const stop = CemScale.on('call-request', (event) => { heard.push('short ' + event.number); event.preventDefault(); });
      CemScale.on('cemscale-call-request', (event) => { heard.push('whole ' + event.number); event.preventDefault(); });
      await CemScale.call('1').catch(() => {});
      stop();
      await CemScale.call('2').catch(() => {});
      return heard;
    })()`);
    assert.deepEqual(heard, ['short 1', 'whole 1', 'whole 2']);
  });

  it('refuses a call that could not begin in time, and never makes it later', async () => {
    await open(
      `${script()}<script>${noting("CemScale.call('9196')")} ${noting('CemScale.show()')}</script>`,
      false,
      true,
    );
    await page.clock.runFor(9000);
    assert.deepEqual(await page.evaluate('outcomes'), []);
    await page.clock.runFor(2000);
    assert.deepEqual(await page.evaluate('outcomes'), [['CallError', 'not-online']]);
    host.chunksAvailable = true;
    for (let attempt = 0; attempt < 20 && (await page.evaluate<number>('outcomes.length')) < 2; attempt += 1)
      await page.clock.runFor(30_000);
    assert.deepEqual(await page.evaluate('[outcomes[1], callRequests]'), [['done', null], []]);
  });

  it('lets a hang-up take back the calls that wait, however many there are', async () => {
    await open(
      `${script()}<script>
        for (let i = 0; i < 25; i += 1) { ${noting("CemScale.call('9196')")} }
        ${noting('CemScale.hangup()')}
      </script>`,
    );
    const seen = (await outcomes(26)) as string[][];
    const count = (reason: string): number => seen.filter((outcome) => outcome.includes(reason)).length;
    assert.deepEqual([count('canceled-by-page'), count('not-online'), count('done')], [20, 5, 1]);
    await ready();
    assert.deepEqual(await page.evaluate('callRequests'), []);
  });

  for (const isDefined of [false, true])
    it(`works with a phone that the page puts there later, ${isDefined ? 'after' : 'before'} its code has come`, async () => {
      await open(
        `<script src="/softphone/cemscale-phone.js"></script><script>${noting('CemScale.show()')}</script>`,
      );
      if (isDefined) await page.evaluate(`customElements.whenDefined('cemscale-phone').then(() => null)`);
      await page.evaluate(
        `document.body.insertAdjacentHTML('beforeend', '<p><cemscale-phone token-url="/voip/token" connect="manual"></cemscale-phone></p>')`,
      );
      assert.deepEqual(await outcomes(1), [['done', null]]);
      assert.equal(await ready(), 'cemscale-phone');
    });

  it('keeps the first of two versions and names both, once', async () => {
    await open(script());
    await ready();
    const newer = readFileSync('dist/cemscale-phone.js', 'utf8').replaceAll(`\`${version}\``, '`9.9.9`');
    await page.route('**/softphone/9.9.9/cemscale-phone.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: newer }),
    );
    await page.addScriptTag({ url: `${host.url}softphone/9.9.9/cemscale-phone.js` });
    const warnings = lines.filter((line) => line.startsWith('warning: [cemscale]'));
    assert.equal(warnings.length, 1);
    assert.match(
      warnings[0] ?? '',
      new RegExp(`versions ${version} and 9\\.9\\.9\\. The first one, ${version}, stays`),
    );
    assert.equal(await page.evaluate('CemScale.version'), version);
    assert.equal(await page.locator('cemscale-phone').count(), 1);
  });

  it('is no victim of an element with that id, and leaves a global of the page alone', async () => {
    await open(`<form id="CemScale"></form>${script()}`);
    assert.equal(await ready(), 'cemscale-phone');
    await page.close();
    await host.close();
    await open(`<script>window.CemScale = { own: true }</script>${script()}`);
    await page.waitForFunction(() => customElements.get('cemscale-phone') !== undefined);
    assert.deepEqual(await page.evaluate('CemScale'), { own: true });
    assert.match(lines.join('\n'), /warning: \[cemscale\] window\.CemScale stays what it is/);
  });

  it('runs only the files whose hashes the page names', async () => {
    const map = (change: (hash: string) => string): string => {
      const entries = Object.entries(files).map(([path, hash]) => [`/softphone/${path}`, change(hash)]);
      return `<script type="importmap">${JSON.stringify({ integrity: Object.fromEntries(entries) })}</script>`;
    };
    const hashed = script(`integrity="${files['cemscale-phone.js']}"`);
    await open(map((hash) => hash) + hashed);
    assert.equal(await ready(), 'cemscale-phone');
    await page.close();
    await host.close();
    // Another first letter, whatever the first letter is.
    await open(map((hash) => hash.replace(/-(.)/, (_, letter) => (letter === 'x' ? '-y' : '-x'))) + hashed);
    await until('a complaint', () => lines.some((line) => /could not be loaded from .*chunks/.test(line)));
    assert.equal(await page.evaluate('customElements.get("cemscale-phone") === undefined'), true);
  });
});
