import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../support/launch-browser.js';

/** A browser that takes a page which comes from no server for one of this machine. */
export function launchForApplications(): Promise<Browser> {
  return launchBrowser(['--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets']);
}

/**
 * Serves a bundled application from the demo's own origin, as a site would that has the platform behind it. Returns
 * the address of its page; `settings` are there before its script runs.
 */
export async function serveApplication(
  context: BrowserContext,
  origin: string,
  files: ReadonlyMap<string, string>,
  settings: object,
): Promise<string> {
  const html = `<!doctype html><title>Application</title><main></main><script type="module" src="page.js"></script>`;
  await context.route(`${origin}/application/**`, (route) => {
    const path = new URL(route.request().url()).pathname.replace('/application/', '');
    if (path === '') return route.fulfill({ contentType: 'text/html', body: html });
    const body = files.get(path);
    return body === undefined
      ? route.fulfill({ status: 404 })
      : route.fulfill({ contentType: 'text/javascript', body });
  });
  // The TypeScript loader of the tests names functions with a helper that the page does not have.
  await context.addInitScript('globalThis.__name = (fn) => fn');
  await context.addInitScript((values) => Object.assign(globalThis, { settings: values }), settings);
  return `${origin}/application/`;
}

/** Notes what a page complains about: errors of scripts and of the console. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return complaints;
}
