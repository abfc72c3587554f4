import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { HOST_HZ, HostSite, hostSiteArgs } from '../support/host-site.js';
import { launchBrowser } from '../support/launch-browser.js';
import { hears } from '../support/page-sound.js';
import { until } from '../support/poll.js';
import { allSnippets } from './support/snippets.js';

const scripts = allSnippets().filter(
  ({ name, language }) => name.startsWith('script-tag.md#') && language === 'js',
);
const snippet = (heading: string): string => {
  const found = scripts.find(({ name }) => name === `script-tag.md#${heading}`);
  assert.ok(found, heading);
  return found.code;
};

/** The page's own backend, as the guide's examples ask it. */
const mayCall = (number: string | null): unknown =>
  number === '9196' ? { allow: true } : { allow: false, reason: 'Asked not to be called.' };

describe('the guide to the script tag', () => {
  let browser: Browser;
  let site: HostSite | undefined;
  let stored: { readonly id: string; readonly number: string }[];

  before(async () => {
    browser = await launchBrowser(hostSiteArgs);
  });
  after(() => browser.close());
  afterEach(() => site?.close());

  async function startCrm(): Promise<HostSite> {
    const crm = await HostSite.start(browser);
    site = crm;
    stored = [];
    await crm.context.route('**/crm/**', async (route) => {
      const { pathname, searchParams } = new URL(route.request().url());
      const log = route.request().postDataJSON() as { id: string; number: string } | null;
      if (log) stored.push(log);
      const contact = { name: 'The Echo', details: 'Plays back', link: '/crm/people/7' };
      await route.fulfill({ json: pathname.endsWith('may-call') ? mayCall(searchParams.get('number')) : contact });
    });
    return crm;
  }

  it('has examples for each part, all of which run here', () => {
    assert.deepEqual(
      scripts.map(({ name }) => name.replace('script-tag.md#', '')),
      [
        '`window.CemScale`',
        '`window.CemScale` 2',
        'Before a call: may this number be called?',
        'Who is it: contacts and screen pop',
        'Afterwards: the call log',
        'Across frames',
      ],
    );
  });

  it('stubs, checks, names, calls and writes down', async () => {
    const site = await startCrm();
    const stub = snippet('`window.CemScale` 2');
    const rest = [
      'Before a call: may this number be called?',
      'Who is it: contacts and screen pop',
      'Afterwards: the call log',
    ];
    const code = [stub, ...rest.map(snippet)].map((text) => `<script>${text}</script>`).join('');
    const tag = `<script src="/softphone/cemscale-phone.js" data-token-url="${site.tokenUrl}" async></script>`;
    await site.open({ body: `<!doctype html><title>CRM</title>${code}${tag}` });
    await site.said(/^log: online, version \d/);
    await site.page.evaluate(
      `CemScale.ready.then(() => { ${snippet('`window.CemScale`').replace('+15551234567', '9664')} })`,
    );
    await site.said(/^warning: canceled-by-page/);
    await site.page.evaluate(`CemScale.call('9196')`);
    await site.page.getByText('The Echo').first().waitFor();
    await hears(site.page, HOST_HZ);
    await site.page.evaluate('CemScale.hangup()');
    assert.equal((await until('the log', () => stored[0])).number, '9196');
    await site.page.waitForFunction(() => /^hangup after \d+ s$/.test(document.title));
    await until('the outbox is empty', () =>
      site.page.evaluate(() => localStorage.getItem('cemscale-softphone-outbox') === null),
    );
    assert.deepEqual(
      site.lines.filter((line) => /^(error|pageerror)/.test(line)),
      [],
    );
  });

  it('connects a page to the phone in its frame', async () => {
    const site = await startCrm();
    const tag = `<script src="/softphone/cemscale-phone.js" data-token-url="${site.tokenUrl}" data-allowed-origins="${site.origin}"></script>`;
    await site.serve('/phone', { body: `<!doctype html>${tag}` });
    const code = snippet('Across frames')
      .replace('@cemscale-voip/softphone/frame', '/softphone/esm/host/frame-client.js')
      .replace('https://phone.example', site.origin)
      .replace('+15551234567', '9196');
    const helpers = `globalThis.mayCall = () => true; globalThis.contactOf = () => ({ name: 'The Echo' }); globalThis.store = (log) => { console.log('stored', log.number); };`;
    await site.serve('/phone-client', { body: '' });
    await site.open({
      body: `<!doctype html><iframe src="/phone" allow="microphone"></iframe><script>${helpers}</script><script type="module">${code}; globalThis.framed = phone;</script>`,
    });
    await site.page.waitForFunction(`globalThis.framed?.snapshot.currentCall?.state.phase === 'active'`);
    await site.page.evaluate('framed.hangup()');
    await site.said(/^log: 9196 hangup/);
    await site.said(/^log: stored 9196/);
  });
});
