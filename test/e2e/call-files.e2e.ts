import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import { callFiles, linkFiles, numberFiles, ownFiles, recentFiles, talkFiles } from '../../tools/built-graph.mjs';
import { online } from '../support/demo-visit.js';
import { launchBrowser } from '../support/launch-browser.js';
import { until } from '../support/poll.js';

describe('what a page loads for a call', () => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  /** In the order in which they were asked for. */
  const loaded: string[] = [];
  let untilTalk: readonly string[] = [];

  const hasLoaded = (files: readonly string[]): boolean => files.every((file) => loaded.includes(file));

  before(async () => {
    demo = await startDemo({ port: 0, quiet: true });
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on('request', (request) => {
      const file = /\/softphone\/(.+\.js)$/.exec(request.url())?.[1];
      if (file && !loaded.includes(`dist/${file}`)) loaded.push(`dist/${file}`);
    });
    await page.context().request.post(`${demo.url}/sign-in`, {
      form: { person: '1001', page: '' },
      headers: { origin: demo.url },
    });
    // A page of the same site that has no phone, emptied.
    await page.goto(`${demo.url}/`);
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.src = '/softphone/cemscale-phone.js';
      script.dataset['tokenUrl'] = '/voip/as/1001/token';
      document.documentElement.lang = 'en';
      document.body.replaceChildren(script);
    });
    await online(page);
    await page.evaluate(() => document.querySelector('cemscale-phone')?.show());
    await page.locator('cemscale-phone-panel').waitFor();
    await page.evaluate(() => document.querySelector('cemscale-phone')?.call('9196'));
    await page.waitForFunction(
      () => document.querySelector('cemscale-phone')?.snapshot.calls[0]?.state.phase === 'active',
    );
    untilTalk = [...loaded];
    // A sample of the call, so that what measures it and what shows the measure are there.
    await until('what comes with the talk', () => hasLoaded(talkFiles()));
    await page.evaluate(() => document.querySelector('cemscale-phone')?.hangup());
    await page.waitForFunction(
      () => document.querySelector('cemscale-phone')?.snapshot.calls[0]?.state.phase === 'ended',
    );
    await until('what comes beside the call', () =>
      hasLoaded([...linkFiles(), ...numberFiles(), ...ownFiles(), ...recentFiles()]),
    );
    await page.waitForLoadState('networkidle');
  });

  after(async () => {
    await browser?.close();
    await demo?.close();
  });

  it('is all that its size counts', () => {
    assert.deepEqual(
      callFiles().filter((file) => !untilTalk.includes(file)),
      [],
    );
  });

  it('is counted to the last file, for the call or with a limit of its own', () => {
    const counted = [
      ...callFiles(),
      ...talkFiles(),
      ...ownFiles(),
      ...recentFiles(),
      ...linkFiles(),
      ...numberFiles(),
    ];
    assert.deepEqual(
      loaded.filter((file) => !counted.includes(file)),
      [],
    );
  });
});
