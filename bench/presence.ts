// 10,000 people with 10,000 changes a second, each a message of its own: what the list costs the main thread beside a
// virtualised list in bare DOM on the same wire, and what a thousand elements cost. Needs `npm run build` first:
// node --import tsx bench/presence.ts [people] [changes per second] [seconds] [rounds]
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CDPSession, Page } from 'playwright-core';
import { WebSocketServer, type WebSocket } from 'ws';
import { launchBrowser } from '../test/support/launch-browser.js';
import { longTasks, mainThreadTasks, traceCategories, type Task } from './support/main-thread.js';

const [people = 10_000, changesPerSecond = 10_000, seconds = 5, rounds = 3] = process.argv.slice(2).map(Number);
const statuses = ['available', 'busy', 'on_call', 'ringing', 'dnd', 'offline'];
const numbers = Array.from({ length: people }, (_, index) => String(100_000 + index));
const presence = new Map(numbers.map((number) => [number, 'available']));
const extensions = numbers.map((extension, index) => ({
  ...{ id: `id${extension}`, extension, displayName: `Person ${String(index).padStart(5, '0')}` },
  ...{
    department: 'Sales',
    email: null,
    registered: true,
    voicemailEnabled: true,
    crmUserId: null,
    crmMetadata: null,
  },
}));
const box = 'position:fixed;inset:0;width:360px;height:760px;';
const phone = '<cemscale-phone connect="manual" token-url="/voip/token"></cemscale-phone>';
const element = '<script type="module" src="/dist/cemscale-presence.module.js"></script>';
const bodies: Readonly<Record<string, string>> = {
  '/wire': `<canvas></canvas><script type="module">${readAndForget()}</script>`,
  '/peer': `<div id="list" style="${box}overflow:auto"></div><script type="module" src="/bench/presence-peer.js"></script>`,
  '/list': `<div style="${box}--cemscale-presence-max-height:760px">${phone}<cemscale-presence></cemscale-presence></div>${element}`,
  '/elements': `${phone}${numbers
    .slice(0, 1000)
    .map((number) => `<cemscale-presence extension="${number}" compact></cemscale-presence>`)
    .join('')}${element}`,
};
const sockets = new Set<WebSocket>();

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://x');
  const json = (body: object): void =>
    void response.setHeader('Content-Type', 'application/json').end(JSON.stringify(body));
  const body = bodies[pathname];
  if (body !== undefined) return response.setHeader('Content-Type', 'text/html').end(`<!doctype html>${body}`);
  if (pathname === '/voip/token') return json(grant());
  if (pathname === '/voip/tickets') return json({ ticket: 't' });
  if (pathname === '/voip/api/extensions') return json({ extensions });
  if (pathname === '/voip/api/calls/active') return json({ calls: [] });
  const file = await readFile(`.${pathname}`).catch(() => null);
  if (file === null) return response.writeHead(404).end();
  response.setHeader('Content-Type', 'text/javascript').end(file);
});
new WebSocketServer({ server, path: '/voip/ws' }).on('connection', (socket) => {
  socket.once('message', () => {
    socket.send(event('presence_snapshot', { presence: Object.fromEntries(presence) }));
    sockets.add(socket);
  });
  socket.on('close', () => sockets.delete(socket));
});

/** What the browser itself needs to deliver the messages and to draw frames. */
function readAndForget(): string {
  return `const socket = new WebSocket('ws://' + location.host + '/voip/ws');
    socket.onopen = () => socket.send('auth');
    socket.onmessage = () => (window.isOpen = true);`;
}

function event(type: string, data: object): string {
  return JSON.stringify({ type, timestamp: new Date().toISOString(), data });
}

function grant(): object {
  const { port } = server.address() as AddressInfo;
  return {
    ...{ token: 't', expiresAt: new Date(Date.now() + 600_000).toISOString(), iceServers: [], iceExpiresAt: '' },
    ...{ apiUrl: `http://localhost:${port}/voip`, eventsUrl: `ws://localhost:${port}/voip/ws` },
    extension: { id: 'x', number: 'x', displayName: 'Bench' },
    sip: { username: 'u', password: 'p', domain: 'd', wsUri: 'ws://localhost:9', registrar: 'sip:d' },
    permissions: ['calls:originate', 'presence:read'],
  };
}

