import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { POLL_MS } from '../../../src/phone/three-way/room-watch.js';
import { SoftphoneError } from '../../../src/shared/errors.js';
import { agent, first } from './support/fake-platform.js';
import type { EventTrouble, Trouble } from './support/troubles.js';
import { Stage } from './support/stage.js';

const RUNS = 5000;

/** One step of what people, the network and time do. */
type Step =
  | { readonly do: 'add'; readonly number: string }
  | { readonly do: 'cancel' | 'merge' | 'end' | 'leave' }
  | { readonly do: 'swap' | 'hold' | 'drop'; readonly who: number }
  | { readonly do: 'answer' | 'busy' | 'reject' | 'no-answer' | 'first-leaves' | 'third-leaves' | 'line-drops' }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'trouble'; readonly trouble: Trouble }
  | { readonly do: 'event-trouble'; readonly trouble: EventTrouble };

const kinds = ['lost-request', 'lost-answer', 'refused', 'failed', 'blind'] as const;
const plain = <const Name extends string>(...names: Name[]) =>
  fc.constantFrom(...names).map((name) => ({ do: name }));
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('1003', '1004', '+15550000009').map((number) => ({ do: 'add' as const, number })),
  },
  { weight: 4, arbitrary: plain('cancel', 'merge', 'end', 'leave') },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('swap', 'hold', 'drop'), who: fc.nat(2) }) },
  {
    weight: 5,
    arbitrary: plain('answer', 'answer', 'busy', 'reject', 'no-answer', 'first-leaves', 'third-leaves'),
  },
  { weight: 1, arbitrary: plain('line-drops') },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(0, 1, 300, 2000, 5000) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('trouble' as const),
      trouble: fc.oneof(
        fc.constantFrom(...kinds).map((kind) => ({ kind })),
        fc.record({ kind: fc.constantFrom('slow-request', 'slow-answer'), ms: fc.constantFrom(500, 4000) }),
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('event-trouble' as const),
      trouble: fc.oneof(
        fc.constant({ kind: 'lost' as const }),
        fc.record({ kind: fc.constant('late' as const), ms: fc.nat(5000) }),
      ),
    }),
  },
);

describe('a three-way call, whatever people and the network do', () => {
  for (const resumesByItself of [true, false])
    for (const tellsCalls of resumesByItself ? [true, false] : [true])
      it(`shows what is true within one poll, leaves nobody on hold and no call behind (${
        resumesByItself ? 'the platform takes people off hold' : 'we take people off hold'
      }, ${tellsCalls ? 'calls can be read' : 'calls cannot be read'})`, async () => {
        const runs = Math.ceil(RUNS / 3);
        await fc.assert(
          fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
            await live(new Stage({ resumesByItself, tellsCalls }), tellsCalls ? steps : steps.map(inTheEndTold));
          }),
          { numRuns: runs },
        );
      });
});

/** Where calls cannot be read, their events are the only news of them: they come late, but they come. */
function inTheEndTold(one: Step): Step {
  return one.do === 'event-trouble' ? { ...one, trouble: { kind: 'late', ms: 5000 } } : one;
}

async function live(stage: Stage, steps: readonly Step[]): Promise<void> {
  const wishes: Promise<void>[] = [];
  for (const one of steps) {
    const wish = take(stage, one);
    if (wish) wishes.push(wish.catch(mustBeTyped));
    await stage.pass(one.do === 'pass' ? one.ms : 0);
  }
  await heal(stage, wishes, steps);
  assertTrue(stage);
  await finish(stage);
}

/** The network is well again, every answer that is on its way arrives, and then one poll goes by. */
async function heal(stage: Stage, wishes: readonly Promise<void>[], steps: readonly Step[]): Promise<void> {
  stage.platform.trouble.length = 0;
  stage.platform.eventTrouble.length = 0;
  let isSettled = false;
  void Promise.all(wishes).then(() => (isSettled = true));
  for (let waited = 0; !isSettled || stage.platform.open > 0; waited += 100) {
    assert.ok(waited < 60_000, 'a wish never settles');
    await stage.pass(100);
  }
  // Where events are the only news of a call, the last of them has to arrive.
  if (steps.some((one) => one.do === 'event-trouble')) await stage.pass(5000);
  await stage.pass(POLL_MS);
}

