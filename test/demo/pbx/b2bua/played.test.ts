import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CalleeListener } from '../../../../demo/pbx/b2bua/leg.js';
import { PlayedCallee } from '../../../../demo/pbx/b2bua/played.js';
import { playedNumbers } from '../../../../demo/pbx/numbers.js';
import { FakeClock } from '../../../support/fake-clock.js';

describe('PlayedCallee', () => {
  it('rings +15552010106 for 20 s and then gives up with NO_ANSWER', () => {
    const { clock, reports } = played('+15552010106');
    clock.advance(19_999);
    assert.deepEqual(reports, ['ringing']);
    clock.advance(1);
    assert.deepEqual(reports, ['ringing', 'failed NO_ANSWER']);
  });

  it('never rings +15552010116 and gives up with NO_USER_RESPONSE', () => {
    const { clock, reports } = played('+15552010116');
    clock.advance(20_000);
    assert.deepEqual(reports, ['failed NO_USER_RESPONSE']);
  });

  it('does nothing more when it is canceled', () => {
    const { clock, reports, callee } = played('+15552010106');
    callee.cancel();
    clock.advance(60_000);
    assert.deepEqual(reports, ['ringing']);
    assert.equal(clock.pending, 0);
  });
});

function played(number: string): { clock: FakeClock; reports: string[]; callee: PlayedCallee } {
  const party = playedNumbers.find((row) => row.number === number);
  assert.ok(party);
  const clock = new FakeClock();
  const reports: string[] = [];
  const listener: CalleeListener = {
    ringing: () => reports.push('ringing'),
    earlyMedia: () => reports.push('early media'),
    answered: () => reports.push('answered'),
    failed: (cause) => reports.push(`failed ${cause}`),
    redirected: (to) => reports.push(`redirected ${to}`),
    refers: (to) => reports.push(`refers ${to}`),
    holds: (held) => reports.push(`holds ${held}`),
  };
  const callee = new PlayedCallee(party, clock);
  callee.start(listener);
  return { clock, reports, callee };
}
