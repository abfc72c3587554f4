import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { bundle } from '../../demo/bundle.js';
import { until } from '../support/poll.js';
import type { InteropPage } from './page.js';
import type { Servers } from './servers.js';

const here = new URL('.', import.meta.url).pathname;
const heardDb = -45;
const silentDb = -60;

/** Serves the page with our phone in it. */
export async function servePage(): Promise<{ url: string; server: Server }> {
  const files = await bundle(`${here}page.ts`);
  const server = createServer((request, response) => {
    const script = files.get((request.url ?? '').slice(1));
    response.setHeader('Content-Type', script === undefined ? 'text/html' : 'text/javascript');
    response.end(script ?? '<!doctype html><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, server };
}

declare global {
  interface Window {
    interop: InteropPage;
  }
}

/** A browser page that is registered as an extension. */
export class CallingPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(
    browser: Browser,
    url: string,
    servers: Servers,
    { extension = '1001', password = servers.password, ice = [] as readonly object[], relayOnly = false } = {},
  ): Promise<CallingPage> {
    const page = await (await browser.newContext({ permissions: ['microphone'] })).newPage();
    await page.goto(url);
    await page.waitForFunction(() => 'interop' in window);
    const { domain, wsUri } = servers;
    const sip = { username: extension, password, domain, wsUri, registrar: `sip:${domain}` };
    await page.evaluate(
      ([credentials, iceServers, relay]) => window.interop.start(credentials, iceServers as RTCIceServer[], relay),
      [sip, ice, relayOnly] as const,
    );
    return new CallingPage(page);
  }

  connection(): Promise<{ status: string }> {
    return this.page.evaluate(() => ({ status: window.interop.phone.connection.status }));
  }

  async registered(): Promise<this> {
    await until('the registration', async () => (await this.connection()).status === 'registered', 30_000);
    return this;
  }

  async call(number: string): Promise<void> {
    await this.page.evaluate(async (to) => void (await window.interop.phone.call(to)), number);
  }

  /** Runs one order of the phone on its current call. */
  async act(what: 'answer' | 'hangup' | 'hold' | 'resume'): Promise<void> {
    await this.page.evaluate(async (order) => {
      const { phone } = window.interop;
      if (order === 'answer') await phone.answer();
      else if (order === 'hangup') phone.liveCall().hangup();
      else await phone.setHeld(order === 'hold');
    }, what);
  }

  async press(digits: string): Promise<void> {
    await this.page.evaluate((keys) => window.interop.phone.liveCall().sendDtmf(keys), digits);
  }

  /** Waits for the latest call to be in that phase, and returns its state. */
  async reaches(phase: string): Promise<Record<string, unknown>> {
    const state = async () =>
      (await this.page.evaluate(() => window.interop.state)) as Record<string, unknown> | null;
    return until(
      `the phase ${phase}`,
      async () => {
        const now = await state();
        return now?.['phase'] === phase ? now : null;
      },
      40_000,
    );
  }

  async holds(field: 'held' | 'heldByRemote', value: boolean): Promise<void> {
    await until(`${field} to be ${value}`, async () => (await this.reaches('active'))[field] === value, 30_000);
  }

  phases(): Promise<string[]> {
    return this.page.evaluate(() => window.interop.phases);
  }

  async hears(hz: number): Promise<void> {
    await until(`hearing ${hz} Hz`, async () => (await this.#level(hz)) > heardDb, 30_000);
  }

  async hearsNo(hz: number): Promise<void> {
    await until(`hearing no ${hz} Hz`, async () => (await this.#level(hz)) < silentDb, 30_000);
  }

  async close(): Promise<void> {
    await this.page.evaluate(() => window.interop.phone.stop()).catch(() => undefined);
    await this.page.context().close();
  }

  #level(hz: number): Promise<number> {
    return this.page.evaluate((frequency) => window.interop.ear.level(frequency), hz);
  }
}
