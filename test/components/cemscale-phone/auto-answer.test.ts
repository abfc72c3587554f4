import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { AutoAnswer } from '../../../src/components/cemscale-phone/auto-answer.js';
import type { CallSnapshot } from '../../../src/phone/call-state.js';
import { FakeClock } from '../../support/fake-clock.js';
import { active, callOf, phone } from '../snapshots.js';

describe('calls that answer themselves', () => {
  let clock: FakeClock;
  let answered: string[];
  const policy = (autoAnswer: 'off' | 'internal' | 'all', autoAnswerAfter = 3) =>
    new AutoAnswer(
      {
        ...{ autoAnswer, autoAnswerAfter, requestUpdate: () => {} },
        answer: async (id) => void answered.push(id),
      },
      clock,
    );
  const colleague = { number: '1002', displayName: 'Bob' };
  const rings = (change: Partial<CallSnapshot> = {}): CallSnapshot => callOf({ phase: 'incoming' }, change);
  const shows = (...calls: CallSnapshot[]) => phone({ calls, currentCall: calls[0] ?? null });

  beforeEach(() => {
    clock = new FakeClock();
    answered = [];
  });

  it('are answered after the time that the page says, once', () => {
    const all = policy('all');
    all.follow(shows(rings()));
    clock.advance(2999);
    all.follow(shows(rings()));
    assert.deepEqual(answered, []);
    clock.advance(1);
    all.follow(shows(rings()));
    clock.advance(60_000);
    assert.deepEqual(answered, ['call-1']);
  });

  it('are those of colleagues only, where the page says so', () => {
    const internal = policy('internal');
    internal.follow(shows(rings()));
    clock.advance(60_000);
    assert.deepEqual(answered, []);
    internal.follow(shows());
    internal.follow(shows(rings({ id: 'call-2', remote: colleague })));
    clock.advance(3000);
    assert.deepEqual(answered, ['call-2']);
  });

  it('come at the time the caller asks for, but never because a caller asks', () => {
    policy('off').follow(shows(rings({ answerAfter: 0 })));
    policy('internal').follow(shows(rings({ answerAfter: 0 })));
    clock.advance(60_000);
    assert.deepEqual(answered, []);
    policy('all').follow(shows(rings({ answerAfter: 1 })));
    clock.advance(1000);
    assert.deepEqual(answered, ['call-1']);
  });

  it('are left to a person who stops that, and the next one is answered', () => {
    const all = policy('all');
    all.follow(shows(rings()));
    all.stop();
    all.follow(shows(rings()));
    clock.advance(60_000);
    assert.deepEqual(answered, []);
    all.follow(shows(rings({ id: 'call-2' })));
    clock.advance(3000);
    assert.deepEqual(answered, ['call-2']);
  });

  it('wait for the person while another call lives, and when it was taken or ended meanwhile', () => {
    const all = policy('all');
    const other = callOf(active({ held: true }), { id: 'other' });
    all.follow(shows(other, rings()));
    clock.advance(60_000);
    all.follow(shows(rings({ id: 'call-2' })));
    clock.advance(1000);
    all.follow(shows(rings({ id: 'call-2' }), other));
    clock.advance(60_000);
    all.follow(shows(rings({ id: 'call-3' })));
    all.follow(shows(callOf(active(), { id: 'call-3' })));
    clock.advance(60_000);
    assert.deepEqual(answered, []);
  });
});
