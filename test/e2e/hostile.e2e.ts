import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import { control } from '../support/demo-control.js';
import { hostileTexts } from '../support/hostile-texts.js';
import { launchBrowser } from '../support/launch-browser.js';

const API_KEY = 'csk_dev_hostile';

interface Seen {
  readonly violations: string[];
  readonly requests: string[];
}

/** What a page sees of attacks that worked. */
type Witnessed = Window & { readonly seen: Seen };

describe('300 hostile texts on the strictest page', () => {
  let demo: Demo;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let problems: string[];

  before(async () => {
    assert.equal(hostileTexts.length, 300);
    assert.equal(new Set(hostileTexts).size, 300);
    demo = await startDemo({ port: 0, quiet: true, apiKey: API_KEY });
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    await demo?.close();
  });

  beforeEach(async () => {
    problems = [];
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('dialog', (dialog) => problems.push(`dialog ${dialog.message()}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content Security Policy|Trusted/i.test(message.text()))
        problems.push(message.text());
    });
    context.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(demo.url))
        problems.push(`request ${request.url()}`);
    });
    await page.addInitScript('globalThis.__name = (fn) => fn');
    await page.addInitScript(() => {
      const seen: Seen = { violations: [], requests: [] };
      Object.assign(window, { seen });
      document.addEventListener('securitypolicyviolation', (event) =>
        seen.violations.push(`${event.effectiveDirective} ${event.sample}`),
      );
      document.addEventListener('cemscale-call-request', ({ number }) => seen.requests.push(number));
    });
    await page.goto(demo.url);
    await page.click('button[value="1003"]');
    await page.goto(`${demo.url}/as/1003/strict`);
    await page.waitForFunction(() => document.querySelector('cemscale-phone')?.snapshot?.status === 'online');
  });

  afterEach(async () => {
    const seen = await page.evaluate(() => [(window as unknown as Witnessed).seen, 'pwned' in window]);
    await context.close();
    assert.deepEqual(seen, [{ violations: [], requests: [] }, false]);
    assert.deepEqual(problems, []);
  });

  it('stand as text in the open phone, whoever calls', async () => {
    await page.evaluate(() => document.querySelector('cemscale-phone')?.show());
    await page.waitForFunction(() => customElements.get('cemscale-phone-panel') !== undefined);
    const wrong = await page.evaluate(showInEachView, hostileTexts);
    assert.deepEqual(wrong, []);
  });

  it('stand as text in every attribute, and change no behaviour', async () => {
    const wrong = await page.evaluate(async (texts) => {
      const wrong: string[] = [];
      const phone = document.querySelector('cemscale-phone')!;
      for (const name of ['label', 'theme', 'mode', 'placement', 'lang', 'call-log', 'allowed-origins']) {
        for (const text of texts) {
          phone.setAttribute(name, text);
          await phone.updateComplete;
          const root = phone.shadowRoot!;
          if (root.querySelector('script, iframe, object, embed, base, meta, style, img, a'))
            wrong.push(`${name}: ${text}`);
          if (name === 'label' && !root.textContent?.includes(text)) wrong.push(`label lost: ${text}`);
        }
        phone.removeAttribute(name);
      }
      return wrong;
    }, hostileTexts);
    assert.deepEqual(wrong, []);
    // Each of the origins was told to be none; nothing else was said.
    assert.equal(await page.evaluate(() => document.querySelector('cemscale-phone')?.snapshot.status), 'online');
  });

  it('come over the wire as the names of callers, and stand as text', async () => {
    const names = hostileTexts.filter((text, index) => index % 25 === 0 && text.length < 600);
    assert.ok(names.length > 5);
    for (const name of names) {
      await control(demo, API_KEY, 'call', { from: '+15552010101', to: '1003', name });
      await page.waitForFunction(
        () => document.querySelector('cemscale-phone')?.snapshot.currentCall?.state.phase === 'incoming',
      );
      await page.getByText('is calling you').waitFor();
      const shown = await page.evaluate(async () => {
        const phone = document.querySelector('cemscale-phone')!;
        const panel = phone.shadowRoot!.querySelector('cemscale-phone-panel')!;
        const { remote } = phone.snapshot.currentCall!;
        return [
          panel.shadowRoot!.querySelector('.name bdi')?.textContent ===
            (remote.displayName?.trim() || remote.number),
          panel.shadowRoot!.querySelectorAll('img, script, a').length,
        ];
      });
      assert.deepEqual(shown, [true, 0], name);
      await page.evaluate(async () => {
        const phone = document.querySelector('cemscale-phone')!;
        await phone.hangup();
      });
      await page.waitForFunction(
        () => document.querySelector('cemscale-phone')?.snapshot.currentCall?.state.phase === 'ended',
      );
    }
  });

  it('do nothing as messages, of the page itself or forged in the name of another', async () => {
    await page.evaluate(async (texts) => {
      const phone = document.querySelector('cemscale-phone')!;
      phone.allowedOrigins = 'https://crm.example';
      await phone.updateComplete;
      const protocol = 'cemscale-softphone';
      for (const text of texts) {
        const messages: unknown[] = [
          text,
          { protocol, kind: 'request', id: 'a', method: 'call', args: [text] },
          { protocol, kind: 'request', id: 'a', method: text, args: ['9196'] },
          { protocol, kind: text, id: text, method: 'call', args: ['9196'] },
          { protocol, kind: 'hello', id: 'a', versions: [1], answers: [text] },
        ];
        for (const data of messages) {
          postMessage(data, '*');
          dispatchEvent(new MessageEvent('message', { data, origin: 'https://crm.example', source: window }));
        }
      }
      await new Promise((resolve) => {
        addEventListener('message', ({ data }) => data === 'last' && resolve(data));
        postMessage('last', '*');
      });
    }, hostileTexts);
  });

  it('start nothing as synthetic events at the phone', async () => {
    await page.evaluate((texts) => {
      const phone = document.querySelector('cemscale-phone')!;
      const inside = phone.shadowRoot!.querySelector('.root')!;
      for (const number of texts) {
        const wish = Object.assign(new Event('cemscale-phone-request', { bubbles: true, composed: true }), {
          request: { type: 'call', number },
        });
        inside.dispatchEvent(wish);
        phone.dispatchEvent(new CustomEvent('call', { detail: number }));
        for (const type of ['click', 'auxclick', 'dblclick'])
          phone.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
        for (const key of ['Enter', ' '])
          phone.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
      }
    }, hostileTexts);
  });
});

/** Draws each name in every view of a call with the phone's own panel. Returns where it did not stand as plain text. */
async function showInEachView(texts: readonly string[]): Promise<string[]> {
  const phone = document.querySelector('cemscale-phone')!;
  const real = phone.shadowRoot!.querySelector('cemscale-phone-panel')!;
  await real.updateComplete;
  const panel = document.createElement('cemscale-phone-panel');
  const wrong: string[] = [];
  const since = Date.now();
  const states = [
    { phase: 'dialing' },
    { phase: 'incoming' },
    { phase: 'active', answeredAt: since, muted: false, held: false, heldByRemote: false },
    { phase: 'ended', reason: 'hangup', answered: true, durationSeconds: 1, endedAt: since },
  ] as const;
  document.body.append(panel);
  for (const text of texts) {
    for (const state of states) {
      const remote = { number: text, displayName: text };
      const call = {
        id: 'x',
        direction: 'inbound',
        remote,
        startedAt: since,
        quality: null,
        digits: '',
        state,
      } as const;
      const snapshot = { ...phone.snapshot, calls: [call], currentCall: call };
      const contact = { name: text, details: text, link: null, picture: null };
      const rest = {
        floating: true,
        problem: null,
        ringtoneBlocked: false,
        keepable: false,
        notifications: 'off' as const,
        shortcuts: false,
        lastNumber: '',
        checking: text,
        allowLeave: true,
        softphone: null,
        country: '',
      };
      panel.model = { snapshot, label: text, contact, ...rest };
      await panel.updateComplete;
      const root = panel.shadowRoot!;
      const names = [...root.querySelectorAll('bdi')].map((bdi) => bdi.textContent);
      const strangers = root.querySelector(
        'script, iframe, base, meta, a, style, img, math, template, cemscale-phone',
      );
      const inner = root.querySelector('bdi > *');
      if (strangers || inner || !names.some((name) => name?.trim() === text.trim() || text.trim() === ''))
        wrong.push(`${state.phase}: ${text.slice(0, 60)}`);
    }
  }
  panel.remove();
  return wrong;
}