function assertTrue({ platform, session, shown }: Stage): void {
  const { seats, ringing } = platform;
  const others = [...seats].filter(([uuid]) => uuid !== agent.uuid);
  const truth = others.map(([, { number, held }]) => `${number} ${held ? 'held' : 'active'}`).join(', ');
  const isThere = platform.agentIsHere && seats.has(agent.uuid);
  if (isThere && ringing) {
    assert.equal(session?.state, 'dialing', 'somebody is being called');
    assert.equal(session.third?.number, ringing.number);
    assert.equal(shown, truth);
  } else if (isThere && others.length > 1) {
    assert.equal(session?.state, others.some(([, { held }]) => held) ? 'holding' : 'active');
    assert.equal(shown, truth);
  } else {
    assert.equal(session, null, 'there is no three-way call');
    for (const [, { number, held }] of others)
      assert.equal(held, false, `${number} is on hold and nobody shows it`);
  }
  assert.equal(session?.pending ?? null, null, 'no wish is open');
}

/** Ends all: nobody is left on hold, nobody rings, no timer runs. */
async function finish(stage: Stage): Promise<void> {
  const { platform, threeWay } = stage;
  const wasThreeWay = stage.session !== null;
  if (wasThreeWay) await Promise.all([threeWay.endThreeWay(), stage.pass(2000)]);
  else platform.leave(agent.uuid);
  await stage.pass(5000);
  assert.equal(stage.session, null);
  assert.equal(platform.agentIsHere, false, 'our own call has ended');
  assert.equal(platform.ringing, undefined, 'nobody rings');
  for (const [, { number, held }] of platform.seats) assert.equal(held, false, `${number} is left on hold`);
  if (wasThreeWay) assert.equal(platform.seats.size, 0, 'everybody was sent away');
  if (wasThreeWay) assert.equal(platform.calls.filter(({ state }) => state !== 'ended').length, 0);
  assert.equal(stage.clock.pending, 0, 'no timer is left');
}

function take({ threeWay, platform, session }: Stage, one: Step): Promise<void> | void {
  const others = session?.participants.filter(({ isSelf }) => !isSelf) ?? [];
  const handle = (who: number): string => others[who % Math.max(1, others.length)]?.uuid ?? 'nobody';
  switch (one.do) {
    case 'add':
      return threeWay.addParticipant(one.number);
    case 'cancel':
      return threeWay.cancelAddParticipant();
    case 'merge':
      return threeWay.mergeThreeWay();
    case 'end':
      return threeWay.endThreeWay();
    case 'leave':
      return threeWay.leaveThreeWay();
    case 'swap':
      return threeWay.swapParticipant(handle(one.who), handle(one.who + 1));
    case 'hold':
      return threeWay.holdParticipant(handle(one.who));
    case 'drop':
      return threeWay.dropParticipant(handle(one.who));
    case 'answer':
      return platform.answer();
    case 'busy':
      return platform.fail('busy');
    case 'reject':
      return platform.fail('rejected');
    case 'no-answer':
      return platform.fail('no-answer');
    case 'first-leaves':
      return platform.leave(first.uuid);
    case 'third-leaves': {
      const call = platform.calls.find(({ state }) => state === 'joined');
      return call && platform.endCall(call, 'failed');
    }
    case 'line-drops':
      return platform.leave(agent.uuid);
    case 'trouble':
      return void platform.trouble.push(one.trouble);
    case 'event-trouble':
      return void platform.eventTrouble.push(one.trouble);
    case 'pass':
      return;
  }
}

function mustBeTyped(error: unknown): void {
  assert.ok(error instanceof SoftphoneError, String(error));
}
