import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import { VoIPClient } from '../../src/api/index.js';
import { doesNotHear, giveSound, hears } from '../support/page-sound.js';
import { until } from '../support/poll.js';
import type { examples } from './examples/page.js';
import type { Settings } from './examples/settings.js';
import { bundle } from './support/bundle.js';
import { complaintsOf, launchForApplications, serveApplication } from './support/example-page.js';

const OWN_HZ = 440;
const ANA_HZ = 587;
const DENTAL_HZ = 698;

type Examples = typeof examples;

describe('the examples of the documented SDK, in a page that has changed its import', () => {
  let demo: Demo;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let voip: VoIPClient;
  let url: string;
  let complaints: string[];
  let files: ReadonlyMap<string, string>;
  let settings: Settings;

  before(async () => {
    const apiKey = 'csk_dev_key-that-stands-in-the-page';
    files = await bundle('test/react/examples/page.tsx');
    demo = await startDemo({ port: 0, quiet: true, apiKey });
    const apiUrl = `${demo.url}/platform`;
    voip = new VoIPClient({ apiUrl, apiKey });
    const { sipCredentials } = await voip.getSipCredentialsByNumber('1001');
    const { sipDomain, wsUri } = sipCredentials;
    const workletUrl = `${demo.url}/softphone/esm/api/playground/microphone-worklet.js`;
    settings = { apiUrl, apiKey, sipDomain, wsUri, workletUrl };
    browser = await launchForApplications();
  });
  after(async () => {
    await browser?.close();
    await demo?.close();
  });
  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    complaints = complaintsOf(page);
    await giveSound(page, OWN_HZ);
    url = await serveApplication(context, demo.url, files, settings);
    await page.goto(url);
    await page.waitForFunction(() => 'examples' in globalThis);
  });
  afterEach(async () => {
    await context.close();
    // The platform keeps a call for a while whose page is gone.
    const headers = { Authorization: `Bearer ${settings.apiKey}` };
    await fetch(`${settings.apiUrl}/control/reset`, { method: 'POST', headers });
  });

  const show = (name: Parameters<Examples['show']>[0], argument = '') =>
    page.evaluate(([one, other]) => (globalThis as unknown as { examples: Examples }).examples.show(one, other), [
      name,
      argument,
    ] as const);
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const shows = (selector: string, text: string | RegExp = /./) =>
    page.locator(selector).filter({ hasText: text }).waitFor({ state: 'attached' });
  const idOf = async (number: string) =>
    (await voip.listExtensions()).extensions.find(({ extension }) => extension === number)?.id ?? '';

  describe('useVoIP', () => {
    async function startWidget(): Promise<void> {
      const { sipCredentials } = await voip.getSipCredentialsByNumber('1001');
      await show('widget');
      await page.fill('[name=extension]', '1001');
      await page.fill('[name=password]', sipCredentials.password);
      await press('Start');
      await shows('#status', 'Online');
    }

    it('registers with extension and password, calls, mutes, holds and hangs up', async () => {
      await startWidget();
      await press('Call');
      await shows('output', 'outbound established +15551234567');
      await hears(page, ANA_HZ);
      await press('Mute');
      await press('Unmute');
      await press('Hold');
      await shows('button', 'Resume');
      await press('Resume');
      await hears(page, ANA_HZ);
      await press('Hangup');
      await shows('button', /^Call$/);
      // The client of the other examples has a key.
      assert.deepEqual(
        complaints.filter((text) => !text.includes('An API key is used in a browser')),
        [],
      );
    });

    it('rings for a call that comes, and answers it', async () => {
      await startWidget();
      await voip.originate({ fromExtension: '1001', toNumber: '+15552010101' });
      await shows('output', 'inbound ringing');
      await press('Answer');
      await shows('output', 'established');
      await hears(page, DENTAL_HZ);
      await press('Hangup');
      await shows('button', /^Call$/);
    });

    it('says in words what failed', async () => {
      await show('widget');
      await press('Call');
      await shows('p', 'The phone has not been started.');
      await page.fill('[name=extension]', '1001');
      await page.fill('[name=password]', 'wrong');
      await press('Start');
      await shows('p', 'refused the username or password');
      await shows('#status', 'Offline');
    });

    it('takes an API key later', async () => {
      await show('widget');
      await press('Login');
      await page.fill('[name=extension]', '1001');
      await press('Start');
      await shows('#status', 'Online');
    });
  });

  describe('the three-way call of useVoIP', () => {
    beforeEach(async () => {
      await show('threeWay');
      await shows('#none', 'Online');
      await press('Call');
      await shows('#in-call time', /\d/);
      await hears(page, DENTAL_HZ);
    });

    async function add(): Promise<void> {
      await press('Add');
      await shows('#dialing', /^3way_.* Calling/);
    }

    it('adds, swaps, merges, drops', async () => {
      await add();
      await doesNotHear(page, DENTAL_HZ);
      await shows('#holding [data-number="+15552010101"][data-status=held]');
      await hears(page, ANA_HZ);
      await press('Unhold');
      await shows('#holding [data-number="+15551234567"][data-status=held]');
      await hears(page, DENTAL_HZ);
      await press('Conference (3)');
      await shows('#conference time', /\d/);
      await Promise.all([hears(page, DENTAL_HZ), hears(page, ANA_HZ)]);
      await page.locator('li[data-number="+15551234567"] button').click();
      await shows('#in-call', '+15552010101');
      await hears(page, DENTAL_HZ);
      await press('Hangup');
      await shows('#none');
    });

    it('cancels a third person who has not answered', async () => {
      await add();
      await press('Cancel');
      await shows('#in-call');
      await hears(page, DENTAL_HZ);
      await doesNotHear(page, ANA_HZ);
    });

    it('ends for everybody with the call', async () => {
      await add();
      await shows('#holding');
      await press('Conference (3)');
      await shows('#conference');
      await press('End');
      await shows('#none');
      await until('everybody to be gone', async () => (await voip.getActiveCalls()).calls.length === 0);
    });
  });

  describe('WebRTCPhone', () => {
    it('tells registration and calls by its documented events', async () => {
      await page.evaluate(async () => {
        const lines: string[] = [];
        const phone = await (globalThis as unknown as { examples: Examples }).examples.startSipPhone(
          '1001',
          (line) => lines.push(line),
        );
        Object.assign(globalThis, { lines, phone });
        await phone.call('9196');
      });
      const lines = () => page.evaluate(() => (globalThis as unknown as { lines: string[] }).lines);
      await until('the call', async () => (await lines()).includes('Call state: established'));
      await hears(page, OWN_HZ);
      await page.evaluate(() => (globalThis as unknown as { phone: { hangup(): Promise<void> } }).phone.hangup());
      await until('the end', async () => (await lines()).includes('Call state: terminated'));
      assert.equal((await lines())[0], 'SIP registered');
    });
  });

  describe('VoIPClient', () => {
    it('starts a call of the phone and controls it', async () => {
      const states = await page.evaluateHandle(async () => {
        const { startSipPhone } = (globalThis as unknown as { examples: Examples }).examples;
        const states: string[] = [];
        for (const extension of ['1001', '1002']) {
          const phone = await startSipPhone(extension, () => {});
          phone.on('callStateChanged', ({ direction, state }) => {
            states.push(`${extension} ${state}`);
            if (direction === 'inbound' && state === 'ringing') void phone.answer();
          });
        }
        return states;
      });
      const reached = (what: string) =>
        page.waitForFunction(([list, state]) => (list as string[]).includes(state as string), [states, what]);
      const callUuid = await page.evaluate(() =>
        (globalThis as unknown as { examples: Examples }).examples.clickToCall(),
      );
      await reached('1001 established');
      await hears(page, ANA_HZ);
      await page.evaluate(
        (uuid) => (globalThis as unknown as { examples: Examples }).examples.control(uuid),
        callUuid,
      );
      await Promise.all([reached('1001 terminated'), reached('1002 established')]);
      await hears(page, ANA_HZ);
      const [call] = (await voip.getActiveCalls()).calls;
      await page.evaluate(
        (uuid) => (globalThis as unknown as { examples: Examples }).examples.hangUp(uuid),
        call?.callUuid ?? '',
      );
      await reached('1002 terminated');
    });

    it('takes a third person into a call, with the channel that the phone tells', async () => {
      const uuid = await page.evaluate(async () => {
        const phone = await (globalThis as unknown as { examples: Examples }).examples.startSipPhone(
          '1001',
          () => {},
        );
        return new Promise<string>((resolve) => {
          phone.on('callStateChanged', ({ fsChannelUuid }) => fsChannelUuid && resolve(fsChannelUuid));
          void phone.call('+15552010101');
        });
      });
      const members = await page.evaluate(
        (fsUuid) => (globalThis as unknown as { examples: Examples }).examples.threeWay(fsUuid),
        uuid,
      );
      assert.deepEqual([...members].sort(), [
        '+15552010101 false false',
        '+15552010102 false false',
        '1001 false false',
      ]);
      await hears(page, DENTAL_HZ);
      await page.evaluate(
        (fsUuid) => (globalThis as unknown as { examples: Examples }).examples.threeWayCanceled(fsUuid),
        uuid,
      );
      await hears(page, DENTAL_HZ);
    });

    it('maps users of a CRM, reads history, voicemail and recordings', async () => {
      const extensionId = await idOf('1005');
      const [mapped, forwarded, voicemail] = await page.evaluate(async (id) => {
        const { crmMapping, forwarded, voicemail } = (globalThis as unknown as { examples: Examples }).examples;
        return [await crmMapping(id), await forwarded(), await voicemail()] as const;
      }, extensionId);
      assert.equal(mapped, '1005');
      assert.match(forwarded.at(-1) ?? '', /^\d+ to \+1305$/);
      assert.match(voicemail.at(-1) ?? '', /^Unread: \d+ \d+ \/ \d+$/);
    });

    it('follows what happens', async () => {
      const extensionId = await idOf('1006');
      await page.evaluate(() => {
        const lines: string[] = [];
        Object.assign(globalThis, { lines });
        (globalThis as unknown as { examples: Examples }).examples.follow((line) => lines.push(line));
      });
      const seen = await page.evaluate(
        (id) => (globalThis as unknown as { examples: Examples }).examples.presence(id),
        extensionId,
      );
      // Nobody has a phone there.
      assert.deepEqual(seen, ['busy', 'offline', 'offline']);
      await page.waitForFunction(() =>
        (globalThis as unknown as { lines: string[] }).lines.includes('1006 offline'),
      );
    });
  });

  describe('the AI playground', () => {
    it('talks with an agent by the microphone of the page', async () => {
      await page.evaluate(async () => {
        const lines: string[] = [];
        const { talkToAgent } = (globalThis as unknown as { examples: Examples }).examples;
        const leave = await talkToAgent('reception', (line) => lines.push(line));
        Object.assign(globalThis, { lines, leave });
      });
      const lines = () => page.evaluate(() => (globalThis as unknown as { lines: string[] }).lines);
      await until('the agent to speak', async () =>
        (await lines()).some((line) => line.startsWith('[assistant]')),
      );
      assert.equal((await lines())[0], 'Connected! Speak into your mic.');
      const was = await page.evaluate(() => (globalThis as unknown as { leave(): string }).leave());
      assert.equal(was, 'true true false');
      await until('the end', async () => (await lines()).some((line) => line.startsWith('Session ended:')));
    });
  });

  describe('usePresence', () => {
    it('shows a status and sets it, at once', async () => {
      await page.evaluate(() =>
        (globalThis as unknown as { examples: Examples }).examples.startSipPhone('1001', () => {}),
      );
      await show('panel', await idOf('1001'));
      await shows('#agent[data-realtime=true] .badge', /^available$/);
      await press('Set Busy');
      await shows('.badge.busy');
      await press('Set Offline');
      await shows('.badge.offline');
      await press('Set Available');
      await shows('.badge.available');
    });
  });

  describe('useCallStatus', () => {
    it('shows a call from its beginning to its place in the history', async () => {
      await show('board');
      await page.evaluate(() =>
        (globalThis as unknown as { examples: Examples }).examples
          .startSipPhone('1001', () => {})
          .then((phone) => {
            Object.assign(globalThis, { phone });
            return phone.call('9196').then(() => undefined);
          }),
      );
      await shows('#board[data-count="1"] ol li', '1001 9196 answered');
      await page.evaluate(() => (globalThis as unknown as { phone: { hangup(): Promise<void> } }).phone.hangup());
      await shows('#board[data-count="0"] ul li', '9196 NORMAL_CLEARING');
    });
  });
});
