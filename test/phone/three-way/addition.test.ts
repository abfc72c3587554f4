import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { ThreeWayErrorReason } from '../../../src/phone/three-way/errors.js';
import type { ThirdEndReason } from '../../../src/phone/three-way/state.js';
import { agent, first } from './support/fake-platform.js';
import { ana, carmen, dialing, holding, refusal } from './support/scenes.js';
import { Stage } from './support/stage.js';

let stage: Stage;

beforeEach(() => {
  stage = new Stage();
});

describe('adding a third one', () => {
  it('shows the call as it is from the wish to the ringing, the directory’s name with it', async () => {
    stage.platform.trouble.push({ kind: 'slow-answer', ms: 500 });
    const adding = stage.threeWay.addParticipant(carmen);
    await stage.pass();
    assert.deepEqual(
      [stage.session?.state, stage.session?.pending, stage.session?.conferenceName],
      ['dialing', 'add', ''],
    );
    assert.deepEqual(stage.session?.third, { number: carmen, name: 'Carmen' });
    assert.equal(stage.starts.length, 0);
    await stage.pass(500);
    await adding;
    assert.deepEqual([stage.session?.state, stage.session?.pending], ['dialing', null]);
    assert.equal(stage.shown, `${ana} held`);
    assert.deepEqual([stage.starts.length, stage.session?.activeSince], [1, null]);
  });

  it('never shows a channel UUID of the platform', async () => {
    stage = await holding();
    const text = JSON.stringify([stage.session, stage.starts, stage.ends]);
    for (const uuid of [agent.uuid, first.uuid, 'channel-third']) assert.ok(!text.includes(uuid), text);
  });

  it('is one wish when it is clicked twice', async () => {
    await Promise.all([
      stage.threeWay.addParticipant(carmen),
      stage.threeWay.addParticipant(carmen),
      stage.pass(),
    ]);
    assert.equal(stage.platform.calls.length, 1);
  });

  const impossible: [what: string, reason: ThreeWayErrorReason, wish: () => Promise<void>][] = [
    ['is a feature code', 'not-a-person', () => stage.threeWay.addParticipant('*97')],
    [
      'is who one talks to, written in another way',
      'already-in-call',
      () => stage.threeWay.addParticipant('1 555 000 0001'),
    ],
    ['is oneself', 'already-in-call', () => stage.threeWay.addParticipant('1001')],
  ];
  for (const [what, reason, wish] of impossible)
    it(`asks the platform for nothing when the number ${what}`, async () => {
      await refusal(stage, wish(), reason);
      assert.deepEqual(stage.platform.asked, []);
      assert.equal(stage.session, null);
    });

  it('says what the documentation says while the channel is not known, and without a call', async () => {
    stage.channelUuid = null;
    const unknown = await refusal(stage, stage.threeWay.addParticipant(carmen), 'uuid-unknown');
    assert.match(unknown.message, /^FreeSWITCH UUID not resolved yet/);
    stage.platform.leave(agent.uuid);
    const none = await refusal(stage, stage.threeWay.addParticipant(carmen), 'no-active-call');
    assert.match(none.message, /^No active call/);
    assert.deepEqual(stage.platform.asked, []);
  });

  it('leaves the call as it was when the platform refuses, and when it cannot call', async () => {
    for (const kind of ['refused', 'failed'] as const) {
      stage.platform.trouble.push({ kind });
      await refusal(stage, stage.threeWay.addParticipant(carmen), 'refused');
      assert.equal(stage.session, null);
      assert.equal(stage.clock.pending, 0);
    }
    assert.equal(stage.ends.length, 0, 'nothing had begun');
    stage = await dialing();
  });

  it('takes the first one off hold when the platform failed half-way', async () => {
    stage = new Stage({ resumesByItself: false });
    const { platform } = stage;
    // The conference is made and Ana waits, then the call to Carmen fails and the answer is a 500.
    platform.add = (uuid, third) =>
      Object.getPrototypeOf(platform)
        .add.call(platform, uuid, third)
        .then(() => {
          platform.fail('failed');
          platform.trouble.push({ kind: 'failed' });
          return platform.hangup('');
        });
    await refusal(stage, stage.threeWay.addParticipant(carmen), 'refused');
    assert.equal(stage.session, null);
    assert.equal(platform.seats.get(first.uuid)?.held, false);
  });

  it('finds out that it was done when the answer is lost', async () => {
    stage.platform.trouble.push({ kind: 'lost-answer' });
    const adding = stage.threeWay.addParticipant(carmen);
    await stage.pass();
    await adding;
    assert.deepEqual(
      [stage.session?.state, stage.shown, stage.platform.calls.length],
      ['dialing', `${ana} held`, 1],
    );
  });

  it('finds out that it was not done when the request is lost, and says so', async () => {
    stage.platform.trouble.push({ kind: 'lost-request' });
    await refusal(stage, stage.threeWay.addParticipant(carmen), 'not-reached');
    assert.equal(stage.session, null);
  });

  it('takes our own hold off first, and calls nobody when that is refused', async () => {
    await Promise.all([stage.threeWay.addParticipant(carmen), stage.pass()]);
    assert.deepEqual(stage.platform.asked.slice(0, 2), ['resume', 'add']);
    stage = new Stage();
    stage.resume = () => Promise.reject(new Error('refused'));
    await assert.rejects(stage.threeWay.addParticipant(carmen), /refused/);
    assert.deepEqual([stage.session, stage.platform.asked], [null, []]);
  });

  it('undoes what a platform that was silent for minutes has done all the same', async () => {
    stage = new Stage({ resumesByItself: false });
    stage.platform.trouble.push({ kind: 'lost-answer' });
    for (let index = 0; index < 300; index += 1) stage.platform.trouble.push({ kind: 'lost-request' });
    const adding = stage.threeWay.addParticipant(carmen).catch((error: unknown) => error);
    await stage.pass(70_000);
    assert.ok((await adding) instanceof Error);
    assert.deepEqual([stage.session, stage.platform.seats.get(first.uuid)?.held], [null, true]);
    stage.platform.trouble.length = 0;
    await stage.pass(5000);
    assert.equal(stage.platform.ringing, undefined);
    assert.equal(stage.platform.seats.get(first.uuid)?.held, false);
    assert.equal(stage.clock.pending, 0);
  });

  it('does not wait for a slow answer to see that the third has come', async () => {
    stage.platform.trouble.push({ kind: 'slow-answer', ms: 9000 });
    const adding = stage.threeWay.addParticipant(carmen);
    await stage.pass();
    stage.platform.answer();
    await stage.pass(2000);
    assert.deepEqual([stage.session?.state, stage.shown], ['holding', `${ana} held, ${carmen} active`]);
    await stage.pass(7000);
    await adding;
    assert.equal(stage.session?.state, 'holding');
  });
});

