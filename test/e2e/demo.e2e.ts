import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../support/launch-browser.js';
import { doesNotHear, giveSound, hears } from '../support/page-sound.js';
import { until } from '../support/poll.js';

const ALICE_HZ = 440;
const BOB_HZ = 880;

/** `npm start` as a newcomer types it, on a free port. */
async function npmStart(): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = spawn('npm', ['start'], {
    env: { ...process.env, PORT: '0' },
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const url = await addressIn(child);
  return {
    url,
    stop: async () => {
      if (child.pid) process.kill(-child.pid, 'SIGTERM');
      await exited;
    },
  };
}

async function addressIn(child: ChildProcess): Promise<string> {
  let printed = '';
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk);
    const url = /http:\/\/localhost:\d+/.exec(printed)?.[0];
    // The stream stays open for whatever the server prints later.
    if (url && printed.includes('Ctrl+C')) {
      child.stdout?.resume();
      return url;
    }
  }
  throw new Error(`npm start printed no address:\n${printed}`);
}

describe('npm start', () => {
  let demo: Awaited<ReturnType<typeof npmStart>>;
  let browser: Browser;
  let context: BrowserContext;
  let problems: string[];

  before(async () => {
    demo = await npmStart();
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  afterEach(async () => {
    await context?.close();
    assert.deepEqual(problems, []);
  });

  async function newcomer(): Promise<void> {
    problems = [];
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  }

  async function signIn(extension: string, frequency: number): Promise<Page> {
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content Security Policy|Trusted/i.test(message.text()))
        problems.push(message.text());
    });
    await giveSound(page, frequency);
    await page.goto(demo.url);
    await page.click(`button[value="${extension}"]`);
    await page.locator('#log b', { hasText: /^registered$/ }).waitFor();
    return page;
  }

  it('takes a newcomer from the first page to hearing the echo', async () => {
    await newcomer();
    const page = await signIn('1001', ALICE_HZ);
    await page.click('button[data-number="9196"]');
    await page.locator('#log b', { hasText: /^call-answered$/ }).waitFor();
    await hears(page, ALICE_HZ);
    await page.getByRole('button', { name: 'End call' }).click();
    await page.locator('#log b', { hasText: /^call-ended$/ }).waitFor();
    await page.waitForFunction(
      () => document.querySelector('cemscale-phone')?.snapshot.currentCall?.state.phase === 'ended',
    );
  });

  it('dials by the keys of the phone, from the launcher to the echo', async () => {
    await newcomer();
    const page = await signIn('1002', BOB_HZ);
    await page.getByRole('button', { name: /^Phone/ }).click();
    for (const key of ['9', '1', '9', '6'])
      await page.getByRole('button', { name: new RegExp(`^${key}\\b`) }).click();
    await page.getByRole('button', { name: 'Call', exact: true }).last().click();
    await hears(page, BOB_HZ);
    await press(page.getByRole('button', { name: 'End call' }));
    await press(page.getByRole('button', { name: 'Done' }));
    await page.getByRole('button', { name: /^9\b/ }).waitFor();
  });

  it('lets two tabs call each other and hear each other, by nothing but their buttons', async () => {
    await newcomer();
    const alice = await signIn('1001', ALICE_HZ);
    const bob = await signIn('1002', BOB_HZ);
    await alice.bringToFront();
    await alice.click('button[data-number="1002"]');
    await bob.bringToFront();
    await bob.getByRole('button', { name: 'Answer' }).click();
    await hears(bob, ALICE_HZ);
    await hears(alice, BOB_HZ);
    await doesNotHear(alice, ALICE_HZ);
    await doesNotHear(bob, BOB_HZ);
    await bob.getByRole('button', { name: 'End call' }).click();
    await alice.locator('#log b', { hasText: /^call-ended$/ }).waitFor();
  });

  it('works under the strictest policy, without a report', async () => {
    await newcomer();
    const page = await signIn('1003', ALICE_HZ);
    await page.goto(`${demo.url}/as/1003/strict`);
    // Until its chunk is there the element is not upgraded and has no snapshot.
    await page.waitForFunction(() => document.querySelector('cemscale-phone')?.snapshot?.status === 'online');
    await page.evaluate(() => document.querySelector('cemscale-phone')?.call('9196'));
    await hears(page, ALICE_HZ);
  });
});

/** Presses until the button has done its work: the phone takes two fast presses across two views for a double tap. */
async function press(button: Locator): Promise<void> {
  await button.waitFor();
  await until('the button to be done with', async () => {
    // It may be gone before the press.
    await button.click({ timeout: 1000 }).catch(() => undefined);
    return !(await button.isVisible());
  });
}
