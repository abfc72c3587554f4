// What a page keeps of its calls: bytes of heap a call after garbage collection, and what is left alive, beside SIP.js
// as it comes, in one run of one browser. Needs `npm run build` first: npm run bench -- heap [calls]
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startDemo, type Demo } from '../demo/server.js';
import { bundle } from '../demo/bundle.js';
import { launchBrowser } from '../test/support/launch-browser.js';
import { MemoryReader, type PageMemory } from '../test/support/page-memory.js';

const [calls = 200] = process.argv.slice(2).map(Number);
const TRANSACTIONS_MS = 35_000;

interface CallingPage {
  callOnce(): Promise<void>;
}

type Element = HTMLElement & {
  snapshot: { status: string; currentCall: { id: string; state: { phase: string } } | null };
  call(number: string): Promise<unknown>;
  hangup(): Promise<void>;
};

/** Signs in at the demo, so that both pages get tokens. */
async function person(browser: Browser, demo: Demo, extension: string): Promise<BrowserContext> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(demo.url);
  await page.click(`button[value="${extension}"]`);
  await page.waitForURL(/\/as\//);
  await page.close();
  return context;
}

async function ourPage(browser: Browser, demo: Demo): Promise<[Page, MemoryReader]> {
  const context = await person(browser, demo, '1001');
  const page = await context.newPage();
  const memory = await MemoryReader.of(page);
  await page.goto(`${demo.url}/as/1001/`);
  await page.waitForFunction(
    () => document.querySelector<Element>('cemscale-phone')?.snapshot?.status === 'online',
  );
  await page.evaluate(() => {
    const phone = document.querySelector<Element>('cemscale-phone')!;
    const reached = async (phase: string): Promise<void> => {
      while (phone.snapshot.currentCall?.state.phase !== phase)
        await new Promise((resolve) => setTimeout(resolve, 20));
    };
    (globalThis as unknown as CallingPage).callOnce = async () => {
      await phone.call('9196');
      await reached('active');
      await phone.hangup();
      await reached('ended');
    };
  });
  return [page, memory];
}

async function peerPage(browser: Browser, demo: Demo): Promise<[Page, MemoryReader]> {
  const context = await person(browser, demo, '1002');
  const page = await context.newPage();
  const memory = await MemoryReader.of(page);
  page.on('pageerror', (error) => console.error(error));

  const files = await bundle('bench/heap-peer.js');
  const html = `<!doctype html><html data-token-url="/voip/as/1002/token"><script type="module" src="/heap-peer/page.js"></script>`;
  await page.route('**/heap-peer/*', (route) => {
    const body = files.get(new URL(route.request().url()).pathname.split('/').at(-1) ?? '');
    const contentType = body === undefined ? 'text/html' : 'text/javascript';
    return route.fulfill({ body: body ?? html, contentType });
  });
  await page.goto(`${demo.url}/heap-peer/index`);
  await page.waitForFunction(() => 'callOnce' in globalThis);
  return [page, memory];
}

async function callTimes(page: Page, times: number): Promise<void> {
  await page.evaluate(async (many) => {
    for (let made = 0; made < many; made += 1) await (globalThis as unknown as CallingPage).callOnce();
  }, times);
}

interface Kept {
  readonly bytesPerCall: number;
  readonly first: PageMemory;
  readonly last: PageMemory;
}

/**
 * The first calls load code and fill caches: they are not counted. SIP transactions remember what they sent for 32 s
 * (RFC 3261, timers B, D, F and J); what is kept longer is kept for good.
 */
async function measure([page, memory]: [Page, MemoryReader]): Promise<Kept> {
  await callTimes(page, 20);
  await page.waitForTimeout(TRANSACTIONS_MS);
  const first = await memory.read();
  await callTimes(page, calls);
  await page.waitForTimeout(TRANSACTIONS_MS);
  const last = await memory.read();
  return { bytesPerCall: (last.heap - first.heap) / calls, first, last };
}

function line(name: string, { bytesPerCall, first, last }: Kept): string {
  const change = (of: keyof PageMemory) =>
    `${last[of]} ${of} (${last[of] - first[of] >= 0 ? '+' : ''}${last[of] - first[of]})`;
  const kinds = [
    'peerConnections',
    'liveTracks',
    'audioContexts',
    'sockets',
    'listeners',
    'nodes',
    'timers',
  ] as const;
  return `${name}: ${(bytesPerCall / 1024).toFixed(2)} kB a call; left alive: ${kinds.map(change).join(', ')}`;
}

const demo = await startDemo({ port: 0, quiet: true });
// The page of the peer is made here, so the browser takes it for one of another network.
const browser = await launchBrowser(['--disable-features=LocalNetworkAccessChecks']);
try {
  console.log(`${calls} calls of the echo, after 20 that are not counted`);
  console.log('  <cemscale-phone>');
  const ours = await measure(await ourPage(browser, demo));
  console.log('  SIP.js');
  const peer = await measure(await peerPage(browser, demo));
  console.log(line('<cemscale-phone>', ours));
  console.log(line('SIP.js as it comes', peer));
  console.log(`ratio: ${(peer.bytesPerCall / Math.max(1, ours.bytesPerCall)).toFixed(1)} times less`);
} finally {
  await browser.close();
  await demo.close();
}
