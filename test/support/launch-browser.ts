import { chromium, type Browser } from 'playwright-core';
import { browserArgs, mediaArgs } from './browser-args.js';
import { findBrowser } from './find-browser.js';

/**
 * A headless browser for an end-to-end test, with a fake microphone that is granted. Close it when done. `withoutArgs`:
 * switches that the driver adds by itself and that shall not be.
 */
export async function launchBrowser(
  extraArgs: readonly string[] = [],
  executablePath = findBrowser(),
  withoutArgs: string[] = [],
): Promise<Browser> {
  if (!executablePath) throw new Error('Install Chrome, Chromium or Edge, or set CHROME_PATH.');
  return chromium.launch({
    executablePath,
    headless: true,
    ignoreDefaultArgs: withoutArgs,
    args: ['--headless=new', ...browserArgs, ...mediaArgs, ...extraArgs],
  });
}
