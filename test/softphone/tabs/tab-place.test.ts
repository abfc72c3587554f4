import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { CallSnapshot } from '../../../src/phone/call-state.js';
import { ApiError, CallError } from '../../../src/shared/errors.js';
import { say, settle } from './fake-browser.js';
import { Browser, loadLateParts, record, talk, three } from './tab-cast.js';

describe('TabPlace', () => {
  before(loadLateParts);

  it('gives the phone to one of three tabs and shows in all what that one shows', async () => {
    const { tabs, leader } = await three();
    assert.deepEqual(
      tabs.map(({ events }) => events[0]),
      ['lead', 'follow', 'follow'],
    );
    const error = new ApiError('server', 'It broke.', {
      advice: 'Wait.',
      status: 500,
      cause: new Error('secret'),
    });
    leader.core.show({ calls: [talk], currentCall: talk, status: 'reconnecting', error });
    await settle();
    for (const { core } of tabs.slice(1)) {
      assert.deepEqual(core.snapshot.calls, [talk]);
      assert.equal(core.snapshot.status, 'reconnecting');
      const shown = core.snapshot.error;
      assert.ok(shown instanceof ApiError);
      assert.deepEqual(
        [shown.reason, shown.message, shown.advice, shown.status, shown.cause],
        ['server', 'It broke. Wait.', 'Wait.', 500, undefined],
      );
    }
  });

  it('shows a tab that comes later the same', async () => {
    const browser = new Browser();
    const first = browser.open();
    await settle();
    first.core.show({ calls: [talk], currentCall: talk });
    const later = browser.open();
    await settle();
    assert.deepEqual(later.core.snapshot.calls, [talk]);
  });

  it('says nothing while it is alone', async () => {
    const browser = new Browser();
    const only = browser.open();
    await settle();
    only.core.show({ calls: [talk], currentCall: talk });
    await browser.passes(60_000);
    assert.deepEqual(browser.wire.said, []);
  });

  describe('a wish', () => {
    it('is carried out once, by the tab with the phone', async () => {
      const { tabs, browser, leader, follower } = await three();
      await follower.place.ask('setHeld', [true]);
      const asked = browser.wire.said.find(({ type }) => type === 'ask');
      say(follower.broadcast, asked);
      await settle();
      assert.deepEqual(
        tabs.map(({ core }) => core.done),
        [['setHeld true'], [], []],
      );
      assert.equal(leader.core.done.length, 1);
    });

    it('fails as it fails there', async () => {
      const { leader, follower } = await three();
      leader.core.answer = () => Promise.reject(CallError.wrongState('hold', 'ringing'));
      await assert.rejects(follower.place.ask('setHeld', [true]), (error) => {
        assert.ok(error instanceof CallError);
        assert.equal(error.reason, 'wrong-state');
        return true;
      });
    });

    it('fails in a bounded time when nobody answers', async () => {
      const { browser, leader, follower } = await three();
      leader.broadcast.freeze();
      const asked = follower.place.ask('setHeld', [true]).then(
        () => 'done',
        (error: CallError) => error.reason,
      );
      await browser.passes(15_000);
      assert.equal(await asked, 'elsewhere');
    });

    it('can be none but the controls', async () => {
      const { leader, follower } = await three();
      for (const wish of ['constructor', 'emit', 'call', 'show']) {
        await assert.rejects(follower.place.ask(wish as 'hangup'), { reason: 'elsewhere' });
      }
      assert.deepEqual(leader.core.done, []);
    });
  });

  describe('a hang-up', () => {
    const gone = ({ locks, broadcast }: { locks: { crash(): void }; broadcast: { close(): void } }) => {
      locks.crash();
      broadcast.close();
    };
    async function inACall() {
      const cast = await three();
      cast.leader.records.push(record);
      cast.leader.core.show({ calls: [talk], currentCall: talk });
      await settle();
      return cast;
    }

    it('in the moment the tab with the phone goes is done by the one that follows it', async () => {
      const { leader, follower, third } = await inACall();
      leader.core.answer = () => new Promise(() => {});
      gone(leader);
      const asked = third.place.ask('hangup', ['talk']);
      await settle();
      await asked;
      assert.equal(follower.events.at(-1), 'lead');
      assert.deepEqual([follower.core.done, third.core.done], [['hangup talk'], []]);
    });

    it('that the tab with the phone has taken along is done here, where this one follows it', async () => {
      const { leader, follower } = await inACall();
      leader.core.answer = () => new Promise(() => {});
      const asked = follower.place.ask('hangup', ['talk']);
      await settle();
      assert.deepEqual(leader.core.done, ['hangup talk']);
      gone(leader);
      await asked;
      assert.equal(follower.events.at(-1), 'lead');
      assert.deepEqual(follower.core.done, ['hangup talk']);
    });

    it('reaches the next tab with the phone when this one stands still, once', async () => {
      const { browser, tabs, leader, third } = await inACall();
      await browser.passes(5000);
      leader.broadcast.freeze();
      const asked = third.place.ask('hangup', ['talk']);
      await browser.passes(12_000);
      await asked;
      assert.deepEqual(
        tabs.slice(1).flatMap(({ core }) => core.done),
        ['hangup talk'],
      );
    });

    it('that is pressed in the tab that was left is done in the one that took the calls', async () => {
      const { leader, follower } = await inACall();
      // There is no microphone here that a live call would have to ask for.
      follower.core.show({ calls: [] });
      const taking = follower.place.takeOver('call');
      await settle();
      assert.ok(leader.place.isElsewhere);
      await leader.place.ask('hangup', ['talk']);
      assert.deepEqual([leader.core.done, follower.core.done], [[], ['hangup talk']]);
      follower.core.show({ status: 'online', calls: [talk] });
      await taking;
    });
  });

  describe('the tab with the phone', () => {
    it('is replaced by one that goes on with its calls when it crashes', async () => {
      const { leader, follower, third } = await three();
      leader.records.push(record);
      leader.core.show({ calls: [talk], currentCall: talk });
      await settle();
      leader.locks.crash();
      leader.broadcast.close();
      await settle();
      assert.deepEqual(follower.events, ['follow', 'let-go', 'lead']);
      assert.deepEqual(
        follower.led().map(({ id }) => id),
        ['talk'],
      );
      follower.core.show({ status: 'reconnecting' });
      await settle();
      assert.equal(third.core.snapshot.status, 'reconnecting');
    });

    it('ends in the others what cannot be gone on with', async () => {
      const { leader, follower } = await three();
      const dialling: CallSnapshot = {
        ...talk,
        id: 'dialling',
        direction: 'outbound',
        state: { phase: 'dialing' },
      };
      leader.core.show({ calls: [dialling], currentCall: dialling });
      await settle();
      leader.locks.crash();
      await settle();
      const [call] = follower.core.snapshot.calls;
      assert.equal(call?.state.phase === 'ended' && call.state.reason, 'connection-lost');
    });

    it('is replaced within 10 s when it is frozen in a call, and lets go without a word when it wakes', async () => {
      const { browser, tabs, leader } = await three();
      leader.records.push(record);
      leader.core.show({ calls: [talk], currentCall: talk });
      await browser.passes(5000);
      leader.broadcast.freeze();
      await browser.passes(10_000);
      const leads = tabs.slice(1).filter(({ events }) => events.at(-1) === 'lead');
      assert.equal(leads.length, 1);
      leader.broadcast.thaw();
      await settle();
      assert.deepEqual(leader.events, ['lead', 'follow', 'let-go']);
    });

    it('is left alone while it answers', async () => {
      const { browser, leader } = await three();
      leader.core.show({ calls: [talk], currentCall: talk });
      await browser.passes(120_000);
      assert.deepEqual(leader.events, ['lead']);
    });

    it('gives the lead away while its page does not run, and keeps its calls when nobody took them', async () => {
      const browser = new Browser();
      const only = browser.open();
      await settle();
      only.life.stop();
      await settle();
      only.life.run();
      await settle();
      assert.deepEqual(only.events, ['lead', 'lead']);
    });
  });

  it('tells of a tab of another build, and takes it for alive', async () => {
    const browser = new Browser();
    const old = browser.wire.tab();
    const first = browser.open();
    await settle();
    const second = browser.open();
    await settle();
    first.broadcast.freeze();
    old.addEventListener('message', ({ data }: MessageEvent) => {
      if ((data as { type: string }).type === 'ping')
        say(old, { type: 'pong', from: 'old', build: '0.0.1', shown: { calls: 'no list' } });
    });
    say(old, { type: 'state', from: 'old', build: '0.0.1', shown: { calls: 'no list' } });
    await browser.passes(30_000);
    assert.ok(second.events.includes('other-build'));
    assert.ok(!second.events.includes('lead'));
  });

  it('signs everybody out', async () => {
    const { tabs, follower } = await three();
    follower.place.signOut();
    await settle();
    assert.deepEqual(
      tabs.map(({ events }) => events.includes('signed-out')),
      [true, false, true],
    );
  });
});
