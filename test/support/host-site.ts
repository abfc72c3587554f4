import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import { giveSound } from './page-sound.js';
import { until } from './poll.js';

/** A page of some site, as its server sends it. */
export interface HostDocument {
  readonly body: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Documents that the test itself serves have no address, so that Chromium would take the platform for a stranger's network. */
export const hostSiteArgs = ['--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets'];

/** The tone that the microphone of every host page sends. */
export const HOST_HZ = 440;

/**
 * Any document one can think of, served by the origin of the demo, whose token endpoint and platform then give it a
 * phone that really calls.
 */
export class HostSite {
  readonly #demo: Demo;
  readonly context: BrowserContext;
  readonly page: Page;
  /** `error: text` of each console line and page error. */
  readonly lines: string[] = [];
  /** Every address that any page asked for. */
  readonly requests: string[] = [];

  private constructor(demo: Demo, context: BrowserContext, page: Page) {
    this.#demo = demo;
    this.context = context;
    this.page = page;
    page.on('console', (message) => this.lines.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.lines.push(`pageerror: ${error.message}`));
    context.on('request', (request) => this.requests.push(request.url()));
  }

  /** Somebody who is signed in as this extension. */
  static async start(browser: Browser, extension = '1001'): Promise<HostSite> {
    const demo = await startDemo({ port: 0, quiet: true });
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(demo.url);
    await page.click(`button[value="${extension}"]`);
    await page.waitForURL(/\/as\//);
    await giveSound(page, HOST_HZ);
    return new HostSite(demo, context, page);
  }

  get origin(): string {
    return this.#demo.url;
  }

  get tokenUrl(): string {
    return '/voip/as/1001/token';
  }

  /** Serves this document at an address: a path of the site, or a whole address anywhere. */
  async serve(address: string, { body, type = 'text/html', headers = {} }: HostDocument): Promise<void> {
    await this.context.route(new URL(address, this.origin).href, (route) =>
      route.fulfill({ status: 200, contentType: `${type}; charset=utf-8`, headers: { ...headers }, body }),
    );
  }

  /** Serves it and goes there, with nothing remembered of the pages before. */
  async open(document: HostDocument, address = '/host'): Promise<void> {
    await this.serve(address, document);
    this.lines.length = 0;
    this.requests.length = 0;
    await this.page.evaluate(() => sessionStorage.clear());
    await this.page.goto(new URL(address, this.origin).href);
  }

  /** Waits for a line of the console. */
  said(text: RegExp): Promise<string> {
    return until(`${String(text)} among:\n${this.lines.join('\n')}`, () =>
      this.lines.find((line) => text.test(line)),
    );
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.#demo.close();
  }
}
