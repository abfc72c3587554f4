import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import { control } from './demo-control.js';
import { online } from './demo-visit.js';
import { giveSound, hears } from './page-sound.js';
import { until } from './poll.js';

const API_KEY = 'tabs-test-key';
/** Each tab speaks in a tone of its own, so that the far end hears which one has the call. */
const TONES = [440, 620, 810] as const;
export const COLLEAGUE_HZ = 1100;

/** What the phone of a tab shows. */
export const call = (page: Page) =>
  page.evaluate(() => {
    const snapshot = document.querySelector('cemscale-phone')?.snapshot;
    const state = snapshot?.currentCall?.state;
    const active = state?.phase === 'active' ? state : null;
    return {
      id: snapshot?.currentCall?.id,
      phase: state?.phase ?? 'none',
      held: active?.held ?? false,
      muted: active?.muted ?? false,
      answeredAt: active?.answeredAt ?? 0,
      elsewhere: snapshot?.elsewhere ?? false,
      status: snapshot?.status,
    };
  });

export const inPhase = (page: Page, phase: string) =>
  until(`the call to be ${phase}`, async () => (await call(page)).phase === phase, 20_000);

/** Three tabs of one person, and a colleague elsewhere. */
export class TabStage {
  private constructor(
    readonly demo: Demo,
    readonly person: BrowserContext,
    readonly colleague: Page,
    readonly tabs: readonly Page[],
  ) {}

  static async start(browser: Browser): Promise<TabStage> {
    const demo = await startDemo({ port: 0, quiet: true, apiKey: API_KEY });
    const [person, others] = [await browser.newContext(), await browser.newContext()];
    for (const context of [person, others]) context.setDefaultTimeout(20_000);
    const open = async (context: BrowserContext, hz: number, extension: string): Promise<Page> => {
      const page = await context.newPage();
      await giveSound(page, hz);
      await page.goto(`${demo.url}/`);
      const signIn = page.locator(`button[value="${extension}"]`);
      if (await signIn.count()) await signIn.click();
      await online(page);
      return page;
    };
    // The first one signs in for all.
    const first = await open(person, TONES[0], '1001');
    const [second, third, colleague] = await Promise.all([
      open(person, TONES[1], '1001'),
      open(person, TONES[2], '1001'),
      open(others, COLLEAGUE_HZ, '1002'),
    ]);
    return new TabStage(demo, person, colleague, [first, second, third]);
  }

  async end(): Promise<void> {
    await this.person.close();
    await this.colleague.context().close();
    await this.demo.close();
  }

  /** Asks the platform behind the demo, or lets something happen to it. */
  control<Answer>(path: string, body?: object, method?: string): Promise<Answer> {
    return control(this.demo, API_KEY, path, body, method);
  }

  /** How many contacts the platform has of the person. */
  async contacts(): Promise<number> {
    return (await this.control<{ contacts: number }>('extensions/1001/contacts')).contacts;
  }

  async leaderOf(among: readonly Page[] = this.tabs): Promise<Page> {
    const found = await until(
      'one tab has the phone',
      async () => {
        const all = await Promise.all(among.map(async (page) => ({ page, shown: await call(page) })));
        const leading = all.filter(({ shown }) => !shown.elsewhere && shown.status === 'online');
        return leading.length === 1 ? leading[0] : null;
      },
      30_000,
    );
    return found.page;
  }

  /** The tone of that tab. */
  hzOf(page: Page): number {
    return TONES[this.tabs.indexOf(page)] ?? 0;
  }

  /** The person calls their colleague in the tab with the phone, and both hear each other. */
  async talk(): Promise<{ leader: Page; followers: Page[] }> {
    const leader = await this.leaderOf();
    await leader.evaluate(() => document.querySelector('cemscale-phone')?.call('1002'));
    await inPhase(this.colleague, 'incoming');
    await this.colleague.evaluate(() => document.querySelector('cemscale-phone')?.answer());
    for (const page of this.tabs) await inPhase(page, 'active');
    await hears(this.colleague, this.hzOf(leader));
    await hears(leader, COLLEAGUE_HZ);
    return { leader, followers: this.tabs.filter((page) => page !== leader) };
  }

  /** Which of these tabs goes on with the call; both sides hear each other again. */
  async goesOn(among: readonly Page[], test: TestContext, since: number): Promise<Page> {
    const leader = await this.leaderOf(among);
    test.diagnostic(`registered after ${Date.now() - since} ms`);
    await inPhase(leader, 'active');
    await hears(this.colleague, this.hzOf(leader));
    test.diagnostic(`heard by the far end after ${Date.now() - since} ms`);
    await hears(leader, COLLEAGUE_HZ);
    test.diagnostic(`heard both ways after ${Date.now() - since} ms`);
    assert.equal((await call(this.colleague)).phase, 'active');
    return leader;
  }
}
