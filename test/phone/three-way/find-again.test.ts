import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ThreeWay } from '../../../src/phone/three-way/three-way.js';
import { agent, first } from './support/fake-platform.js';
import { ana, carmen, dialing, holding } from './support/scenes.js';
import { Stage } from './support/stage.js';

/** The next page: it knows the note alone, and the platform. */
function nextPage(stage: Stage) {
  stage.threeWay.letGo();
  const told: string[] = [];
  const threeWay = new ThreeWay({
    platform: stage.platform,
    clock: stage.clock,
    call: () =>
      stage.platform.agentIsHere
        ? {
            channelUuid: agent.uuid,
            pair: { self: { number: agent.number, name: 'Alice' }, other: { number: first.number, name: 'Ana' } },
            resume: async () => {},
            hangup: (after: Promise<unknown> = Promise.resolve()) =>
              void after.then(() => stage.platform.leave(agent.uuid)),
          }
        : null,
    check: (target) => target,
    nameOf: (number) => (number === carmen ? 'Carmen' : null),
  });
  for (const type of ['start', 'again', 'end'] as const) threeWay.on(type, () => told.push(type));
  const shown = (): string[] =>
    (threeWay.session?.participants ?? [])
      .filter(({ isSelf }) => !isSelf)
      .map(({ callerIdNumber, status }) => `${callerIdNumber} ${status}`);
  return { threeWay, told, shown };
}

describe('a three-way call whose page is gone', () => {
  it('goes on in the next one: who waits, since when, and all that can be done', async () => {
    const stage = await holding();
    const { threeWay, told, shown } = nextPage(stage);
    const going = threeWay.goOn({ since: 1234, third: null });
    await stage.pass();
    assert.equal(await going, true);
    assert.deepEqual([threeWay.session?.state, shown()], ['holding', [`${ana} held`, `${carmen} active`]]);
    await Promise.all([threeWay.mergeThreeWay(), stage.pass()]);
    assert.deepEqual([threeWay.session?.state, threeWay.session?.activeSince], ['active', 1234]);
    await Promise.all([threeWay.endThreeWay(), stage.pass(2000)]);
    assert.equal(stage.platform.seats.size, 0);
    assert.deepEqual(told, ['again', 'end']);
  });

  it('goes on ringing the third, who can be canceled: the first one is back', async () => {
    const stage = await dialing();
    const { threeWay, told, shown } = nextPage(stage);
    const going = threeWay.goOn({ since: null, third: carmen });
    await stage.pass();
    assert.equal(await going, true);
    assert.equal(threeWay.session?.state, 'dialing');
    assert.deepEqual(threeWay.session.third, { number: carmen, name: 'Carmen' });
    await Promise.all([threeWay.cancelAddParticipant(), stage.pass()]);
    assert.equal(threeWay.session, null);
    assert.deepEqual(told, ['again', 'end']);
    assert.deepEqual(shown(), []);
    assert.equal(stage.platform.seats.get(first.uuid)?.held, false);
  });

  it('takes off hold who waits for nobody any more', async () => {
    const stage = await dialing();
    const { threeWay } = nextPage(stage);
    const ringing = stage.platform.ringing;
    assert.ok(ringing);
    ringing.state = 'ended';
    const going = threeWay.goOn({ since: null, third: carmen });
    await stage.pass();
    assert.equal(await going, true);
    await stage.pass(3000);
    assert.equal(stage.platform.seats.get(first.uuid)?.held, false);
    assert.equal(threeWay.session, null);
  });

  it('is none when the platform knows of no conference, and is asked for until the platform says', async () => {
    const stage = new Stage();
    const { threeWay, told } = nextPage(stage);
    stage.platform.trouble.push({ kind: 'lost-answer' }, { kind: 'lost-answer' });
    const going = threeWay.goOn({ since: null, third: null });
    await stage.pass(60_000);
    assert.equal(await going, false);
    assert.equal(threeWay.session, null);
    assert.deepEqual(told, []);
  });
});
