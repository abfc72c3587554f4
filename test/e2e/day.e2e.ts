import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.js';
import type { CallSnapshot } from '../../src/phone/call-state.js';
import { control } from '../support/demo-control.js';
import { online } from '../support/demo-visit.js';
import { launchBrowser } from '../support/launch-browser.js';
import { MemoryReader, type PageMemory } from '../support/page-memory.js';
import { giveSound } from '../support/page-sound.js';
import { until } from '../support/poll.js';

type Phone = HTMLElementTagNameMap['cemscale-phone'];

/** Transactions of SIP live that long (RFC 3261, timers B, D, F and J); what is held longer is held for good. */
const TRANSACTIONS_MS = 36_000;

/** An agent's day, pressed together: thirty calls of every kind, and nothing of them is left in the page. */
describe('a day at the phone', () => {
  const apiKey = `csk_dev_${randomBytes(24).toString('base64url')}`;
  const problems: string[] = [];
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let memory: MemoryReader;
  let made = 0;

  before(async () => {
    demo = await startDemo({ port: 0, quiet: true, apiKey });
    browser = await launchBrowser();
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.text().includes('[cemscale]')) problems.push(message.text());
    });
    memory = await MemoryReader.of(page);
    await giveSound(page, 440);
    await page.goto(`${demo.url}/?page=`);
    await page.click('button[value="1001"]');
    await online(page);
  });

  after(async () => {
    await browser?.close();
    await demo?.close();
  });

  const letThem = (path: string, body: object = {}) => control<{ callUuid: string }>(demo, apiKey, path, body);

  /** Calls a method of the element. */
  const ask = (method: string, ...args: (string | boolean)[]): Promise<void> =>
    page.evaluate(
      async ([name, given]) => {
        const phone = document.querySelector('cemscale-phone') as unknown as Record<
          string,
          (...args: unknown[]) => Promise<unknown>
        >;
        await phone[name]?.(...given);
      },
      [method, args] as const,
    );

  const calls = (): Promise<readonly CallSnapshot[]> =>
    page.evaluate(() => (document.querySelector('cemscale-phone') as Phone).snapshot.calls);

  /** Waits until the calls of the phone are in exactly these phases. */
  async function phases(...expected: string[]): Promise<void> {
    let seen = '';
    await until(
      () => `${expected.join()} and not ${seen}, in call ${made}`,
      async () => {
        seen = (await calls()).map(({ state }) => state.phase).join();
        return seen === expected.join();
      },
      40_000,
    );
  }

  async function dial(number: string, ...through: string[]): Promise<void> {
    made += 1;
    await ask('call', number);
    for (const phase of through) await phases(phase);
  }

  async function ring(from: string): Promise<string> {
    made += 1;
    return (await letThem('call', { from, to: '1001' })).callUuid;
  }

  const end = async (): Promise<void> => {
    await ask('hangup');
    await phases('ended');
  };

  /** Every kind of call that an agent has. */
  async function hours(): Promise<void> {
    await dial('9196', 'active');
    await ask('mute', true);
    await ask('sendDtmf', '42#');
    await ask('mute', false);
    await end();

    await dial('+15552010101', 'active');
    await ask('hold', true);
    await ask('hold', false);
    await end();

    for (const number of ['+15552010104', '+15552010105', '+15552010110', '+15552010111', '+15552010112'])
      await dial(number, 'ended');

    await dial('+15551234567', 'ringing');
    await end();

    await ring('+15552010101');
    await phases('incoming');
    await ask('answer');
    await phases('active');
    await end();

    const missed = await ring('+15552010102');
    await phases('incoming');
    await letThem(`calls/${missed}/far-hangup`);
    await phases('ended');

    await ring('+15552010101');
    await phases('incoming');
    await end();

    // A second caller, taken and given back.
    await dial('9664', 'active');
    await ring('+15552010101');
    await phases('active', 'incoming');
    const [first, second] = await calls();
    await ask('answer', second?.id ?? '');
    await phases('active', 'active');
    await ask('switchTo', first?.id ?? '');
    await ask('hangup', second?.id ?? '');
    await ask('hangup', first?.id ?? '');
    await until('the end of both', async () => (await calls()).every(({ state }) => state.phase === 'ended'));

    // Handed over: at once, and after a word.
    await dial('+15552010101', 'active');
    await ask('transfer', '9664');
    await phases('ended');

    await dial('+15552010101', 'active');
    made += 1;
    await ask('consult', '+15552010102');
    await phases('active', 'active');
    await ask('completeTransfer');
    await until('the end of both', async () => (await calls()).every(({ state }) => state.phase === 'ended'));
  }

  it('leaves no track, timer, listener, socket or error behind', { timeout: 600_000 }, async () => {
    const kept = async (): Promise<PageMemory> => {
      await page.waitForTimeout(TRANSACTIONS_MS);
      return memory.read();
    };
    await hours();
    const morning = await kept();
    await hours();
    const evening = await kept();
    assert.ok(made >= 30, `${made} calls`);
    assert.equal(evening.liveTracks, 0);
    const { audioContexts, sockets, timers } = evening;
    assert.deepEqual(
      { audioContexts, sockets, timers },
      { audioContexts: morning.audioContexts, sockets: morning.sockets, timers: morning.timers },
    );
    // What has been closed is collected a little later: some of the last calls may still be there, not all of them.
    assert.ok(
      evening.peerConnections <= morning.peerConnections + 8,
      `${morning.peerConnections} and then ${evening.peerConnections} peer connections`,
    );
    assert.deepEqual(problems, []);
  });
});
