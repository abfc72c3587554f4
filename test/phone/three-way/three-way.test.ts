import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agent, first } from './support/fake-platform.js';
import { ana, carmen, dialing, holding, refusal } from './support/scenes.js';
import { Stage } from './support/stage.js';

let stage: Stage;

describe('a three-way call', () => {
  it('swaps, and reads our own uuid as the other one, as the documented example passes it', async () => {
    stage = await holding();
    const [self, anaHandle, carmenHandle] = [
      stage.session?.participants[0]?.uuid ?? '',
      stage.handle(ana),
      stage.handle(carmen),
    ];
    assert.equal(stage.session?.participants[0]?.isSelf, true);
    stage.platform.trouble.push({ kind: 'slow-answer', ms: 300 });
    const swapping = stage.threeWay.swapParticipant(anaHandle, self);
    await stage.pass();
    assert.equal(stage.session?.state, 'swapping');
    await stage.pass(300);
    await swapping;
    assert.deepEqual([stage.session?.state, stage.shown], ['holding', `${ana} active, ${carmen} held`]);
    await Promise.all([stage.threeWay.swapParticipant(carmenHandle, anaHandle), stage.pass()]);
    assert.equal(stage.shown, `${ana} held, ${carmen} active`);
  });

  it('starts its timer when all hear each other, and keeps it over a later hold', async () => {
    stage = await holding();
    await stage.pass(7000);
    const before = stage.clock.now();
    await Promise.all([stage.threeWay.mergeThreeWay(), stage.pass()]);
    assert.equal(stage.session?.state, 'active');
    assert.ok((stage.session?.activeSince ?? 0) >= before);
    const since = stage.session?.activeSince;
    await Promise.all([stage.threeWay.holdParticipant(stage.handle(carmen)), stage.pass()]);
    assert.deepEqual([stage.session?.state, stage.shown], ['holding', `${ana} active, ${carmen} held`]);
    assert.equal(stage.session?.activeSince, since);
  });

  it('lets the first one talk while the third still rings', async () => {
    stage = await dialing();
    await Promise.all([stage.threeWay.mergeThreeWay(), stage.pass()]);
    assert.deepEqual([stage.session?.state, stage.shown], ['dialing', `${ana} active`]);
    stage.platform.answer();
    await stage.pass();
    assert.equal(stage.session?.state, 'active');
  });

  it('goes on with the third when the first hangs up, held or not, and says who is there now', async () => {
    stage = await holding();
    stage.platform.leave(first.uuid);
    await stage.pass();
    assert.equal(stage.session, null);
    assert.deepEqual(stage.ends[0]?.outcome, { reason: 'left', who: { number: ana, name: '' } });
    assert.equal(stage.ends[0]?.remaining?.number, carmen);
  });

  it('waits for the third alone when the first hangs up while it rings', async () => {
    stage = await dialing();
    stage.platform.leave(first.uuid);
    await stage.pass();
    assert.deepEqual([stage.session?.state, stage.shown], ['dialing', '']);
    stage.platform.answer();
    await stage.pass();
    assert.equal(stage.session, null);
    assert.equal(stage.ends[0]?.remaining?.number, carmen);
  });

  it('ends our own leg when the first left and the third does not come', async () => {
    stage = await dialing({ tidiesUp: false });
    stage.platform.leave(first.uuid);
    stage.platform.fail('busy');
    await stage.pass();
    assert.deepEqual([stage.session, stage.platform.agentIsHere], [null, false]);
  });

  it('takes the first one off hold when the third hangs up', async () => {
    stage = await holding({ resumesByItself: false });
    const [call] = stage.platform.calls;
    if (call) stage.platform.endCall(call, 'failed');
    await stage.pass();
    assert.equal(stage.session, null);
    assert.equal(stage.platform.seats.get(first.uuid)?.held, false);
    assert.deepEqual(stage.ends[0]?.outcome, { reason: 'left', who: { number: carmen, name: '' } });
  });

  it('drops one of them and says that it was us', async () => {
    stage = await holding({ resumesByItself: false });
    await Promise.all([stage.threeWay.dropParticipant(stage.handle(carmen)), stage.pass()]);
    assert.equal(stage.session, null);
    assert.equal(stage.ends[0]?.outcome.reason, 'dropped');
    assert.equal(stage.platform.seats.get(first.uuid)?.held, false);
  });

  it('knows a member whose page was loaded anew by its channel', async () => {
    stage = await holding();
    const before = stage.session?.participants[1];
    stage.platform.renumber(first.uuid);
    await stage.pass(2000);
    const after = stage.session?.participants[1];
    assert.notEqual(after?.memberId, before?.memberId);
    assert.equal(after?.uuid, before?.uuid);
  });

  it('can be left: the others go on talking, off hold', async () => {
    stage = await holding();
    await Promise.all([stage.threeWay.leaveThreeWay(), stage.pass()]);
    assert.equal(stage.platform.agentIsHere, false);
    assert.deepEqual(
      [...stage.platform.seats.values()].map(({ held }) => held),
      [false, false],
    );
    assert.equal(stage.ends[0]?.outcome.reason, 'handed-over');
  });

  it('cannot be left while it would leave somebody on hold', async () => {
    stage = await holding();
    stage.platform.trouble.push({ kind: 'refused' });
    await refusal(stage, stage.threeWay.leaveThreeWay(), 'refused');
    assert.equal(stage.platform.agentIsHere, true);
    assert.equal(stage.session?.pending, null);
    stage = await dialing();
    await refusal(stage, stage.threeWay.leaveThreeWay(), 'wrong-state');
  });

  it('is not left when the other one has gone meanwhile: that would hang up on the last', async () => {
    stage = await holding();
    stage.platform.trouble.push({ kind: 'slow-request', ms: 500 });
    const leaving = refusal(stage, stage.threeWay.leaveThreeWay(), 'wrong-state');
    const [call] = stage.platform.calls;
    if (call) stage.platform.endCall(call, 'failed');
    await leaving;
    assert.deepEqual([stage.platform.agentIsHere, stage.platform.firstIsHere], [true, true]);
  });

  it('is not over because a look, or the next one as well, finds nobody', async () => {
    for (const looks of [1, 2]) {
      stage = await dialing();
      const missesUs = async (): Promise<void> => {
        for (let look = 0; look < looks; look += 1) {
          stage.platform.trouble.push({ kind: 'blind' });
          await stage.pass(look * 300);
        }
        await stage.pass(700);
      };
      await missesUs();
      assert.deepEqual([stage.session?.state, stage.ends], ['dialing', []], `${looks}`);
      stage.platform.answer();
      await missesUs();
      assert.deepEqual([stage.session?.state, stage.ends], ['holding', []], `${looks}`);
    }
  });

  it('is ended for everybody while a fourth is being added, whatever becomes of that', async () => {
    for (const kind of ['refused', 'lost-answer'] as const) {
      stage = await holding();
      stage.threeWay.maxPeople = stage.platform.mostPeople = 4;
      await Promise.all([stage.threeWay.mergeThreeWay(), stage.pass()]);
      stage.platform.trouble.push({ kind });
      const adding = stage.threeWay.addParticipant('1004').catch(() => undefined);
      await Promise.all([stage.threeWay.endThreeWay(), stage.pass(1000)]);
      await adding;
      assert.deepEqual([stage.platform.agentIsHere, stage.platform.seats.size], [false, 0]);
      assert.equal(stage.platform.ringing, undefined);
    }
  });

  it('is ended for everybody when the answer to the wish was lost', async () => {
    stage = new Stage({ tidiesUp: false });
    stage.platform.trouble.push({ kind: 'lost-answer' });
    const adding = stage.threeWay.addParticipant(carmen).catch(() => undefined);
    await Promise.all([stage.threeWay.endThreeWay(), stage.pass(1000)]);
    await adding;
    assert.equal(stage.platform.ringing, undefined);
    assert.deepEqual([stage.platform.agentIsHere, stage.platform.firstIsHere], [false, false]);
  });

  it('takes nonsense for the usual three people', () => {
    stage = new Stage();
    for (const limit of [Number.NaN, 2, 0, null as unknown as number]) {
      stage.threeWay.maxPeople = limit;
      assert.equal(stage.threeWay.maxPeople, 3);
    }
  });

  it('is ended for everybody, whoever rings or waits', async () => {
    for (const begin of [dialing, holding]) {
      stage = await begin();
      await Promise.all([stage.threeWay.endThreeWay(), stage.pass(1000)]);
      assert.deepEqual([stage.platform.agentIsHere, stage.platform.seats.size], [false, 0]);
      assert.equal(
        stage.platform.calls.every(({ state }) => state === 'ended'),
        true,
      );
      assert.equal(stage.ends[0]?.outcome.reason, 'hangup');
      assert.equal(stage.clock.pending, 0);
    }
  });

  it('does not let a silent platform delay the end of our own call by more than a second', async () => {
    stage = await holding();
    for (let index = 0; index < 4; index += 1) stage.platform.trouble.push({ kind: 'slow-request', ms: 60_000 });
    void stage.threeWay.endThreeWay();
    await stage.pass(1000);
    assert.equal(stage.platform.agentIsHere, false);
    assert.equal(stage.session, null);
  });

  it('refuses a fourth clearly, unless it is enabled', async () => {
    stage = await holding();
    const error = await refusal(stage, stage.threeWay.addParticipant('1004'), 'too-many');
    assert.match(error.message, /3 people/);
    stage.threeWay.maxPeople = 4;
    stage.platform.mostPeople = 4;
    await Promise.all([stage.threeWay.mergeThreeWay(), stage.pass()]);
    const since = stage.session?.activeSince;
    await Promise.all([stage.threeWay.addParticipant('1004'), stage.pass()]);
    assert.deepEqual([stage.session?.state, stage.session?.third?.number], ['dialing', '1004']);
    stage.platform.answer();
    await stage.pass();
    await Promise.all([stage.threeWay.mergeThreeWay(), stage.pass()]);
    assert.deepEqual(
      [stage.session?.state, stage.session?.participants.length, stage.session?.activeSince],
      ['active', 4, since],
    );
  });

  it('says when the platform cannot be asked, and stops saying so', async () => {
    stage = await holding();
    await stage.pass(6000);
    for (let index = 0; index < 2; index += 1) stage.platform.trouble.push({ kind: 'lost-request' });
    await stage.pass(4500);
    assert.equal(stage.session?.isStale, true);
    await stage.pass(2500);
    assert.equal(stage.session?.isStale, false);
  });

  it('is over with our own call', async () => {
    stage = await holding();
    stage.platform.leave(agent.uuid);
    await stage.pass();
    assert.equal(stage.session, null);
    assert.equal(stage.ends[0]?.outcome.reason, 'call-ended');
    assert.equal(stage.clock.pending, 0);
  });
});
