import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { RetryTimer } from '../../../src/phone/sip/retry-timer.js';
import { FakeClock } from '../../support/fake-clock.js';

describe('RetryTimer', () => {
  let clock: FakeClock;
  let timer: RetryTimer;
  let runs: number;
  const task = (): void => void (runs += 1);

  beforeEach(() => {
    clock = new FakeClock();
    timer = new RetryTimer(clock, () => 0.999_999);
    runs = 0;
  });

  const delays = (count: number): number[] => Array.from({ length: count }, () => timer.schedule(task));

  it('spreads the first delay over 0 to 300 ms', () => {
    assert.equal(new RetryTimer(clock, () => 0).schedule(task), 0);
    assert.equal(timer.schedule(task), 300);
  });

  it('grows to 30 s, and to 8 s while a call is up', () => {
    assert.equal(delays(12).at(-1), 30_000);
    timer.setInCall(true);
    assert.equal(delays(12).at(-1), 8_000);
  });

  it('starts small again after a success', () => {
    delays(5);
    timer.reset();
    assert.equal(timer.schedule(task), 300);
  });

  it('shortens a long wait when a call starts, not one that the server asked for', () => {
    delays(12);
    timer.setInCall(true);
    clock.advance(8_000);
    assert.equal(runs, 1);
    timer.setInCall(false);
    timer.schedule(task, 60_000);
    timer.setInCall(true);
    clock.advance(59_999);
    assert.equal(runs, 1);
    clock.advance(1);
    assert.equal(runs, 2);
  });

  it('hastens what is pending without counting it, and never delays it', () => {
    delays(12);
    timer.hasten(task, 500);
    timer.hasten(task, 2_000);
    clock.advance(500);
    assert.equal(runs, 1);
    assert.equal(timer.isPending, false);
  });

  it('keeps one task at most, and none after cancel', () => {
    delays(3);
    assert.equal(clock.pending, 1);
    timer.cancel();
    assert.equal(clock.pending, 0);
  });
});
