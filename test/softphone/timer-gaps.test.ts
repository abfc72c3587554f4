import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { watchTimerGaps } from '../../src/softphone/timer-gaps.js';
import { FakeClock } from '../support/fake-clock.js';

describe('watchTimerGaps', () => {
  let clock: FakeClock;
  let told: boolean[];
  let stop: () => void;

  beforeEach(() => {
    clock = new FakeClock();
    told = [];
    stop = watchTimerGaps(clock, (isSleep) => told.push(isSleep));
  });
  afterEach(() => {
    stop();
    Reflect.deleteProperty(globalThis, 'document');
  });

  /** The page, as far as this is concerned. */
  const isHidden = (hidden: boolean): void => void Object.assign(globalThis, { document: { hidden } });

  it('says nothing of timers that are only late', () => {
    isHidden(false);
    clock.sleep(3000);
    clock.advance(10_000);
    assert.deepEqual(told, []);
  });

  it('tells a sleep once, and goes on watching', () => {
    isHidden(false);
    clock.sleep(6000);
    clock.advance(10_000);
    assert.deepEqual(told, [true]);
    clock.sleep(6000);
    clock.advance(1000);
    assert.deepEqual(told, [true, true]);
  });

  it('takes a minute of a page that nobody sees for a slow timer, more for a sleep', () => {
    isHidden(true);
    clock.sleep(60_000);
    clock.advance(1000);
    clock.sleep(90_000);
    clock.advance(1000);
    assert.deepEqual(told, [false, true]);
  });

  it('tells nothing after it was stopped', () => {
    isHidden(false);
    stop();
    clock.sleep(6000);
    clock.advance(10_000);
    assert.deepEqual([told, clock.pending], [[], 0]);
  });
});