/** Sends `count` changes of random people, evenly over the time. */
async function storm(count: number, ms: number): Promise<void> {
  const startedAt = performance.now();
  for (let sent = 0; sent < count;) {
    const due = Math.min(count, Math.floor((count * (performance.now() - startedAt)) / ms));
    for (; sent < due; sent += 1) {
      const extension = numbers[Math.floor(Math.random() * numbers.length)] ?? '';
      const now = presence.get(extension);
      const status = statuses.filter((one) => one !== now)[Math.floor(Math.random() * 5)] ?? 'busy';
      presence.set(extension, status);
      const text = event('presence_change', { extension, status, callUuid: null });
      for (const socket of sockets) socket.send(text);
    }
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}

/** As text: what compiles this file adds helpers to functions that a page does not have. */
const counting = `
  const counts = (window.counts = { frames: 0 });
  requestAnimationFrame(function count() {
    counts.frames += 1;
    requestAnimationFrame(count);
  });
`;

interface Cost {
  readonly frames: number;
  /** Main thread, milliseconds: everything, and scripts, style and layout of it. */
  readonly task: number;
  readonly script: number;
  readonly layout: number;
  readonly tasks: readonly Task[];
}

async function metrics(session: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

async function measure(page: Page, changes: number): Promise<Cost> {
  const session = await page.context().newCDPSession(page);
  // Time of the thread, not of the clock: what else runs on this machine is not counted.
  await session.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' });
  await session.send('Performance.enable');
  await page.evaluate(counting);
  const before = await metrics(session);
  await storm(changes * seconds, seconds * 1000);
  const after = await metrics(session);
  const counts = (await page.evaluate('counts')) as Pick<Cost, 'frames'>;
  // Another storm: what is written down of each task costs time as well.
  await browser.startTracing(page, { categories: traceCategories });
  await storm(changes * seconds, seconds * 1000);
  const tasks = mainThreadTasks((await browser.stopTracing()).toString());
  const spent = (name: string): number => ((after[name] ?? 0) - (before[name] ?? 0)) * 1000;
  const layout = spent('LayoutDuration') + spent('RecalcStyleDuration');
  return { ...counts, tasks, task: spent('TaskDuration'), script: spent('ScriptDuration'), layout };
}

/**
 * Per sixtieth of a second, whatever the frame rate of this machine: what the page's own code costs (scripts, style,
 * layout), and all of the main thread, where the browser's delivery of single messages outweighs the rest.
 */
function tell(what: string, costs: readonly Cost[]): void {
  const median = (of: (cost: Cost) => number): number =>
    costs.map(of).toSorted((a, b) => a - b)[costs.length >> 1] ?? NaN;
  const each = (of: (cost: Cost) => number): string => (median(of) / seconds / 60).toFixed(2);
  console.log(
    `${what}: ${each(({ script, layout }) => script + layout)} ms a frame of 60 (of it style and layout ` +
      `${each(({ layout }) => layout)}; all of the main thread ${each(({ task }) => task)}), ` +
      `${Math.round(median(({ frames }) => frames) / seconds)} frames a second, ${longTasks(costs.flatMap(({ tasks }) => tasks))}`,
  );
}

await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const browser = await launchBrowser();
const rows: readonly [what: string, path: string, changes: number, ready: string][] = [
  ['the wire alone: messages are dropped unread', '/wire', changesPerSecond, 'window.isOpen'],
  [
    `bare DOM, ${people} people, ${changesPerSecond} changes a second`,
    '/peer',
    changesPerSecond,
    'document.querySelector("#list b")',
  ],
  [
    `<cemscale-presence>, ${people} people, ${changesPerSecond} changes a second`,
    ...(['/list', changesPerSecond, 'document.querySelector("cemscale-presence")?.isRealtime'] as const),
  ],
  [
    `1,000 <cemscale-presence>, ${changesPerSecond / 10} changes a second`,
    ...([
      '/elements',
      changesPerSecond / 10,
      '[...document.querySelectorAll("cemscale-presence")].every((one) => one.isRealtime)',
    ] as const),
  ],
];
const costs = new Map<string, Cost[]>();
for (let round = 0; round < rounds; round += 1)
  for (const [what, path, changes, ready] of rows) {
    const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}${path}`);
    await page.waitForFunction(ready);
    await storm(changes, 1000);
    costs.set(what, [...(costs.get(what) ?? []), await measure(page, changes)]);
    if (path === '/elements' && round === 0)
      console.log(`event sockets of a page with 1,000 elements: ${sockets.size}`);
    await page.close();
  }
for (const [what, all] of costs) tell(what, all);
await browser.close();
server.closeAllConnections();
server.close();
