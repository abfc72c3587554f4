import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { after, afterEach, before, beforeEach, describe, it, type TestContext } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import { control } from '../support/demo-control.js';
import { online } from '../support/demo-visit.js';
import { launchBrowser } from '../support/launch-browser.js';
import { giveSound, hears } from '../support/page-sound.js';
import { until } from '../support/poll.js';

const API_KEY = 'sleep-test-key';
/** Longer than a timer is late by itself. */
const SLEEP_MS = 6000;
const OWN_HZ = 440;
const OUTSIDE = { number: '+15552010101', hz: 698 } as const;

interface Shown {
  readonly status: string;
  readonly phase: string;
  readonly reason: string;
}

declare global {
  interface Window {
    /** What the page was told of its line. */
    told: string[];
    /** The same, and when it gave a socket up. */
    inOrder: string[];
  }
}

// Runs in the page.
function note(): void {
  window.told = [];
  window.inOrder = [];
  for (const type of ['registered', 'unregistered'])
    addEventListener(`cemscale-${type}`, () => {
      window.told.push(type);
      window.inOrder.push(type);
    });
  const { close } = WebSocket.prototype;
  WebSocket.prototype.close = function (...args) {
    window.inOrder.push('given up');
    close.apply(this, args);
  };
}

describe('a page that did not run for a while', () => {
  let browser: Browser;
  let demo: Demo;
  let context: BrowserContext;
  let page: Page;
  let asleep: readonly number[];

  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    demo = await startDemo({ port: 0, quiet: true, apiKey: API_KEY });
    asleep = [];
    context = await browser.newContext({ permissions: ['microphone'] });
    page = await context.newPage();
    await giveSound(page, OWN_HZ);
    await page.addInitScript(note);
    await page.goto(`${demo.url}/`);
    await page.click('button[value="1001"]');
    await online(page);
  });
  afterEach(async () => {
    wake();
    await context.close();
    await demo.close();
  });

  const ask = <Answer>(path: string, body?: object, method?: string) =>
    control<Answer>(demo, API_KEY, path, body, method);
  const contacts = async () => (await ask<{ contacts: number }>('extensions/1001/contacts')).contacts;
  const refuse = (refuseSockets: boolean) => ask('faults', { refuseSockets }, 'PUT');
  const drop = (halfOpen = false) => ask('extensions/1001/drop-socket', { halfOpen });

  /** The pages stand still, as when a computer sleeps; their sockets and the clock do not. */
  async function sleep(ms: number): Promise<void> {
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    asleep = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
    await session.detach();
    for (const id of asleep) process.kill(id, 'SIGSTOP');
    await setTimeout(ms);
  }
  function wake(): void {
    for (const id of asleep) process.kill(id, 'SIGCONT');
    asleep = [];
  }
  const shown = (): Promise<Shown> =>
    page.evaluate(() => {
      const snapshot = document.querySelector('cemscale-phone')?.snapshot;
      const state = snapshot?.currentCall?.state;
      return {
        status: snapshot?.status ?? '',
        phase: state?.phase ?? '',
        reason: state && 'reason' in state ? state.reason : '',
      };
    });
  const isOnline = async () => (await shown()).status === 'online' && (await contacts()) === 1;

  async function talk(): Promise<string> {
    await page.evaluate((number) => document.querySelector('cemscale-phone')?.call(number), OUTSIDE.number);
    await hears(page, OUTSIDE.hz);
    const { calls } = await ask<{ calls: { callUuid: string }[] }>('calls');
    return calls[0]?.callUuid ?? '';
  }

  const told = () => page.evaluate(() => window.told);

  /** The light tells what is so: not online while nobody can be reached, and online soon after. */
  async function tellsTheTruth(test: TestContext): Promise<void> {
    const since = Date.now();
    await until('the light to go out', async () => (await shown()).status !== 'online');
    test.diagnostic(`no longer shown online ${Date.now() - since} ms later`);
    assert.equal(await contacts(), 0);
    const back = Date.now();
    await refuse(false);
    await until('the line', isOnline, 20_000);
    test.diagnostic(`online ${Date.now() - back} ms after the platform was back`);
  }

  for (const [how, isHalfOpen] of [
    ['gone', false],
    ['half-open', true],
  ] as const)
    it(`asleep, and its socket is ${how}: registered again`, async (test) => {
      await sleep(SLEEP_MS);
      await drop(isHalfOpen);
      const since = Date.now();
      wake();
      await until('the light to go out and on', async () => (await told()).length === 3, 20_000);
      test.diagnostic(`registered ${Date.now() - since} ms after waking`);
      assert.deepEqual(await told(), ['registered', 'unregistered', 'registered']);
      // What was confirmed before the sleep is not shown until the socket turns out to be dead.
      if (isHalfOpen)
        assert.deepEqual((await page.evaluate(() => window.inOrder)).slice(0, 3), [
          ...['registered', 'unregistered', 'given up'],
        ]);
      await until('the line', isOnline);
    });

  it('asleep, and all is well: its light is on again once the platform has answered', async (test) => {
    await sleep(SLEEP_MS);
    const since = Date.now();
    wake();
    await until('the light to go out and on', async () => (await told()).length === 3, 20_000);
    test.diagnostic(`online ${Date.now() - since} ms after waking`);
    assert.deepEqual(await page.evaluate(() => window.inOrder), ['registered', 'unregistered', 'registered']);
    assert.equal(await contacts(), 1);
  });

  it('asleep, and the platform is away: the light is not left on', async (test) => {
    await sleep(SLEEP_MS);
    await refuse(true);
    await drop();
    wake();
    await tellsTheTruth(test);
    assert.deepEqual(await told(), ['registered', 'unregistered', 'registered']);
  });

  it('asleep in a call that the other side ends: it has ended', async (test) => {
    const call = await talk();
    await sleep(SLEEP_MS);
    await drop(true);
    await ask(`calls/${call}/far-hangup`, {});
    await until('it to be over', async () => (await ask<{ calls: [] }>('calls')).calls.length === 0);
    const since = Date.now();
    wake();
    await until('the end to show', async () => (await shown()).phase === 'ended', 20_000);
    test.diagnostic(`the end was told ${Date.now() - since} ms after waking`);
    assert.equal((await shown()).reason, 'remote-hangup');
  });

  it('asleep in a call: it goes on with sound', async (test) => {
    await talk();
    await sleep(SLEEP_MS);
    await drop();
    const since = Date.now();
    wake();
    await until('the light to go out and on', async () => (await told()).length === 3, 20_000);
    test.diagnostic(`registered ${Date.now() - since} ms after waking`);
    await hears(page, OUTSIDE.hz);
    test.diagnostic(`heard ${Date.now() - since} ms after waking`);
    assert.equal((await shown()).phase, 'active');
  });
});
