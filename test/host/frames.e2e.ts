import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, Frame, Page } from 'playwright-core';
import { HostSite, hostSiteArgs } from '../support/host-site.js';
import { launchBrowser } from '../support/launch-browser.js';
import { until } from '../support/poll.js';

// Other origins of the same site, or the browser would keep the session cookie of the framed phone back.
const crm = 'http://localhost:8765';
const stranger = 'http://localhost:8766';

/** A page that loads the client module and keeps what it hears. */
const clientPage = (source: string, more = ''): string => `<!doctype html><title>CRM</title>${more}
  <script type="module">
    import { connectFrame } from '${source}';
    window.connectFrame = connectFrame;
    window.heard = [];
  </script>`;

describe('a phone and a page of another origin', () => {
  let browser: Browser;
  let site: HostSite;

  before(async () => {
    browser = await launchBrowser(hostSiteArgs);
  });
  after(() => browser.close());
  afterEach(() => site.close());

  const phonePage = (attributes: string): string =>
    `<!doctype html><title>Phone</title><script src="/softphone/cemscale-phone.js" data-token-url="/voip/as/1001/token" ${attributes}></script>`;

  /** The module as a CDN serves it: readable by every origin. */
  const client = (): string => `${site.origin}/softphone/esm/host/frame-client.js`;

  async function start(attributes: string, framing = crm): Promise<{ outer: Page; phone: Frame }> {
    site = await HostSite.start(browser);
    await site.context.route(`${site.origin}/softphone/esm/**`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
    });
    await site.serve('/phone', { body: phonePage(attributes) });
    const frame = `<iframe src="${site.origin}/phone" allow="microphone; autoplay" width="420" height="700"></iframe>`;
    await site.open({ body: clientPage(client(), frame) }, `${framing}/`);
    const phone = await until('the frame', () => site.page.frame({ url: /\/phone$/ }));
    await phone.waitForFunction(() => document.querySelector('cemscale-phone')?.snapshot !== undefined);
    await site.page.waitForFunction('window.connectFrame');
    return { outer: site.page, phone };
  }

  const connect = (options = ''): string =>
    `connectFrame(document.querySelector('iframe'), { origin: '${site.origin}', ${options} }).then((phone) => { window.phone = phone; })`;
  const failure = (expression: string): string =>
    `${expression}.then(() => 'done', ({ name, reason }) => [name, reason])`;
  const isOnline = (phone: Frame) =>
    phone.waitForFunction(() => document.querySelector('cemscale-phone')?.snapshot.status === 'online');

  it('is called, hears every fact and ends the call', async () => {
    const { outer, phone } = await start(`data-allowed-origins="${crm}"`);
    await isOnline(phone);
    await outer.evaluate(connect());
    assert.equal(await outer.evaluate('phone.snapshot.status'), 'online');
    assert.deepEqual(await outer.evaluate('phone.capabilities.methods.includes("sendDtmf")'), true);
    await outer.evaluate(`(() => {
      for (const type of ['call-started', 'call-answered', 'call-ended'])
        phone.on(type, (detail) => heard.push([type, detail.call.remote.number, detail.reason ?? null]));
      phone.on('snapshot', (snapshot) => { window.last = snapshot; });
    })()`);
    assert.equal(await outer.evaluate(`phone.call('9196').then((call) => call.remote.number)`), '9196');
    await outer.waitForFunction(`last?.currentCall?.state.phase === 'active'`);
    await outer.evaluate('phone.mute(true)');
    await outer.waitForFunction('last.currentCall.state.muted');
    await outer.evaluate('phone.hangup()');
    await outer.waitForFunction('heard.length === 3');
    assert.deepEqual(await outer.evaluate('heard'), [
      ['call-started', '9196', null],
      ['call-answered', '9196', null],
      ['call-ended', '9196', 'hangup'],
    ]);
  });

  it('gets the errors of the phone with their names and reasons', async () => {
    const { outer, phone } = await start(`data-allowed-origins="${crm}"`);
    await isOnline(phone);
    await outer.evaluate(connect());
    assert.deepEqual(await outer.evaluate(failure(`phone.call('no number')`)), ['CallError', 'invalid-number']);
    assert.deepEqual(await outer.evaluate(failure('phone.hangup()')), ['CallError', 'no-such-call']);
  });

  it('is asked whether a number may be called, who calls, and to keep the log', async () => {
    const { outer, phone } = await start(`data-allowed-origins="${crm}"`);
    await isOnline(phone);
    await outer.evaluate(
      connect(`
        onCallRequest: ({ number, source }) => { heard.push([number, source]); return number === '9196' ? true : { allow: false, reason: 'Never.' }; },
        onContactRequest: () => ({ name: 'The Echo', link: '${crm}/echo' }),
        onCallLog: async ({ log }) => { heard.push([log.number, log.source, log.contact.name]); },
      `),
    );
    const refused = await phone.evaluate(() =>
      document
        .querySelector('cemscale-phone')
        ?.call('9664')
        .then(
          () => null,
          ({ reason, words }) => [reason, words],
        ),
    );
    assert.deepEqual(refused, ['canceled-by-page', 'Never.']);
    await outer.evaluate(`phone.call('9196')`);
    await phone.getByText('The Echo').first().waitFor();
    await outer.evaluate('phone.hangup()');
    await outer.waitForFunction('heard.length === 3');
    assert.deepEqual(await outer.evaluate('heard'), [
      ['9664', 'api'],
      ['9196', 'message'],
      ['9196', 'message', 'The Echo'],
    ]);
    // The page has it; its answer is on the way to the phone.
    await phone.waitForFunction(() => localStorage.getItem('cemscale-softphone-outbox') === null);
  });

  it('finds its phone again when the frame loads anew', async () => {
    const { outer, phone } = await start(`data-allowed-origins="${crm}" data-connect="manual"`);
    await outer.evaluate(connect());
    // The page that is about to go could still answer.
    await Promise.all([phone.waitForNavigation(), phone.evaluate(() => void setTimeout(() => location.reload()))]);
    await until('the phone hears again', () =>
      outer.evaluate(
        `Promise.race([phone.show().then(() => true, () => false), new Promise((r) => setTimeout(r, 500, false))])`,
      ),
    );
    await until('the phone to open', () => phone.evaluate(() => document.querySelector('cemscale-phone')?.open));
  });

  it('gets nothing as an origin that is not listed, and the console there says why, once', async () => {
    const { outer, phone } = await start(`data-allowed-origins="${crm} *" data-connect="manual"`, stranger);
    assert.deepEqual(await outer.evaluate(failure(connect('timeoutMs: 2000'))), ['FrameError', 'no-answer']);
    const forged = [
      `{ protocol: 'cemscale-softphone', kind: 'hello', id: 'x', versions: [1], answers: [] }`,
      `{ protocol: 'cemscale-softphone', kind: 'request', id: 'y', method: 'call', args: ['9196'] }`,
    ];
    for (const message of forged)
      await outer.evaluate(`document.querySelector('iframe').contentWindow.postMessage(${message}, '*')`);
    const warnings = site.lines.filter((line) => line.includes('[cemscale]'));
    assert.equal(warnings.filter((line) => line.includes(`A message of ${stranger} was ignored`)).length, 1);
    assert.equal(warnings.filter((line) => line.includes('"*" is left out')).length, 1);
    assert.deepEqual(await phone.evaluate(() => document.querySelector('cemscale-phone')?.snapshot.calls), []);
  });

  it('takes no message that a script of its own page made up in the name of a listed origin', async () => {
    const { outer, phone } = await start(`data-allowed-origins="${crm}" data-connect="manual"`);
    // What listens there comes late, and what nobody hears would prove nothing.
    await outer.evaluate(connect());
    const requested = await phone.evaluate((origin) => {
      const requested: string[] = [];
      document.addEventListener('cemscale-call-request', ({ number }) => requested.push(number));
      const send = (data: object) =>
        dispatchEvent(
          new MessageEvent('message', {
            origin,
            source: parent,
            data: { protocol: 'cemscale-softphone', ...data },
          }),
        );
      send({ kind: 'hello', id: 'a', versions: [1], answers: [] });
      send({ kind: 'request', id: 'b', method: 'call', args: ['9196'] });
      return requested;
    }, crm);
    assert.deepEqual(requested, []);
  });

  it('is told when the two speak no common version', async () => {
    const { outer } = await start(`data-allowed-origins="${crm}" data-connect="manual"`);
    await outer.evaluate(connect());
    const answer = await outer.evaluate(
      (origin) =>
        new Promise((resolve) => {
          addEventListener('message', ({ data }) => {
            if (data.id === 'x') resolve([data.kind, data.error.reason]);
          });
          const hello = { protocol: 'cemscale-softphone', kind: 'hello', id: 'x', versions: [99], answers: [] };
          document.querySelector('iframe')?.contentWindow?.postMessage(hello, origin);
        }),
      site.origin,
    );
    assert.deepEqual(answer, ['failure', 'wrong-version']);
  });

  it('refuses a wildcard on the side of the client too', async () => {
    const { outer } = await start(`data-allowed-origins="${crm}" data-connect="manual"`);
    assert.deepEqual(
      await outer.evaluate(failure(`connectFrame(document.querySelector('iframe'), { origin: '*' })`)),
      ['FrameError', 'bad-origin'],
    );
  });

  it('serves a page in a frame from the page around it', async () => {
    site = await HostSite.start(browser);
    await site.context.route(`${site.origin}/softphone/esm/**`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
    });
    await site.serve(`${crm}/`, { body: clientPage(client()) });
    await site.open({
      body: `${phonePage(`data-allowed-origins="${crm}" data-connect="manual"`)}<iframe src="${crm}/"></iframe>`,
    });
    const inner = await until('the frame', () => site.page.frame({ url: `${crm}/` }));
    await inner.waitForFunction('window.connectFrame');
    const opened = await inner.evaluate(
      `connectFrame(window.parent, { origin: '${site.origin}' }).then(async (phone) => { await phone.show(); return phone.version; })`,
    );
    assert.match(String(opened), /^\d+\.\d+\.\d+/);
    assert.equal(await site.page.evaluate(() => document.querySelector('cemscale-phone')?.open), true);
  });
});
