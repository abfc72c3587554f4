import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import type { CallSnapshot } from '../../src/phone/call-state.js';
import { online } from '../support/demo-visit.js';
import { findBrowser } from '../support/find-browser.js';
import { launchBrowser } from '../support/launch-browser.js';
import { giveSound } from '../support/page-sound.js';
import { until } from '../support/poll.js';
import { TwoNetworks } from '../support/two-networks.js';

const OWN_HZ = 440;
/** Sound both ways and signalling are back this soon after the new network. */
const BACK_MS = 3000;
/** A network that nobody tells of is noticed by so long a silence. */
const SILENCE_MS = 2000;
/**
 * Chromium says `online` at once, but gives its connections addresses of a new network only some time after the last
 * change of any address, the IPv6 ones that settle by themselves among them: 0.5 to 3.5 s on Linux.
 */
const LISTED_MS = 4000;

const networks = TwoNetworks.create();
const skip = typeof networks === 'string' ? networks : false;

/** What the page heard, from when on. */
interface Seen {
  readonly at: number;
  readonly heard: boolean;
}

declare global {
  interface Window {
    seen: Seen[];
    /** When the server confirmed a registration. */
    registered: number[];
    /** From when on the browser gave new connections this address. */
    listed: Map<string, number>;
  }
}

// Runs in the page. The echo sends what the microphone sent: what is heard went both ways.
function watch(hz: number): void {
  window.seen = [];
  window.registered = [];
  window.listed = new Map();
  // Connections of nobody's, to see when the browser has an address for them at all.
  const list = (): void => {
    const bare = new RTCPeerConnection();
    bare.createDataChannel('');
    bare.addEventListener('icecandidate', ({ candidate }) => {
      const address = candidate?.address;
      if (address && !window.listed.has(address)) window.listed.set(address, Date.now());
    });
    void bare.setLocalDescription();
    setTimeout(() => bare.close(), 300);
  };
  window.addEventListener('online', () => {
    window.listed.clear();
    for (let ms = 0; ms < 6000; ms += 100) setTimeout(list, ms);
  });
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }) => {
        if (/^SIP\/2\.0 200[^]*^CSeq: *\d+ REGISTER/m.test(String(data))) window.registered.push(Date.now());
      });
    }
  };
  setInterval(() => {
    const heard = (window as unknown as { levelOf(hz: number): number }).levelOf(hz) > -45;
    const last = window.seen.at(-1);
    if (last?.heard !== heard) window.seen.push({ at: Date.now(), heard });
  }, 20);
}

describe('a call that moves to another network', { skip }, () => {
  const two = networks as TwoNetworks;
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let setUpMs = 0;

  before(async () => {
    demo = await startDemo({ port: 0, host: '0.0.0.0', quiet: true });
    browser = await launchBrowser(
      [
        `--host-resolver-rules=MAP localhost ${two.server}`,
        // The platform understands no names of mDNS.
        '--disable-features=WebRtcHideLocalIpsWithMdns',
      ],
      two.wrap(findBrowser() ?? 'chromium'),
    );
  });

  after(async () => {
    await browser?.close();
    await demo?.close();
    two.remove();
  });

  afterEach(async () => {
    await page.context().close();
    two.restore();
  });

  const call = (): Promise<CallSnapshot> =>
    page.evaluate(() => document.querySelector('cemscale-phone')?.snapshot.calls[0] as CallSnapshot);
  const ask = (method: 'hold' | 'mute', on: boolean): Promise<void> =>
    page.evaluate(([name, value]) => document.querySelector('cemscale-phone')?.[name](value), [
      method,
      on,
    ] as const);
  const seen = (): Promise<Seen[]> => page.evaluate(() => window.seen);
  const now = async (): Promise<Seen | undefined> => (await seen()).at(-1);
  const heard = (is: boolean): Promise<unknown> =>
    until(
      `${OWN_HZ} Hz ${is ? 'to be heard' : 'to fall silent'}`,
      async () => (await now())?.heard === is,
      30_000,
    );

  /** In a call with the echo, which is heard. */
  async function talk(): Promise<CallSnapshot> {
    const context = await browser.newContext({ permissions: ['microphone'] });
    page = await context.newPage();
    await giveSound(page, OWN_HZ);
    await page.addInitScript(watch, OWN_HZ);
    await page.goto(`${demo.url}/?page=`);
    await page.click('button[value="1001"]');
    await online(page);
    const start = performance.now();
    await page.evaluate(() => document.querySelector('cemscale-phone')?.call('9196'));
    await until('the call', async () => (await call())?.state.phase === 'active', 20_000);
    await heard(true);
    setUpMs = Math.round(performance.now() - start);
    return call();
  }

  /** Sound and line come back in time after `since`; sound that has been silent meanwhile. */
  async function back(
    since: number,
    t: TestContext,
    { sound = true, noticedMs = 0, isNew = false } = {},
  ): Promise<void> {
    const line = until(
      'the line to come back',
      () => page.evaluate((from) => window.registered.find((at) => at > from), since),
      30_000,
    );
    const audio = sound
      ? until(
          'the sound to come back',
          async () => {
            const last = await now();
            return last?.heard && last.at > since ? last.at : null;
          },
          30_000,
        )
      : since;
    const [lineMs, soundMs] = (await Promise.all([line, audio])).map((at) => at - since) as [number, number];
    const listed = isNew
      ? await until('its address', () => page.evaluate((at) => window.listed.get(at), two.address('b')))
      : since;
    const listedMs = listed - since;
    const told = [
      `line back after ${lineMs} ms`,
      ...(sound ? [`sound both ways after ${soundMs} ms`] : []),
      ...(isNew ? [`which the browser had an address for after ${listedMs} ms`] : []),
    ].join(', ');
    t.diagnostic(told);
    console.log(`${t.name}: ${told}`);
    // A machine on which a call takes seconds to begin is too busy to measure more than that.
    const limit = noticedMs + Math.max(BACK_MS, 3 * setUpMs);
    assert.ok(lineMs < limit, `${told}, limit ${limit} ms`);
    assert.ok(soundMs - Math.min(listedMs, LISTED_MS) < limit, `${told}, limit ${limit} ms after that`);
    await online(page);
  }

  function same(before: CallSnapshot, after: CallSnapshot): void {
    assert.equal(after.id, before.id);
    assert.deepEqual(after.state, before.state);
  }

  it('whose own was lost a while before', async (t) => {
    two.down('b');
    const before = await talk();
    two.down('a');
    await heard(false);
    const since = Date.now();
    two.up('b');
    await back(since, t, { isNew: true });
    same(before, await call());
  });

  it('that is up already when its own goes down', async (t) => {
    const before = await talk();
    const since = Date.now();
    two.down('a');
    await heard(false);
    await back(since, t, { noticedMs: SILENCE_MS });
    same(before, await call());
  });

  it('that is up already when its own loses every packet without a word', async (t) => {
    const before = await talk();
    const since = Date.now();
    two.prefer('b');
    two.cut('a');
    await heard(false);
    await back(since, t, { noticedMs: SILENCE_MS });
    same(before, await call());
  });

  it('on hold and muted, which it stays', async (t) => {
    two.down('b');
    await talk();
    await ask('mute', true);
    await ask('hold', true);
    const before = await call();
    two.down('a');
    await heard(false);
    const since = Date.now();
    two.up('b');
    await back(since, t, { sound: false });
    same(before, await call());
    await ask('hold', false);
    await ask('mute', false);
    await heard(true);
  });
});
