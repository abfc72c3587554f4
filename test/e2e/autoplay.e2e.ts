import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { DemoVisit } from '../support/demo-visit.js';
import { launchBrowser } from '../support/launch-browser.js';
import { until } from '../support/poll.js';

/** The policy of every Chromium that nobody configured; the last switch counts. */
const realPolicy = '--autoplay-policy=document-user-activation-required';

const silence = 'data:audio/wav;base64,UklGRigAAABXQVZFZm10IBIAAAABAAEARKwAAIhYAQACABAAAABkYXRhAgAAAAEA';

/** What a person reads in the page, all open shadow roots included, and where the middle of a button is. */
const readers = `
  const below = (root) => [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? below(one.shadowRoot) : [])]);
  const shows = (text) => below(document).some((one) => one.checkVisibility() && [...one.childNodes].some(
    (node) => node.nodeType === 3 && node.data.includes(text)));
  const middleOf = (name) => {
    const { x, y, width, height } = below(document).find((one) => one.localName === 'button' && one.textContent.includes(name))
      .getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  };`;

describe('a page that nobody has touched yet', { timeout: 120_000 }, () => {
  let browser: Browser;
  let visit: DemoVisit;
  let page: Page;
  let session: CDPSession;

  before(async () => {
    browser = await launchBrowser([realPolicy]);
    visit = await DemoVisit.start(browser, '1001', '');
    const address = visit.page.url();
    // In the page of the sign-in there was a click, which would count here.
    page = await visit.page.context().newPage();
    session = await page.context().newCDPSession(page);
    await page.goto(address);
    await visit.page.close();
  });
  after(async () => {
    await visit.end();
    await browser.close();
  });

  /** What the driver asks by itself counts as a touch of the page; this does not. */
  async function untouched<Value>(expression: string): Promise<Value> {
    const source = `(() => {${readers} return ${expression}})()`;
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: source,
      awaitPromise: true,
      returnByValue: true,
      userGesture: false,
    });
    assert.equal(exceptionDetails, undefined, source);
    return result.value as Value;
  }

  const shows = (text: string): Promise<unknown> =>
    until(`"${text}"`, () => untouched<boolean>(`shows('${text}')`), 20_000);

  it('says before the first call that it would not ring, and rings once that was allowed', async () => {
    await until('the phone', () =>
      untouched(`document.querySelector('cemscale-phone')?.snapshot?.status === 'online'`),
    );
    const playing = `new Audio('${silence}').play().then(() => 'plays', ({ name }) => name)`;
    assert.equal(await untouched(playing), 'NotAllowedError', 'the policy is the real one');
    await shows('Ringing off');
    await untouched(`document.querySelector('cemscale-phone').show()`);
    await shows('Calls would not ring yet');
    assert.equal(await untouched('navigator.userActivation.hasBeenActive'), false, 'nobody has touched the page');
    const [x, y] = await untouched<[number, number]>(`middleOf('Enable ringing')`);
    await page.mouse.click(x, y);
    await until('the note to go', () => untouched<boolean>(`!shows('Calls would not ring yet')`));
    const context = '((context) => context.resume().then(() => context.state))(new AudioContext())';
    assert.equal(await untouched(context), 'running');
  });
});
