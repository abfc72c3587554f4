import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import { control } from '../support/demo-control.js';
import { giveSound, hears } from '../support/page-sound.js';
import { until } from '../support/poll.js';
import { bundle } from '../../demo/bundle.js';
import { complaintsOf, launchForApplications, serveApplication } from './support/example-page.js';
import { countResources, resourcesOf } from './support/page-resources.js';
import { Team } from './support/team.js';
import type { team } from './support/team-page.js';

const OWN_HZ = 523;
const API_KEY = 'csk_dev_key-that-stands-in-the-page';
const tokens = { tokenUrl: '/voip/as/1001/token' };

interface TeamWindow {
  readonly team: typeof team;
}

describe('the hooks in StrictMode', () => {
  let demo: Demo;
  let browser: Browser;
  let files: ReadonlyMap<string, string>;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  before(async () => {
    files = await bundle('test/react/support/team-page.tsx', 'development');
    demo = await startDemo({ port: 0, quiet: true, apiKey: API_KEY });
    browser = await launchForApplications();
  });
  after(async () => {
    await browser?.close();
    await demo?.close();
  });
  beforeEach(async () => {
    context = await browser.newContext();
    await context.request.post(`${demo.url}/sign-in`, { form: { person: '1001' }, headers: { Origin: demo.url } });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    complaints = complaintsOf(page);
    await giveSound(page, OWN_HZ);
    await countResources(page);
    await page.goto(await serveApplication(context, demo.url, files, {}));
    await page.waitForFunction(() => 'team' in globalThis);
  });
  afterEach(async () => {
    await context.close();
    await control(demo, API_KEY, 'reset', {});
  });

  const show = (options: object) =>
    page.evaluate((value) => (globalThis as unknown as TeamWindow).team.show(value as never), options);
  const hide = () => page.evaluate(() => (globalThis as unknown as TeamWindow).team.hide());
  const shows = (selector: string, text: string | RegExp = /./) =>
    page.locator(selector).filter({ hasText: text }).waitFor({ state: 'attached' });
  const openedSockets = async () => [...(await resourcesOf(page)).opened].sort();

  it('share one registration and one event socket, with the element of the page, too', async () => {
    await page.evaluate((url) => {
      const phone = document.createElement('cemscale-phone');
      phone.setAttribute('token-url', url);
      document.body.append(phone);
    }, tokens.tokenUrl);
    await show(tokens);
    await shows('#phone', 'Online');
    await shows('#team[data-realtime=true][data-known="6"]', 'Online available 0');
    assert.deepEqual(await openedSockets(), ['/platform/sip', '/voip/as/1001/ws']);
    // The totals are not for agents, so nobody asks for them: the browser would print the refusal.
    assert.deepEqual(complaints, []);
  });

  it('leave nothing behind when the last component has gone: no socket, timer or listener', async () => {
    const before = await resourcesOf(page);
    await show(tokens);
    await shows('#team[data-realtime=true]', 'Online available');
    const during = await resourcesOf(page);
    assert.equal(during.sockets.length, 2);
    assert.ok(during.timers > 0);
    assert.ok(during.listeners.length > before.listeners.length);
    await hide();
    const ours = (listeners: readonly string[]) => listeners.filter((type) => type !== 'selectionchange');
    await until('everything to be gone', async () => {
      const { sockets, timers, listeners } = await resourcesOf(page);
      return sockets.length + timers === 0 && ours(listeners).join() === ours(before.listeners).join();
    });
    await show(tokens);
    await shows('#team[data-realtime=true]', 'Online available');
  });

  it('end a call whose components are gone for good, and let its microphone go', async () => {
    await show(tokens);
    await shows('#phone', 'Online');
    await page.evaluate(() => (globalThis as unknown as TeamWindow).team.voip?.call('9196').then(() => undefined));
    await shows('#phone[data-call=established]');
    await hears(page, OWN_HZ);
    await hide();
    await show(tokens);
    await shows('#phone[data-call=established]', 'Online');
    await hears(page, OWN_HZ);
    await hide();
    await until(
      'the call to be over',
      async () => {
        const { sockets, peerConnections, tracks } = await resourcesOf(page);
        return sockets.length + peerConnections + tracks === 0;
      },
      30_000,
    );
  });

  it('render no more often than something changes', async () => {
    await show(tokens);
    await shows('#phone', 'Online');
    const renders = () => page.evaluate(() => (globalThis as unknown as TeamWindow).team.renders);
    // Twice each in StrictMode: the first, the client, connecting may change nothing, online.
    assert.ok((await renders()) <= 12, `${await renders()} renders`);
    const first = await page.evaluate(() => {
      const { voip } = (globalThis as unknown as TeamWindow).team;
      Object.assign(globalThis, { call: voip?.call });
      return typeof voip?.call;
    });
    assert.equal(first, 'function');
    await show({ ...tokens });
    const isSame = await page.evaluate(
      () =>
        (globalThis as unknown as { call: unknown }).call ===
        (globalThis as unknown as TeamWindow).team.voip?.call,
    );
    assert.ok(isSame, 'an action is the same function for the life of its component');
  });

  it('hand a call over by the API of the platform', async () => {
    await show(tokens);
    await shows('#phone', 'Online');
    await page.evaluate(() => (globalThis as unknown as TeamWindow).team.voip?.call('9664').then(() => undefined));
    await shows('#phone[data-call=established]');
    await page.evaluate(() => (globalThis as unknown as TeamWindow).team.voip?.blindTransfer('9196'));
    await shows('#phone[data-call=none]');
  });

  it('say what the documentation says of a call that is not there, or not yet', async () => {
    await show(tokens);
    await shows('#phone', 'Online');
    const failure = () =>
      page.evaluate(async () => {
        const { team } = globalThis as unknown as TeamWindow;
        const message = await team.voip?.addParticipant('1002').catch((error: Error) => error.message);
        return [message, document.querySelector<HTMLElement>('#phone')?.title];
      });
    assert.deepEqual(await failure(), ['No active call', 'No active call']);
    await page.evaluate(() =>
      (globalThis as unknown as TeamWindow).team.voip?.call('+15551234567').then(() => undefined),
    );
    await shows('#phone[data-call=ringing]');
    assert.deepEqual(await failure(), ['FreeSWITCH UUID not resolved yet', 'FreeSWITCH UUID not resolved yet']);
  });

  it('take over what a server has rendered, without a word of complaint', async () => {
    const html = renderToString(createElement(Team, { options: tokens }));
    await page.evaluate(
      ([markup, options]) => {
        const main = document.querySelector('main');
        if (main) main.innerHTML = markup;
        (globalThis as unknown as TeamWindow).team.hydrate(options);
      },
      [html, tokens] as const,
    );
    await shows('#team[data-realtime=true]', 'Online available');
    assert.deepEqual(complaints, []);
  });

  it('go on by REST and say so while no events arrive', async () => {
    await page.routeWebSocket(/\/ws$/, (socket) => socket.close());
    await page.reload();
    await page.waitForFunction(() => 'team' in globalThis);
    await show(tokens);
    await shows('#team[data-realtime=false][data-known="6"]', 'available');
  });

  it('move to another phone with other options, and leave the first one', async () => {
    await context.request.post(`${demo.url}/sign-in`, { form: { person: '1002' }, headers: { Origin: demo.url } });
    await show(tokens);
    await shows('#phone', 'Online');
    await show({ tokenUrl: '/voip/as/1002/token' });
    await shows('#phone', 'Offline');
    await shows('#team[data-realtime=true]', 'Online');
    await until('the first one to be gone', async () => {
      const { sockets } = await resourcesOf(page);
      return [...sockets].sort().join() === '/platform/sip,/voip/as/1002/ws';
    });
  });

  it('wait for startPhone() where the options say so', async () => {
    await show({ ...tokens, connect: 'manual' });
    await shows('#team[data-realtime=true]');
    assert.deepEqual(await openedSockets(), ['/voip/as/1001/ws']);
    await page.evaluate(() => (globalThis as unknown as TeamWindow).team.voip?.startPhone());
    await shows('#phone', 'Online');
  });

  it('share a phone that one of them has started with an extension and its password', async () => {
    const options = { apiUrl: `${demo.url}/platform`, apiKey: API_KEY };
    await show(options);
    await shows('#team[data-realtime=true]', 'Offline');
    await page.evaluate(() => (globalThis as unknown as TeamWindow).team.voip?.startPhone('1002'));
    await shows('#team', 'Online');
    assert.deepEqual(await openedSockets(), ['/platform/sip', '/platform/ws']);
    await page.evaluate(() => (globalThis as unknown as TeamWindow).team.voip?.startPhone('1002'));
    assert.deepEqual(await openedSockets(), ['/platform/sip', '/platform/ws']);
    await hide();
    await until('the sockets to be closed', async () => (await resourcesOf(page)).sockets.length === 0);
  });
});
