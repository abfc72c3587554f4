import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { doesNotHear, hears } from '../support/page-sound.js';
import { until } from '../support/poll.js';
import { ExampleWorld, type ExamplesWindow } from './support/example-world.js';

const ANA_HZ = 587;
const DENTAL_HZ = 698;

describe('the documented examples of the hooks, in a page that has changed its import', () => {
  let world: ExampleWorld;
  before(async () => {
    world = await ExampleWorld.start();
  });
  after(() => world?.close());
  beforeEach(() => world.openPage());
  afterEach(() => world.closePage());

  describe('useVoIP', () => {
    async function startWidget(): Promise<void> {
      const { sipCredentials } = await world.voip.getSipCredentialsByNumber('1001');
      await world.show('widget');
      await world.page.fill('[name=extension]', '1001');
      await world.page.fill('[name=password]', sipCredentials.password);
      await world.press('Start');
      await world.shows('#status', 'Online');
    }

    it('registers with extension and password, calls, mutes, holds and hangs up', async () => {
      await startWidget();
      await world.press('Call');
      await world.shows('output', 'outbound established +15551234567');
      await hears(world.page, ANA_HZ);
      await world.press('Mute');
      await world.press('Unmute');
      await world.press('Hold');
      await world.shows('button', 'Resume');
      await world.press('Resume');
      await hears(world.page, ANA_HZ);
      await world.press('Hangup');
      await world.shows('button', /^Call$/);
      // The client of the other examples has a key.
      assert.deepEqual(
        world.complaints.filter((text) => !text.includes('An API key is used in a browser')),
        [],
      );
    });

    it('rings for a call that comes, and answers it', async () => {
      await startWidget();
      await world.voip.originate({ fromExtension: '1001', toNumber: '+15552010101' });
      await world.shows('output', 'inbound ringing');
      await world.press('Answer');
      await world.shows('output', 'established');
      await hears(world.page, DENTAL_HZ);
      await world.press('Hangup');
      await world.shows('button', /^Call$/);
    });

    it('says in words what failed', async () => {
      await world.show('widget');
      await world.press('Call');
      await world.shows('p', 'The phone has not been started.');
      await world.page.fill('[name=extension]', '1001');
      await world.page.fill('[name=password]', 'wrong');
      await world.press('Start');
      await world.shows('p', 'refused the username or password');
      await world.shows('#status', 'Offline');
    });

    it('takes an API key later', async () => {
      await world.show('widget');
      await world.press('Login');
      await world.page.fill('[name=extension]', '1001');
      await world.press('Start');
      await world.shows('#status', 'Online');
    });
  });

  describe('the three-way call of useVoIP', () => {
    beforeEach(async () => {
      await world.show('threeWay');
      await world.shows('#none', 'Online');
      await world.press('Call');
      await world.shows('#in-call time', /\d/);
      await hears(world.page, DENTAL_HZ);
    });

    async function add(): Promise<void> {
      await world.press('Add');
      await world.shows('#dialing', /^3way_.* Calling/);
    }

    it('adds, swaps, merges, drops', async () => {
      await add();
      await doesNotHear(world.page, DENTAL_HZ);
      await world.shows('#holding [data-number="+15552010101"][data-status=held]');
      await hears(world.page, ANA_HZ);
      await world.press('Unhold');
      await world.shows('#holding [data-number="+15551234567"][data-status=held]');
      await hears(world.page, DENTAL_HZ);
      await world.press('Conference (3)');
      await world.shows('#conference time', /\d/);
      await Promise.all([hears(world.page, DENTAL_HZ), hears(world.page, ANA_HZ)]);
      await world.page.locator('li[data-number="+15551234567"] button').click();
      await world.shows('#in-call', '+15552010101');
      await hears(world.page, DENTAL_HZ);
      await world.press('Hangup');
      await world.shows('#none');
    });

    it('cancels a third person who has not answered', async () => {
      await add();
      await world.press('Cancel');
      await world.shows('#in-call');
      await hears(world.page, DENTAL_HZ);
      await doesNotHear(world.page, ANA_HZ);
    });

    it('ends for everybody with the call', async () => {
      await add();
      await world.shows('#holding');
      await world.press('Conference (3)');
      await world.shows('#conference');
      await world.press('End');
      await world.shows('#none');
      await until('everybody to be gone', async () => (await world.voip.getActiveCalls()).calls.length === 0);
    });
  });

  describe('usePresence', () => {
    it('shows a status and sets it, at once', async () => {
      await world.page.evaluate(() =>
        (globalThis as unknown as ExamplesWindow).examples.startSipPhone('1001', () => {}),
      );
      await world.show('panel', await world.idOf('1001'));
      await world.shows('#agent[data-realtime=true] .badge', /^available$/);
      await world.press('Set Busy');
      await world.shows('.badge.busy');
      await world.press('Set Offline');
      await world.shows('.badge.offline');
      await world.press('Set Available');
      await world.shows('.badge.available');
    });
  });

  describe('useCallStatus', () => {
    it('shows a call from its beginning to its place in the history', async () => {
      await world.show('board');
      await world.page.evaluate(() =>
        (globalThis as unknown as ExamplesWindow).examples
          .startSipPhone('1001', () => {})
          .then((phone) => {
            Object.assign(globalThis, { phone });
            return phone.call('9196').then(() => undefined);
          }),
      );
      await world.shows('#board[data-count="1"] ol li', '1001 9196 answered');
      await world.page.evaluate(() =>
        (globalThis as unknown as { phone: { hangup(): Promise<void> } }).phone.hangup(),
      );
      await world.shows('#board[data-count="0"] ul li', '9196 NORMAL_CLEARING');
    });
  });
});