describe('a third one who does not come', () => {
  for (const reason of ['busy', 'no-answer', 'rejected', 'failed', 'not-found'] satisfies ThirdEndReason[])
    for (const resumesByItself of [true, false])
      it(`${reason}: gives the first one back, ${resumesByItself ? 'by the platform' : 'by us'}, and says why`, async () => {
        stage = await dialing({ resumesByItself });
        stage.platform.fail(reason);
        await stage.pass();
        assert.equal(stage.session, null);
        assert.equal(stage.platform.seats.get(first.uuid)?.held, false);
        assert.deepEqual(stage.ends[0]?.outcome, { reason, who: { number: carmen, name: 'Carmen' } });
        assert.equal(stage.ends[0]?.remaining, null, 'it is who was in the call before');
      });

  it('is noticed by the next poll when the event is lost', async () => {
    stage = await dialing();
    stage.platform.eventTrouble.push({ kind: 'lost' });
    stage.platform.fail('busy');
    await stage.pass(2000);
    assert.equal(stage.session, null);
    assert.equal(stage.ends[0]?.outcome.reason, 'busy');
  });

  it('is noticed by the first one talking again where neither events nor calls tell', async () => {
    stage = await dialing({ tellsCalls: false });
    stage.platform.eventTrouble.push({ kind: 'lost' });
    stage.platform.fail('busy');
    await stage.pass(2000);
    assert.equal(stage.session, null);
  });

  it('is given up after 90 s of ringing', async () => {
    stage = await dialing();
    await stage.pass(89_000);
    assert.equal(stage.session?.state, 'dialing');
    await stage.pass(5000);
    assert.equal(stage.session, null);
    assert.equal(stage.ends[0]?.outcome.reason, 'no-answer');
    assert.equal(stage.platform.ringing, undefined);
  });

  it('is canceled: rings no more, the first one talks again', async () => {
    stage = await dialing({ resumesByItself: false });
    await Promise.all([
      stage.threeWay.cancelAddParticipant(),
      stage.threeWay.cancelAddParticipant(),
      stage.pass(),
    ]);
    assert.equal(stage.session, null);
    assert.equal(stage.platform.ringing, undefined);
    assert.equal(stage.platform.seats.get(first.uuid)?.held, false);
    assert.equal(stage.ends[0]?.outcome.reason, 'canceled');
    assert.equal(stage.platform.asked.filter((name) => name === 'cancel').length, 1);
  });

  it('is canceled before the platform has answered', async () => {
    stage.platform.trouble.push({ kind: 'slow-answer', ms: 1500 });
    const adding = stage.threeWay.addParticipant(carmen);
    await stage.pass();
    const canceling = stage.threeWay.cancelAddParticipant();
    await stage.pass();
    assert.equal(stage.session?.pending, 'cancel');
    await stage.pass(1500);
    await Promise.all([adding, canceling]);
    assert.equal(stage.session, null);
    assert.equal(stage.platform.ringing, undefined);
  });

  it('is taken back when the platform rings it for an agent who has gone', async () => {
    stage = new Stage({ tidiesUp: false });
    stage.platform.trouble.push({ kind: 'slow-answer', ms: 1500 });
    const adding = stage.threeWay.addParticipant(carmen);
    await stage.pass();
    stage.platform.leave(agent.uuid);
    await stage.pass(1500);
    await adding;
    assert.equal(stage.platform.ringing, undefined);
  });
});
