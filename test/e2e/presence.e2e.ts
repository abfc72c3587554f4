import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import { launchBrowser } from '../support/launch-browser.js';

/** The shipped files on the demo's pages: the script tag alone, and a presence element that appears later. */
describe('<cemscale-presence> beside the script tag', () => {
  let demo: Demo;
  let browser: Browser;
  before(async () => {
    demo = await startDemo({ port: 0, quiet: true });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await demo?.close();
  });

  /** A page of that person, with everything that a policy or a script complains of. */
  async function open(
    person: string,
    page: string,
  ): Promise<{ page: Page; problems: string[]; context: BrowserContext }> {
    const context = await browser.newContext({ viewport: { width: 900, height: 800 } });
    const opened = await context.newPage();
    const problems: string[] = [];
    opened.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    opened.on('pageerror', (error) => problems.push(String(error)));
    await opened.goto(`${demo.url}/?page=${page}`);
    await opened.locator(`button[value="${person}"]`).click();
    return { page: opened, problems, context };
  }

  it('works under the strictest policy with Trusted Types, and calls by the phone of the page', async () => {
    const bob = await open('1002', '');
    await bob.page.getByText('Online').first().waitFor();
    const alice = await open('1001', 'strict');
    await alice.page.evaluate(() => {
      const team = document.createElement('cemscale-presence');
      const one = document.createElement('cemscale-presence');
      one.setAttribute('extension', '1002');
      document.querySelector('main')?.prepend(one, team);
    });
    const one = alice.page.locator('cemscale-presence[extension]');
    await one.getByText('Available').waitFor();
    await alice.page.locator('cemscale-presence:not([extension])').getByText('Elena Rossi').waitFor();
    await one.locator('button.person').click();
    await one.getByRole('dialog', { name: 'Bob Lindqvist' }).getByRole('button', { name: 'Call' }).click();
    await one.getByText('Ringing').waitFor();
    await alice.page
      .locator('cemscale-phone')
      .getByText('Bob Lindqvist')
      .or(alice.page.getByText('1002'))
      .first()
      .waitFor();
    await bob.page.getByRole('button', { name: 'Decline' }).click();
    await one.getByText('Available').waitFor();
    assert.deepEqual([...alice.problems, ...bob.problems], []);
    await alice.context.close();
    await bob.context.close();
  });
});
