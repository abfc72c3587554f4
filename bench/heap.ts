// What a page keeps of its calls: bytes of heap a call after garbage collection, and what is left alive, beside SIP.js
// as it comes, in one run of one browser. Calls go out and come in, are answered, held, refused and declined, all in one
// page that is never loaded anew. Needs `npm run build` first: npm run bench -- heap [calls]
import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startDemo, type Demo } from '../demo/server.js';
import { bundle } from '../demo/bundle.js';
import { online } from '../test/support/demo-visit.js';
import { launchBrowser } from '../test/support/launch-browser.js';
import { callKinds, callWithPhone, letRing, makeCalls } from '../test/support/many-calls.js';
import { MemoryReader, type PageMemory } from '../test/support/page-memory.js';

const [calls = 600] = process.argv.slice(2).map(Number);
const TRANSACTIONS_MS = 36_000;
/** The first calls load code and fill caches. */
const uncounted = 5 * callKinds.length;
const apiKey = `csk_dev_${randomBytes(24).toString('base64url')}`;

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
  await letRing(page, demo, apiKey, '1001');
  await page.goto(`${demo.url}/as/1001/`);
  await online(page);
  await callWithPhone(page);
  return [page, memory];
}

async function peerPage(browser: Browser, demo: Demo): Promise<[Page, MemoryReader]> {
  const context = await person(browser, demo, '1002');
  const page = await context.newPage();
  const memory = await MemoryReader.of(page);
  page.on('pageerror', (error) => console.error(error));
  await letRing(page, demo, apiKey, '1002');
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

interface Kept {
  readonly bytesPerCall: number;
  readonly failures: readonly string[];
  readonly first: PageMemory;
  readonly last: PageMemory;
}

/**
 * SIP transactions remember what they sent for 32 s
 * (RFC 3261, timers B, D, F and J); what is kept longer is kept for good.
 */
async function measure([page, memory]: [Page, MemoryReader]): Promise<Kept> {
  const early = await makeCalls(page, uncounted);
  await page.waitForTimeout(TRANSACTIONS_MS);
  const first = await memory.read();
  const failures = [...early, ...(await makeCalls(page, calls))];
  await page.waitForTimeout(TRANSACTIONS_MS);
  const last = await memory.read();
  return { bytesPerCall: (last.heap - first.heap) / calls, failures, first, last };
}

function line(name: string, { bytesPerCall, failures, first, last }: Kept): string {
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
  return `${name}: ${(bytesPerCall / 1024).toFixed(2)} kB a call; ${failures.length} failed; left alive: ${kinds.map(change).join(', ')}`;
}

const demo = await startDemo({ port: 0, quiet: true, apiKey });
// The page of the peer is made here, so the browser takes it for one of another network.
const browser = await launchBrowser(['--disable-features=LocalNetworkAccessChecks']);
try {
  console.log(`${calls} calls (${callKinds.join(', ')}), after ${uncounted} that are not counted`);
  console.log('  <cemscale-phone>');
  const ours = await measure(await ourPage(browser, demo));
  console.log('  SIP.js');
  const peer = await measure(await peerPage(browser, demo));
  console.log(line('<cemscale-phone>', ours));
  console.log(line('SIP.js as it comes', peer));
  for (const failure of [...ours.failures, ...peer.failures].slice(0, 20)) console.log(`  ${failure}`);
  console.log(`ratio: ${(peer.bytesPerCall / Math.max(1, ours.bytesPerCall)).toFixed(1)} times less`);
} finally {
  await browser.close();
  await demo.close();
}
