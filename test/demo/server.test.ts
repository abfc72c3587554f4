import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Demo } from '../../demo/server.js';
import { startDemo } from '../../demo/server.js';
import type { TokenGrant } from '../../src/api/token.js';
import { Browser, openSocket, rawGet, upgrade } from './support/demo-browser.js';

describe('the demo server', () => {
  let demo: Demo;
  let browser: Browser;

  before(async () => {
    demo = await startDemo({ port: 0, quiet: true });
  });

  after(() => demo.close());

  it('asks a newcomer who they are, and nothing else', async () => {
    browser = new Browser(demo.url);
    const page = await (await browser.get('/')).text();
    assert.match(page, /Who are you\?/);
    assert.match(page, /value="1001"[\s\S]*Alice/);
    assert.ok(!page.includes('{{'));
  });

  it('goes to the page of the chosen person, whose script tag has that person’s token URL', async () => {
    browser = new Browser(demo.url);
    const answer = await browser.signIn('1001');
    assert.deepEqual([answer.status, answer.headers.get('Location')], [303, '/as/1001/']);
    const cookie = answer.headers.get('Set-Cookie') ?? '';
    assert.match(cookie, /^demo-session-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const page = await (await browser.get('/as/1001/')).text();
    assert.match(
      page,
      /<script src="\/softphone\/cemscale-phone\.js" data-token-url="\/voip\/as\/1001\/token" async>/,
    );
    assert.ok(!page.includes('{{'));
  });

  it('keeps the wanted page through the sign-in', async () => {
    browser = new Browser(demo.url);
    assert.equal((await browser.get('/inline')).headers.get('Location'), '/?page=inline');
    assert.match(await (await browser.get('/?page=inline')).text(), /name="page" value="inline"/);
    assert.equal((await browser.signIn('1002', 'inline')).headers.get('Location'), '/as/1002/inline');
    assert.match(
      await (await browser.get('/as/1002/inline')).text(),
      /<cemscale-phone mode="inline" token-url="\/voip\/as\/1002\/token">/,
    );
  });

  it('lets two tabs of one browser be two people', async () => {
    browser = new Browser(demo.url);
    await browser.signIn('1001');
    const session = browser.cookie;
    await browser.signIn('1002');
    assert.equal(browser.cookie, session);
    for (const person of ['1001', '1002']) {
      const answer = await browser.token(person);
      assert.equal(answer.status, 200);
      const grant = (await answer.json()) as TokenGrant;
      assert.deepEqual([grant.extension.number, grant.sip.username], [person, person]);
      assert.equal(grant.apiUrl, `${demo.url}/voip/as/${person}`);
      assert.match(grant.sip.wsUri, /^ws:\/\/localhost:\d+\/platform\/sip$/);
    }
  });

  it('refuses a person whom this browser did not sign in as', async () => {
    browser = new Browser(demo.url);
    assert.equal((await browser.token('1001')).status, 401);
    await browser.signIn('1001');
    assert.equal((await browser.token('1002')).status, 401);
    assert.equal((await browser.get('/as/1002/')).headers.get('Location'), '/');
    browser.cookie = browser.cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    assert.equal((await browser.token('1001')).status, 401);
  });

  it('keeps the guards of the token endpoint', async () => {
    browser = new Browser(demo.url);
    await browser.signIn('1001');
    assert.equal((await browser.token('1001', { 'Sec-Fetch-Site': 'cross-site' })).status, 403);
    assert.equal((await browser.token('1001', { 'X-Cemscale-Request': '0' })).status, 403);
    assert.equal((await browser.token('1999')).status, 404);
  });

  it('refuses a sign-in from a page of another site or for nobody', async () => {
    browser = new Browser(demo.url);
    assert.equal((await browser.signIn('1001', '', 'https://evil.example')).status, 403);
    assert.equal((await browser.signIn('1001', '', 'http://localhost:1')).status, 403);
    assert.equal((await browser.signIn('1999')).status, 400);
    assert.equal((await browser.signIn('1001', '/evil.example')).status, 400);
    assert.equal((await browser.signIn('1001', 'x'.repeat(100_000))).status, 413);
    assert.equal(browser.cookie, '');
  });

  for (const page of ['/as/1001/', '/as/1001/inline', '/as/1001/strict', '/']) {
    it(`serves ${page} under a policy without unsafe words and with Trusted Types`, async () => {
      browser = new Browser(demo.url);
      await browser.signIn('1001');
      const { headers, status } = await browser.get(page);
      const policy = headers.get('Content-Security-Policy') ?? '';
      assert.equal(status, 200);
      assert.match(policy, /default-src '(self|none)'/);
      assert.match(policy, /require-trusted-types-for 'script'/);
      assert.match(policy, /connect-src 'self' ws:\/\/localhost:\d+;/);
      assert.ok(!policy.includes('unsafe'));
      assert.match(headers.get('Permissions-Policy') ?? '', /microphone=\(self\)/);
      assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
    });
  }

  it('gives the strict page a new nonce every time, on each script', async () => {
    browser = new Browser(demo.url);
    await browser.signIn('1001');
    const nonces = new Set<string>();
    for (let visit = 0; visit < 2; visit += 1) {
      const answer = await browser.get('/as/1001/strict');
      const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('Content-Security-Policy') ?? '')?.[1] ?? '';
      const scripts = (await answer.text()).match(/<script[^>]*>/g) ?? [];
      assert.equal(scripts.length, 2);
      const escaped = nonce.replaceAll('=', '&#61;');
      for (const script of scripts)
        assert.ok(script.includes(`nonce="${nonce}"`) || script.includes(`nonce="${escaped}"`));
      nonces.add(nonce);
    }
    assert.equal(nonces.size, 2);
  });

  it('serves the files of the pages with their types and never from an old cache', async () => {
    browser = new Browser(demo.url);
    for (const [file, type] of [
      ['site.css', 'text/css'],
      ['site.js', 'text/javascript'],
      ['icon.svg', 'image/svg+xml'],
    ] as const) {
      const { status, headers } = await browser.get(`/pages/${file}`);
      assert.equal(status, 200);
      assert.ok(headers.get('Content-Type')?.startsWith(type));
      assert.equal(headers.get('Cache-Control'), 'no-cache');
    }
    assert.equal((await browser.get('/pages/site.html')).status, 404);
    assert.equal((await fetch(`${demo.url}/pages/site.css`, { method: 'POST' })).status, 405);
  });

  for (const path of [
    '/softphone/../package.json',
    '/softphone/%2e%2e/package.json',
    '/softphone/..%2fpackage.json',
    '/softphone/%2e%2e%2f%2e%2e%2fetc/passwd',
    '/softphone/..%5cpackage.json',
    '/softphone//package.json',
    '/softphone/%00.js',
    '/softphone/%',
    '/pages/../server.ts',
    '/pages/%2e%2e%2f..%2fpackage.json',
  ]) {
    it(`serves nothing outside its folders: ${path}`, async () => {
      const { status, body } = await rawGet(demo.url, path);
      assert.equal(status, 404);
      assert.ok(!body.includes('cemscale-voip'));
    });
  }

  it('serves this machine only, whatever name points to it', async () => {
    const { port } = new URL(demo.url);
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      'localhost.evil.example',
      `127.0.0.1.evil.example:${port}`,
    ]) {
      assert.equal((await rawGet(demo.url, '/', { Host: host })).status, 403, host);
    }
    assert.equal((await rawGet(demo.url, '/', { Host: `127.0.0.1:${port}` })).status, 200);
  });

  it('keeps pages of other sites away from the platform and its control endpoint', async () => {
    const answer = await fetch(`${demo.url}/platform/control/reset`, {
      method: 'POST',
      headers: { Origin: 'https://evil.example' },
    });
    assert.equal(answer.status, 403);
    const head = await upgrade(demo.url, '/platform/sip', 'https://evil.example');
    assert.match(head, /^HTTP\/1\.1 4\d\d /);
  });

  it('accepts the platform’s SIP socket from its own pages and nothing at other paths', async () => {
    assert.match(await upgrade(demo.url, '/platform/sip', demo.url), /^HTTP\/1\.1 101 /);
    assert.match(await upgrade(demo.url, '/elsewhere', demo.url), /^HTTP\/1\.1 404 /);
  });

  it('answers 404 in words to any other address', async () => {
    browser = new Browser(demo.url);
    for (const path of ['/nowhere', '/as/1001/nowhere', '/as/1999/', '/?page=nowhere', '/as/1001/constructor']) {
      assert.equal((await browser.get(path)).status, 404, path);
    }
  });
});

describe('startDemo', () => {
  it('takes the next free port when the wanted one is busy', async (t) => {
    const other = createServer();
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
    t.after(() => other.close());
    const { port } = other.address() as AddressInfo;
    const demo = await startDemo({ port, quiet: true });
    t.after(() => demo.close());
    assert.ok(Number(new URL(demo.url).port) > port);
    assert.equal((await fetch(demo.url)).status, 200);
  });

  it('gives its port back when it is closed', async () => {
    const demo = await startDemo({ port: 0, quiet: true });
    await demo.close();
    await assert.rejects(fetch(demo.url));
  });

  it('closes although a browser holds a socket open and does not answer', async (t) => {
    const demo = await startDemo({ port: 0, quiet: true });
    const { socket, head } = await openSocket(demo.url, '/platform/sip', demo.url);
    t.after(() => socket.destroy());
    assert.match(head, / 101 /);
    await demo.close();
  });
});
