import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../../demo/server.js';
import { VoIPClient } from '../../../src/api/index.js';
import { giveSound } from '../../support/page-sound.js';
import type { examples } from '../examples/page.js';
import type { Settings } from '../examples/settings.js';
import { bundle } from '../../../demo/bundle.js';
import { complaintsOf, launchForApplications, serveApplication } from './example-page.js';

/** What the examples page offers, for functions that run in it. */
export interface ExamplesWindow {
  readonly examples: typeof examples;
}

const OWN_HZ = 440;

/** The page of the documented examples beside the platform, with a key and with the SIP server by name. */
export class ExampleWorld {
  readonly voip: VoIPClient;
  readonly ownTone = OWN_HZ;
  readonly #demo: Demo;
  readonly #browser: Browser;
  readonly #files: ReadonlyMap<string, string>;
  readonly #settings: Settings;
  #context!: BrowserContext;
  page!: Page;
  complaints: readonly string[] = [];

  private constructor(demo: Demo, browser: Browser, files: ReadonlyMap<string, string>, settings: Settings) {
    this.#demo = demo;
    this.#browser = browser;
    this.#files = files;
    this.#settings = settings;
    this.voip = new VoIPClient({ apiUrl: settings.apiUrl, apiKey: settings.apiKey });
  }

  static async start(): Promise<ExampleWorld> {
    const apiKey = 'csk_dev_key-that-stands-in-the-page';
    const files = await bundle('test/react/examples/page.tsx');
    const demo = await startDemo({ port: 0, quiet: true, apiKey });
    const apiUrl = `${demo.url}/platform`;
    const { sipCredentials } = await new VoIPClient({ apiUrl, apiKey }).getSipCredentialsByNumber('1001');
    const { sipDomain, wsUri } = sipCredentials;
    const workletUrl = `${demo.url}/softphone/esm/api/playground/microphone-worklet.js`;
    return new ExampleWorld(demo, await launchForApplications(), files, {
      apiUrl,
      apiKey,
      sipDomain,
      wsUri,
      workletUrl,
    });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#demo.close();
  }

  /** A new page with nothing shown in it yet. */
  async openPage(): Promise<void> {
    this.#context = await this.#browser.newContext();
    this.page = await this.#context.newPage();
    this.page.setDefaultTimeout(15_000);
    this.complaints = complaintsOf(this.page);
    await giveSound(this.page, OWN_HZ);
    await this.page.goto(await serveApplication(this.#context, this.#demo.url, this.#files, this.#settings));
    await this.page.waitForFunction(() => 'examples' in globalThis);
  }

  async closePage(): Promise<void> {
    await this.#context.close();
    // The platform keeps a call for a while whose page is gone.
    const { apiUrl, apiKey } = this.#settings;
    const headers = { Authorization: `Bearer ${apiKey}` };
    await fetch(`${apiUrl}/control/reset`, { method: 'POST', headers });
  }

  /** Renders one of the examples. */
  async show(name: Parameters<ExamplesWindow['examples']['show']>[0], argument = ''): Promise<void> {
    const render = ([one, other]: readonly [typeof name, string]): void =>
      (globalThis as unknown as ExamplesWindow).examples.show(one, other);
    await this.page.evaluate(render, [name, argument] as const);
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Waits until there is such an element with such a text. */
  async shows(selector: string, text: string | RegExp = /./): Promise<void> {
    await this.page.locator(selector).filter({ hasText: text }).waitFor({ state: 'attached' });
  }

  /** The platform's id of an extension. */
  async idOf(number: string): Promise<string> {
    const { extensions } = await this.voip.listExtensions();
    return extensions.find(({ extension }) => extension === number)?.id ?? '';
  }
}
