import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, type Browser, type Frame, type LaunchOptions, type Page } from 'puppeteer-core';
import { hostPages } from '../../demo/page-list.js';
import { startDemo, type Demo } from '../../demo/server.js';
import { browserArgs, mediaArgs } from '../support/browser-args.js';
import { findBrowser, findFirefox } from '../support/find-browser.js';
import { until } from '../support/poll.js';

/** Packets of a call in both directions. */
interface Flow {
  readonly sent: number;
  readonly received: number;
}

interface Engine {
  readonly name: string;
  readonly executablePath: string | null;
  /** Said when it is missing. */
  readonly missing: string;
  readonly options: LaunchOptions;
}

/** Both with a fake microphone that is granted, and sound without a gesture. */
const engines: readonly Engine[] = [
  {
    name: 'Chromium',
    executablePath: findBrowser(),
    missing: 'Install Chrome, Chromium or Edge, or set CHROME_PATH.',
    options: { args: [...browserArgs, ...mediaArgs] },
  },
  {
    name: 'Firefox',
    executablePath: findFirefox(),
    missing: 'Install Firefox, or set FIREFOX_PATH.',
    options: {
      browser: 'firefox',
      extraPrefsFirefox: {
        'media.navigator.streams.fake': true,
        'media.navigator.permission.disabled': true,
        'media.autoplay.default': 0,
        'media.peerconnection.ice.loopback': true,
      },
    },
  },
];

for (const engine of engines)
  describe(`in ${engine.name}`, { skip: engine.executablePath ? false : engine.missing }, () => everyPage(engine));

function everyPage({ executablePath, options }: Engine): void {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let problems: string[] = [];

  before(async () => {
    demo = await startDemo({ port: 0, quiet: true });
    browser = await launch({ ...options, executablePath: executablePath ?? '', headless: true });
    page = await newPage();
    await page.goto(demo.url);
    await page.locator('button[value="1001"]').click();
    await phoneOf(page);
    await page.close();
  });
  /** Each page has a tab of its own: between origins Firefox replaces what the driver holds on to. */
  async function newPage(): Promise<Page> {
    const page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    // A page that is left in a call asks; a test that failed must not hold up the next one.
    page.on('dialog', (dialog) => void dialog.accept());
    // The TypeScript loader of the tests names functions with a helper that the page does not have.
    await page.evaluateOnNewDocument('globalThis.__name = (fn) => fn');
    await page.evaluateOnNewDocument(keepPeers);
    return page;
  }

  after(async () => {
    await browser?.close();
    await demo?.close();
  });

  for (const { name, title } of hostPages) {
    it(`${title}: the phone registers, a call connects, sound flows both ways`, async () => {
      problems = [];
      page = await newPage();
      await page.goto(`${demo.url}/as/1001/${name}`);
      const frame = await phoneOf(page);
      await frame.evaluate(async () => {
        await document.querySelector('cemscale-phone')?.call('9196');
      });
      const seen: Flow[] = [];
      await until(
        () => `packets both ways, not ${JSON.stringify(seen.at(-1))}`,
        async () => {
          const flow = await frame.evaluate(flowOfCalls);
          seen.push(flow);
          return flow.sent > 20 && flow.received > 20;
        },
        15_000,
      );
      const phase = () =>
        frame.evaluate(() => document.querySelector('cemscale-phone')?.snapshot.currentCall?.state.phase);
      assert.equal(await phase(), 'active');
      await frame.evaluate(async () => {
        await document.querySelector('cemscale-phone')?.hangup();
      });
      await until('the end of the call', async () => (await phase()) !== 'active');
      await page.close();
      assert.deepEqual(problems, []);
    });
  }
}

/** The page, or the frame in it, whose phone can call. */
function phoneOf(page: Page): Promise<Frame> {
  const find = async (): Promise<Frame | undefined> => {
    for (const frame of page.frames()) {
      const isOnline = await frame
        .evaluate(() => document.querySelector('cemscale-phone')?.snapshot?.status === 'online')
        // A frame may be on its way elsewhere.
        .catch(() => false);
      if (isOnline) return frame;
    }
    return undefined;
  };
  return until('a phone to be online', find, 20_000);
}

interface PeerWindow {
  peers: RTCPeerConnection[];
}

/** Runs in each page before its scripts: notes the connections that it makes. */
function keepPeers(): void {
  const peers: RTCPeerConnection[] = [];
  const Original = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      peers.push(this);
    }
  };
  Object.assign(globalThis, { peers });
}

/** Runs in the page. */
async function flowOfCalls(): Promise<Flow> {
  let sent = 0;
  let received = 0;
  for (const peer of (globalThis as unknown as PeerWindow).peers) {
    if (peer.connectionState === 'closed') continue;
    for (const report of (await peer.getStats()).values() as Iterable<Record<string, unknown>>) {
      if (report['type'] === 'outbound-rtp') sent += Number(report['packetsSent']);
      if (report['type'] === 'inbound-rtp') received += Number(report['packetsReceived']);
    }
  }
  return { sent, received };
}
