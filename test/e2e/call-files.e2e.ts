import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import {
  callFiles,
  foundFiles,
  hostFiles,
  idleFiles,
  linkFiles,
  numberFiles,
  ownFiles,
  personFiles,
  recentFiles,
  keptFiles,
  ringFiles,
  talkFiles,
  toldFiles,
} from '../../tools/built-graph.mjs';
import { online } from '../support/demo-visit.js';
import { HostSite, hostSiteArgs } from '../support/host-site.js';
import { launchBrowser } from '../support/launch-browser.js';
import { until } from '../support/poll.js';

describe('what a page loads for a call', () => {
  let browser: Browser;
  let site: HostSite;
  let untilTalk: readonly string[] = [];
  let untilEnd: readonly string[] = [];

  /** Files of the script tag that the page has asked for; the page of before may still ask while it goes. */
  const loaded = (): string[] => {
    const files = site.requests.flatMap((url) => {
      const file = /\/softphone\/(.+\.js)$/.exec(url)?.[1];
      return file ? [`dist/${file}`] : [];
    });
    return files.slice(files.lastIndexOf('dist/cemscale-phone.js'));
  };
  const inPhase = (phase: string): Promise<unknown> =>
    site.page.waitForFunction(
      (wanted) => document.querySelector('cemscale-phone')?.snapshot.calls[0]?.state.phase === wanted,
      phase,
    );
  const comes = (what: string, files: readonly string[]): Promise<unknown> =>
    until(
      () => `${what}: ${files.filter((file) => !loaded().includes(file)).join(' ')}`,
      () => files.every((file) => loaded().includes(file)),
      30_000,
    );

  before(async () => {
    browser = await launchBrowser(hostSiteArgs);
    site = await HostSite.start(browser);
    const { page, tokenUrl } = site;
    await site.open({
      body: `<!doctype html><html lang="en"><title>Nothing but a phone</title>
        <a href="tel:9196">Echo</a>
        <script src="/softphone/cemscale-phone.js" data-token-url="${tokenUrl}" async></script>`,
    });
    await online(page);
    await comes('what makes a link call', linkFiles());
    await page.evaluate(() =>
      document
        .querySelector('cemscale-phone')
        ?.addEventListener('cemscale-call-answered', () => performance.mark('answered')),
    );
    await page.click('a');
    await inPhase('active');
    await comes('what finds a call again', [...foundFiles(), ...toldFiles()]);
    untilTalk = loaded();
    await comes('what tells how the call sounds', talkFiles());
    await page.evaluate(() => document.querySelector('cemscale-phone')?.hangup());
    await inPhase('ended');
    await comes('what comes beside a call', [...idleFiles(), ...numberFiles(), ...ownFiles(), ...recentFiles()]);
    untilEnd = loaded();
  });

  after(async () => {
    await site?.close();
    await browser?.close();
  });

  it('is all that its size counts', () => {
    assert.deepEqual(
      callFiles().filter((file) => !untilTalk.includes(file)),
      [],
    );
  });

  it('has no keypad in it before somebody talks', async () => {
    const early = await site.page.evaluate((files) => {
      const [answered] = performance.getEntriesByName('answered');
      return performance
        .getEntriesByType('resource')
        .filter(({ startTime }) => startTime < (answered?.startTime ?? Infinity))
        .map(({ name }) => name)
        .filter((name) => files.some((file) => name.endsWith(file.replace('dist/', ''))));
    }, idleFiles());
    assert.deepEqual(early, []);
  });

  it('is counted to the last file, for the call or with a limit of its own', () => {
    const beside = [
      ...talkFiles(),
      ...foundFiles(),
      ...toldFiles(),
      ...hostFiles(),
      ...idleFiles(),
      ...ownFiles(),
      ...recentFiles(),
      ...keptFiles(),
      ...ringFiles(),
      ...personFiles(),
      ...linkFiles(),
      ...numberFiles(),
    ];
    assert.deepEqual(
      untilEnd.filter((file) => !callFiles().includes(file) && !beside.includes(file)),
      [],
    );
  });
});
