import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { hears } from '../support/page-sound.js';
import { until } from '../support/poll.js';
import { ExampleWorld, type ExamplesWindow } from './support/example-world.js';

const ANA_HZ = 587;
const DENTAL_HZ = 698;

describe('the documented examples of phone and client, in a page that has changed its import', () => {
  let world: ExampleWorld;
  before(async () => {
    world = await ExampleWorld.start();
  });
  after(() => world?.close());
  beforeEach(() => world.openPage());
  afterEach(() => world.closePage());

  describe('WebRTCPhone', () => {
    it('tells registration and calls by its documented events', async () => {
      await world.page.evaluate(async () => {
        const lines: string[] = [];
        const phone = await (globalThis as unknown as ExamplesWindow).examples.startSipPhone('1001', (line) =>
          lines.push(line),
        );
        Object.assign(globalThis, { lines, phone });
        await phone.call('9196');
      });
      const lines = () => world.page.evaluate(() => (globalThis as unknown as { lines: string[] }).lines);
      await until('the call', async () => (await lines()).includes('Call state: established'));
      await hears(world.page, world.ownTone);
      await world.page.evaluate(() =>
        (globalThis as unknown as { phone: { hangup(): Promise<void> } }).phone.hangup(),
      );
      await until('the end', async () => (await lines()).includes('Call state: terminated'));
      assert.equal((await lines())[0], 'SIP registered');
    });
  });

  describe('VoIPClient', () => {
    it('starts a call of the phone and controls it', async () => {
      const states = await world.page.evaluateHandle(async () => {
        const { startSipPhone } = (globalThis as unknown as ExamplesWindow).examples;
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
        world.page.waitForFunction(
          ([list, state]) => (list as string[]).includes(state as string),
          [states, what],
        );
      const callUuid = await world.page.evaluate(() =>
        (globalThis as unknown as ExamplesWindow).examples.clickToCall(),
      );
      await reached('1001 established');
      await hears(world.page, ANA_HZ);
      await world.page.evaluate(
        (uuid) => (globalThis as unknown as ExamplesWindow).examples.control(uuid),
        callUuid,
      );
      await Promise.all([reached('1001 terminated'), reached('1002 established')]);
      await hears(world.page, ANA_HZ);
      const [call] = (await world.voip.getActiveCalls()).calls;
      await world.page.evaluate(
        (uuid) => (globalThis as unknown as ExamplesWindow).examples.hangUp(uuid),
        call?.callUuid ?? '',
      );
      await reached('1002 terminated');
    });

    it('takes a third person into a call, with the channel that the phone tells', async () => {
      const uuid = await world.page.evaluate(async () => {
        const phone = await (globalThis as unknown as ExamplesWindow).examples.startSipPhone('1001', () => {});
        return new Promise<string>((resolve) => {
          phone.on('callStateChanged', ({ fsChannelUuid }) => fsChannelUuid && resolve(fsChannelUuid));
          void phone.call('+15552010101');
        });
      });
      const members = await world.page.evaluate(
        (fsUuid) => (globalThis as unknown as ExamplesWindow).examples.threeWay(fsUuid),
        uuid,
      );
      assert.deepEqual([...members].sort(), [
        '+15552010101 false false',
        '+15552010102 false false',
        '1001 false false',
      ]);
      await hears(world.page, DENTAL_HZ);
      await world.page.evaluate(
        (fsUuid) => (globalThis as unknown as ExamplesWindow).examples.threeWayCanceled(fsUuid),
        uuid,
      );
      await hears(world.page, DENTAL_HZ);
    });

    it('maps users of a CRM, reads history, voicemail and recordings', async () => {
      const extensionId = await world.idOf('1005');
      const [mapped, forwarded, voicemail] = await world.page.evaluate(async (id) => {
        const { crmMapping, forwarded, voicemail } = (globalThis as unknown as ExamplesWindow).examples;
        return [await crmMapping(id), await forwarded(), await voicemail()] as const;
      }, extensionId);
      assert.equal(mapped, '1005');
      assert.match(forwarded.at(-1) ?? '', /^\d+ to \+1305$/);
      assert.match(voicemail.at(-1) ?? '', /^Unread: \d+ \d+ \/ \d+$/);
    });

    it('puts its key into no address', async () => {
      const refusal = await world.page.evaluate(() => {
        try {
          return (globalThis as unknown as ExamplesWindow).examples.recordingUrl('call-uuid');
        } catch (error) {
          return (error as { advice: string }).advice;
        }
      });
      assert.match(refusal, /tokenUrl .* client\.mediaUrl/);
    });

    it('follows what happens', async () => {
      const extensionId = await world.idOf('1006');
      await world.page.evaluate(() => {
        const lines: string[] = [];
        Object.assign(globalThis, { lines });
        (globalThis as unknown as ExamplesWindow).examples.follow((line) => lines.push(line));
      });
      const seen = await world.page.evaluate(
        (id) => (globalThis as unknown as ExamplesWindow).examples.presence(id),
        extensionId,
      );
      // Nobody has a phone there.
      assert.deepEqual(seen, ['busy', 'offline', 'offline']);
      await world.page.waitForFunction(() =>
        (globalThis as unknown as { lines: string[] }).lines.includes('1006 offline'),
      );
    });
  });

  describe('the AI playground', () => {
    it('talks with an agent by the microphone of the page', async () => {
      await world.page.evaluate(async () => {
        const lines: string[] = [];
        const { talkToAgent } = (globalThis as unknown as ExamplesWindow).examples;
        const leave = await talkToAgent('reception', (line) => lines.push(line));
        Object.assign(globalThis, { lines, leave });
      });
      const lines = () => world.page.evaluate(() => (globalThis as unknown as { lines: string[] }).lines);
      await until('the agent to speak', async () =>
        (await lines()).some((line) => line.startsWith('[assistant]')),
      );
      assert.equal((await lines())[0], 'Connected! Speak into your mic.');
      const was = await world.page.evaluate(() => (globalThis as unknown as { leave(): string }).leave());
      assert.equal(was, 'true true false');
      await until('the end', async () => (await lines()).some((line) => line.startsWith('Session ended:')));
    });
  });
});
