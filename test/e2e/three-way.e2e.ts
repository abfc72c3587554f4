import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import { launchBrowser } from '../support/launch-browser.js';
import { doesNotHear, giveSound, hears } from '../support/page-sound.js';

/** What each person says; whoever waits hears the music. */
const tones = { alice: 440, bob: 880, carmen: 1240, music: 660 } as const;
type Name = 'alice' | 'bob' | 'carmen';
const extensions: Record<Name, string> = { alice: '1001', bob: '1002', carmen: '1003' };

describe('a call of three in three browsers', () => {
  let demo: Demo;
  const browsers: Browser[] = [];
  let pages: Record<Name, Page>;
  let problems: string[];

  before(async () => {
    demo = await startDemo({ port: 0, quiet: true });
    for (const _ of Object.keys(extensions)) browsers.push(await launchBrowser());
  });

  after(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await demo?.close();
  });

  beforeEach(async () => {
    problems = [];
    const names = Object.keys(extensions) as Name[];
    const opened = await Promise.all(names.map((name, index) => open(browsers[index]!, name)));
    pages = Object.fromEntries(names.map((name, index) => [name, opened[index]])) as typeof pages;
  });

  afterEach(async () => {
    await Promise.all(Object.values(pages).map((page) => page.context().close()));
    assert.deepEqual(problems, []);
  });

  async function open(browser: Browser, name: Name): Promise<Page> {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    page.on('pageerror', ({ message }) => problems.push(`${name}: ${message}`));
    page.on('console', (message) => message.type() === 'error' && problems.push(`${name}: ${message.text()}`));
    await giveSound(page, tones[name]);
    await page.goto(demo.url);
    await page.click(`button[value="${extensions[name]}"]`);
    await page.locator('#log b', { hasText: /^registered$/ }).waitFor();
    return page;
  }

  /** Everybody named hears exactly these, and nothing else that anybody says or that is played. */
  async function hear(expected: Partial<Record<Name, readonly (keyof typeof tones)[]>>): Promise<void> {
    for (const [name, heard] of Object.entries(expected) as [Name, readonly (keyof typeof tones)[]][]) {
      await Promise.all(heard.map((one) => hears(pages[name], tones[one])));
      const others = (Object.keys(tones) as (keyof typeof tones)[]).filter((one) => !heard.includes(one));
      for (const one of others) await doesNotHear(pages[name], tones[one]);
    }
  }

  const press = (name: Name, button: string | RegExp) => pages[name].getByRole('button', { name: button }).click();
  const reads = (text: string) => pages.alice.getByText(text).first().waitFor();

  async function talk(): Promise<void> {
    await pages.alice.click('button[data-number="1002"]');
    await press('bob', 'Answer');
    await hear({ alice: ['bob'], bob: ['alice'] });
  }

  async function add(number: string): Promise<void> {
    await press('alice', 'Add call');
    await pages.alice.getByRole('combobox').fill(number);
    await pages.alice.keyboard.press('Enter');
  }

  it('goes through every state of the documentation by the buttons of the phone', async () => {
    await talk();
    await add('1003');
    await reads('Calling Carmen Vidal… Bob Lindqvist hears music.');
    await hear({ bob: ['music'] });
    await press('carmen', 'Answer');
    await reads('You and Carmen Vidal hear each other. Bob Lindqvist hears music.');
    await hear({ alice: ['carmen'], carmen: ['alice'], bob: ['music'] });
    await press('alice', /^Swap/);
    await reads('You and Bob Lindqvist hear each other. Carmen Vidal hears music.');
    await hear({ alice: ['bob'], bob: ['alice'], carmen: ['music'] });
    await press('alice', 'Merge all');
    await reads('You, Bob Lindqvist and Carmen Vidal all hear each other.');
    await hear({ alice: ['bob', 'carmen'], bob: ['alice', 'carmen'], carmen: ['alice', 'bob'] });
    await press('alice', 'Mute');
    await hear({ bob: ['carmen'], carmen: ['bob'] });
    await press('alice', 'Mute');
    await press('alice', 'Drop Carmen Vidal from the call');
    await reads('You dropped Carmen Vidal from the call. You and Bob Lindqvist are talking.');
    await hear({ alice: ['bob'], bob: ['alice'] });
    await pages.carmen.locator('#log b', { hasText: /^call-ended$/ }).waitFor();
  });

  it('gives the first one back when the third declines or is called no longer', async () => {
    await talk();
    await add('1003');
    await hear({ bob: ['music'] });
    await press('carmen', 'Decline');
    await reads('Carmen Vidal declined. You and Bob Lindqvist are talking.');
    await hear({ alice: ['bob'], bob: ['alice'] });
    await press('carmen', 'Done');
    await add('1003');
    await reads('Calling Carmen Vidal…');
    await press('alice', 'Stop calling');
    await reads('Carmen Vidal is no longer called. You and Bob Lindqvist are talking.');
    await hear({ alice: ['bob'], bob: ['alice'] });
  });

  it('goes on when the page is loaded anew: while the third rings, while one waits, and when all talk', async () => {
    const since = () =>
      pages.alice.evaluate(() => document.querySelector('cemscale-phone')?.snapshot.threeWay?.activeSince ?? null);
    const loadAnew = async (): Promise<void> => {
      await pages.alice.reload();
      await pages.alice.evaluate(async () => {
        await customElements.whenDefined('cemscale-phone');
        document.querySelector('cemscale-phone')?.show();
      });
    };
    await talk();
    await add('1003');
    await reads('Calling Carmen Vidal… Bob Lindqvist hears music.');
    await loadAnew();
    await reads('Calling Carmen Vidal… Bob Lindqvist hears music.');
    await press('carmen', 'Answer');
    await reads('You and Carmen Vidal hear each other. Bob Lindqvist hears music.');
    await loadAnew();
    await reads('You and Carmen Vidal hear each other. Bob Lindqvist hears music.');
    await hear({ alice: ['carmen'], carmen: ['alice'], bob: ['music'] });
    await press('alice', 'Merge all');
    await reads('You, Bob Lindqvist and Carmen Vidal all hear each other.');
    const before = await since();
    assert.ok(before !== null);
    await loadAnew();
    await reads('You, Bob Lindqvist and Carmen Vidal all hear each other.');
    assert.equal(await since(), before);
    await hear({ alice: ['bob', 'carmen'], bob: ['alice', 'carmen'], carmen: ['alice', 'bob'] });
    await pages.alice.evaluate(() => document.querySelector('cemscale-phone')?.hangup());
    for (const name of ['bob', 'carmen'] as const)
      await pages[name].locator('#log b', { hasText: /^call-ended$/ }).waitFor();
  });
});
