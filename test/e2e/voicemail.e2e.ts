import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import { online } from '../support/demo-visit.js';
import { launchBrowser } from '../support/launch-browser.js';
import { giveSound } from '../support/page-sound.js';

const BOB_HZ = 740;

/** The shipped files, under the strictest policy: Bob leaves a message for Elena, who hears it and deletes it. */
describe('voicemail from page to page', () => {
  let demo: Demo;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const problems: string[] = [];

  before(async () => {
    demo = await startDemo({ port: 0, quiet: true });
    browser = await launchBrowser();
  });
  after(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await demo?.close();
  });

  async function open(person: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 900, height: 900 } });
    contexts.push(context);
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await giveSound(page, BOB_HZ);
    await page.addInitScript(listenToMedia);
    await page.goto(`${demo.url}/?page=strict`);
    await page.click(`button[value="${person}"]`);
    await online(page);
    return page;
  }

  it('is left for one who is not to be disturbed, heard with the sound that was said, and deleted', async () => {
    const elena = await open('1005');
    await elena.evaluate(() => document.querySelector('cemscale-phone')?.show());
    const phone = elena.locator('cemscale-phone');
    await phone.getByRole('tab', { name: 'More' }).click();
    await phone.getByRole('button', { name: 'Status' }).click();
    await phone.getByRole('radio', { name: 'Do not disturb' }).click();
    await phone.locator('header').getByText('Do not disturb').waitFor();

    const bob = await open('1002');
    await bob.evaluate(async () => {
      await document.querySelector('cemscale-phone')?.call('1005');
    });
    await bob.waitForFunction(() => {
      const state = document.querySelector('cemscale-phone')?.snapshot.currentCall?.state;
      // The greeting and the beep, and a second and a half of what Bob says.
      return state?.phase === 'active' && Date.now() - state.answeredAt > 5500;
    });
    await bob.evaluate(() => document.querySelector('cemscale-phone')?.hangup());
    assert.deepEqual(await elena.evaluate(() => document.querySelector('cemscale-phone')?.snapshot.calls), []);

    await phone.getByRole('tab', { name: 'Voicemail, 1 new' }).click();
    await phone.getByRole('button', { name: 'Play the message of Bob Lindqvist' }).click();
    await elena.waitForFunction((hz) => (globalThis as unknown as MediaWindow).mediaLevel(hz) > -45, BOB_HZ, {
      polling: 50,
    });
    assert.equal(await elena.evaluate(() => (globalThis as unknown as MediaWindow).mediaLevel(1750) < -60), true);
    await phone.getByRole('tab', { name: 'Voicemail', exact: true }).waitFor();
    await phone.getByRole('button', { name: 'Delete' }).click();
    await phone.getByText('No messages').waitFor();
    // The page goes before the deletion was sent: it is sent with it.
    await elena.reload();
    await online(elena);
    await elena.evaluate(() => document.querySelector('cemscale-phone')?.show());
    await phone.getByRole('tab', { name: 'Voicemail' }).click();
    await phone.getByText('No messages').waitFor();
    assert.deepEqual(problems, []);
  });
});

interface MediaWindow {
  mediaLevel(frequency: number): number;
}

// Runs in the page, so it can use nothing from outside itself.
function listenToMedia(): void {
  const analysers = new Map<HTMLMediaElement, AnalyserNode>();
  let shared: AudioContext | undefined;
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    if (this.src !== '' && !analysers.has(this)) {
      const context = (shared ??= new AudioContext());
      const analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0.2 });
      const source = context.createMediaElementSource(this);
      source.connect(analyser);
      source.connect(context.destination);
      analysers.set(this, analyser);
    }
    return play.call(this);
  };
  Object.assign(globalThis, {
    mediaLevel(hz: number): number {
      const levels = [...analysers.values()].map((analyser) => {
        const bins = new Float32Array(analyser.frequencyBinCount);
        analyser.getFloatFrequencyData(bins);
        const bin = Math.round(hz / (analyser.context.sampleRate / analyser.fftSize));
        return Math.max(...bins.slice(bin - 2, bin + 3));
      });
      return Math.max(-Infinity, ...levels);
    },
  });
}
