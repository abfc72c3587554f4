import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Frame, Page } from 'playwright-core';
import { HOST_HZ, HostSite, hostSiteArgs, type HostDocument } from './support/host-site.js';
import { launchBrowser } from './support/launch-browser.js';
import { frozenIntrinsics, mooTools, oldPromise, prototypeJs } from './support/old-libraries.js';
import { hears } from './support/page-sound.js';

const tag = '<script src="/softphone/cemscale-phone.js" data-token-url="/voip/as/1001/token"></script>';
const page = (head: string, body = ''): string =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;

describe('the classic script on the pages that people have', () => {
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

  const online = (where: Page | Frame): Promise<unknown> =>
    where.waitForFunction(
      () => document.querySelector('cemscale-phone')?.snapshot?.status === 'online',
      undefined,
      { timeout: 8000 },
    );

  const complaints = (): string[] => site.lines.filter((line) => /^(error|pageerror|warning):/.test(line));

  /** The whole way: online, a call by the keys of the open phone, the echo heard, the end. */
  async function callsTheEcho(): Promise<void> {
    const { page } = site;
    await online(page).catch((error: unknown) => {
      throw new Error(`not online:\n${site.lines.join('\n')}`, { cause: error });
    });
    await page.getByRole('button', { name: /^Phone/ }).click();
    for (const key of ['9', '1', '9', '6'])
      await page.getByRole('button', { name: new RegExp(`^${key}\\b`) }).click();
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await hears(page, HOST_HZ);
    await page.getByRole('button', { name: 'Mute' }).click();
    await page.getByRole('button', { name: 'Muted' }).waitFor();
    await page.getByRole('button', { name: 'End call' }).click();
    await page.getByText('Call ended').first().waitFor();
  }

  async function callsWithoutComplaint(document: HostDocument): Promise<void> {
    await site.open(document);
    await callsTheEcho();
    assert.deepEqual(complaints(), []);
  }

  it('calls in quirks mode', async () => {
    await callsWithoutComplaint({ body: `<title>1998</title><table><tr><td>Hello</table>${tag}` });
    assert.equal(await site.page.evaluate(() => document.compatMode), 'BackCompat');
  });

  it('looks in quirks mode as it looks in a standard page', async () => {
    await site.page.emulateMedia({ reducedMotion: 'reduce' });
    const boxes: unknown[] = [];
    for (const doctype of ['<!doctype html>', '']) {
      await site.open({ body: `${doctype}<body>${tag}` }, `/mode-${boxes.length}`);
      await online(site.page);
      await site.page.getByRole('button', { name: /^Phone/ }).click();
      const key = await site.page.getByRole('button', { name: /^5\b/ }).boundingBox();
      boxes.push([key, await site.page.getByRole('button', { name: 'Call', exact: true }).boundingBox()]);
    }
    assert.deepEqual(boxes[1], boxes[0]);
  });

  it('asks its own origin for the token where a <base> leads elsewhere', async () => {
    await callsWithoutComplaint({
      body: page('<base href="https://cdn.example/assets/">', tag.replace('src="', `src="${site.origin}`)),
    });
    assert.deepEqual(
      site.requests.filter((url) => url.includes('cdn.example')),
      [],
    );
  });

  it('reads a relative token URL by a <base> of its own origin', async () => {
    const relative = tag.replace('"/voip/as', '"as').replace('src="', `src="${site.origin}`);
    await callsWithoutComplaint({ body: page('<base href="/voip/">', relative) });
  });

  it('calls inside a frame', async () => {
    await site.serve('/inner', { body: page('', tag) });
    await site.open({ body: page('', '<h1>Outer</h1><iframe src="/inner" width="500" height="800"></iframe>') });
    const frame = site.page.frame({ url: /inner/ });
    assert.ok(frame);
    await online(frame);
    await frame.evaluate(() => document.querySelector('cemscale-phone')?.call('9196'));
    await frame.waitForFunction(
      () => document.querySelector('cemscale-phone')?.snapshot.currentCall?.state.phase === 'active',
    );
    assert.deepEqual(complaints(), []);
  });

  it('puts nothing into a frameset, says why in one line, and calls in one of its frames', async () => {
    await site.serve('/menu', { body: page('', '<h1>Menu</h1>') });
    await site.serve('/work', { body: page('', tag) });
    await site.open({
      body: `<html><head>${tag}</head><frameset cols="30%,*"><frame src="/menu"><frame src="/work"></frameset></html>`,
    });
    await site.said(/^error: \[cemscale\] This page is a frameset .* the page of one frame/);
    assert.equal(await site.page.locator('cemscale-phone').count(), 0);
    const frame = site.page.frame({ url: /work/ });
    assert.ok(frame);
    await online(frame);
    assert.equal(complaints().length, 1);
  });

  it('calls on a page that is served as XHTML', async () => {
    const xhtml = `<?xml version="1.0" encoding="utf-8"?>
      <html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>XHTML</title></head>
      <body><p>Strict &#169;</p>${tag}</body></html>`;
    await callsWithoutComplaint({ body: xhtml, type: 'application/xhtml+xml' });
    assert.equal(await site.page.evaluate(() => document.contentType), 'application/xhtml+xml');
  });

  for (const [name, library] of Object.entries({ 'Prototype.js': prototypeJs, MooTools: mooTools })) {
    it(`calls beside ${name}`, async () => {
      await callsWithoutComplaint({ body: page(`<script>${library}</script>`, tag) });
      await site.page.evaluate(() => document.querySelector('cemscale-phone')?.hide());
      assert.equal(await site.page.evaluate(() => document.querySelector('cemscale-phone')?.style.display), '');
    });
  }

  it('calls with a Promise of before 2015', async () => {
    await callsWithoutComplaint({ body: page(`<script>${oldPromise}</script>`, tag) });
  });

  it('calls where all built-in objects are frozen, and its errors keep their names', async () => {
    await callsWithoutComplaint({ body: page(`<script>${frozenIntrinsics}</script>`, tag) });
    const error = await site.page.evaluate(() =>
      document
        .querySelector('cemscale-phone')
        ?.call('not a number')
        .then(
          () => null,
          ({ name, reason }) => ({ name, reason }),
        ),
    );
    assert.deepEqual(error, { name: 'CallError', reason: 'invalid-number' });
  });

  it('calls beside a Lit of the page, under Trusted Types that allow each policy once', async () => {
    // Stands for the page's own Lit: it takes the names that Lit takes.
    const hostLit = `trustedTypes.createPolicy('lit-html', { createHTML: (text) => text });
      globalThis.litHtmlVersions = ['2.0.0']; globalThis.litElementVersions = ['3.0.0']; globalThis.reactiveElementVersions = ['1.0.0'];`;
    const policy = [
      "default-src 'none'; script-src 'nonce-aG9zdA=='; connect-src 'self' ws:; img-src data:",
      "require-trusted-types-for 'script'; trusted-types lit-html cemscale",
    ].join('; ');
    const nonced = tag.replace('<script', '<script nonce="aG9zdA=="');
    await callsWithoutComplaint({
      body: page(`<link rel="icon" href="data:,"><script nonce="aG9zdA==">${hostLit}</script>`, nonced),
      headers: {
        'Content-Security-Policy': policy.replace("'nonce-aG9zdA=='", "'nonce-aG9zdA==' 'strict-dynamic'"),
      },
    });
    assert.equal(await site.page.evaluate('litHtmlVersions.length'), 1);
  });

  it('loads another element when its tag appears, and not before', async () => {
    await site.open({ body: page('', tag) });
    await online(site.page);
    const isDefined = (): Promise<boolean> =>
      site.page.evaluate(() => customElements.get('cemscale-presence') !== undefined);
    assert.equal(await isDefined(), false);
    await site.page.evaluate(() => {
      document.body.insertAdjacentHTML(
        'beforeend',
        '<p>Ana is <cemscale-presence extension="1002"></cemscale-presence></p>',
      );
    });
    await site.page.waitForFunction(() => customElements.get('cemscale-presence') !== undefined);
    assert.deepEqual(complaints(), []);
  });

  it('says when the way online cannot be loaded, and goes online once it can', async () => {
    const blocked = '**/chunks/online-*';
    await site.context.route(blocked, (route) => route.abort());
    await site.open({ body: page('', tag) });
    await site.page.waitForFunction(
      () => document.querySelector('cemscale-phone')?.snapshot?.error?.reason === 'engine-failed',
    );
    await site.page.getByText('Failed').waitFor();
    await site.context.unroute(blocked);
    await online(site.page);
  });

  it('leaves one name on window and asks nobody but its own origin', async () => {
    await site.open({
      body: page('<script>window.before = new Set(Object.getOwnPropertyNames(window))</script>', tag),
    });
    await callsTheEcho();
    const added = await site.page.evaluate(() =>
      Object.getOwnPropertyNames(window).filter(
        (name) => !(window as unknown as { before: Set<string> }).before.has(name),
      ),
    );
    assert.deepEqual(
      added.filter((name) => !['before', '0'].includes(name)),
      ['CemScale'],
    );
    assert.deepEqual(
      await site.page.evaluate(() =>
        Object.getOwnPropertySymbols(window)
          .map(String)
          .filter((name) => name.includes('cemscale')),
      ),
      [],
    );
    const strangers = site.requests.filter(
      (url) => !/^(data|blob):/.test(url) && new URL(url).host !== new URL(site.origin).host,
    );
    assert.deepEqual(strangers, []);
    assert.equal(
      await site.page.evaluate(() => document.querySelectorAll('head style, head link, body > style').length),
      0,
    );
  });
});
