import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Pulse } from '../../../src/softphone/tabs/pulse.js';
import { FakeClock } from '../../support/fake-clock.js';

describe('Pulse', () => {
  function start(answers: () => boolean) {
    const clock = new FakeClock();
    const found = { asked: 0, silences: 0 };
    let pulse: Pulse | undefined;
    pulse = new Pulse(
      clock,
      () => {
        found.asked += 1;
        if (answers()) clock.after(5, () => pulse?.felt());
      },
      () => (found.silences += 1),
    );
    return { clock, found, pulse };
  }

  it('finds nothing wrong with a tab that answers', () => {
    const { clock, found } = start(() => true);
    clock.advance(600_000);
    assert.equal(found.silences, 0);
    assert.ok(found.asked >= 150);
  });

  it('finds a silent one within 10 s while there is a call, within 15 s without', () => {
    for (const [inCall, limit] of [
      [true, 10_000],
      [false, 15_000],
    ] as const) {
      let runs = true;
      const { clock, found, pulse } = start(() => runs);
      pulse.setInCall(inCall);
      clock.advance(20_000);
      runs = false;
      clock.advance(limit);
      assert.equal(found.silences, 1);
    }
  });

  it('finds it within 4 s once somebody looks', () => {
    const { clock, found, pulse } = start(() => false);
    pulse.hasten();
    clock.advance(4000);
    assert.equal(found.silences, 1);
  });

  it('does not take a computer that slept for a tab that does not run', () => {
    const { clock, found } = start(() => true);
    clock.advance(9000);
    clock.sleep(3_600_000);
    clock.advance(9000);
    assert.equal(found.silences, 0);
  });

  it('forgives questions that were missed in a row, but not all', () => {
    let missed = 0;
    const { clock, found } = start(() => (missed = (missed + 1) % 3) === 0);
    clock.advance(120_000);
    assert.equal(found.silences, 0);
  });
});
