import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import { control } from './demo-control.js';
import { giveSound } from './page-sound.js';

/** The tone that the microphone of every visited page sends. */
export const VISITOR_HZ = 440;

/** Somebody at a page of the demo, with everything that the browser complains of there. */
export class DemoVisit {
  readonly demo: Demo;
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #apiKey: string;
  readonly #problems: string[] = [];

  private constructor(demo: Demo, apiKey: string, context: BrowserContext, page: Page) {
    this.demo = demo;
    this.#apiKey = apiKey;
    this.#context = context;
    this.page = page;
    page.on('pageerror', (error) => this.#problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content Security Policy|Trusted|\[cemscale\]/i.test(message.text()))
        this.#problems.push(message.text());
    });
    context.on('request', (request) => {
      const isOwn = [demo.url, demo.otherUrl, 'data:', 'blob:'].some((start) => request.url().startsWith(start));
      if (!isOwn) this.#problems.push(`request of ${request.url()}`);
    });
  }

  /** Signs in as that person and opens one of their pages. */
  static async start(browser: Browser, person: string, name: string): Promise<DemoVisit> {
    const apiKey = `csk_dev_${randomBytes(24).toString('base64url')}`;
    const demo = await startDemo({ port: 0, quiet: true, apiKey });
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const visit = new DemoVisit(demo, apiKey, context, page);
    try {
      await giveSound(page, VISITOR_HZ);
      await page.goto(`${demo.url}/?page=${name}`);
      await page.click(`button[value="${person}"]`);
      await online(page);
    } catch (error) {
      await visit.end();
      throw error;
    }
    return visit;
  }

  /** What the platform's control endpoint answers at this path; with a body it is a POST. */
  control<Answer>(path: string, body?: object): Promise<Answer> {
    return control(this.demo, this.#apiKey, path, body);
  }

  /** Ends the visit, which must have been without an error, a policy report and a request of others. */
  async end(): Promise<void> {
    await this.#context.close();
    await this.demo.close();
    assert.deepEqual(this.#problems, []);
  }
}

/** Waits until the phone of that page, or of a frame in it, can call. */
export async function online(page: Page): Promise<Frame> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      const isOnline = await frame
        .evaluate(() => document.querySelector('cemscale-phone')?.snapshot?.status === 'online')
        // A frame may be on its way elsewhere.
        .catch(() => false);
      if (isOnline) return frame;
    }
    await page.waitForTimeout(25);
  }
  throw new Error('No phone of the page came online within 20 s.');
}
