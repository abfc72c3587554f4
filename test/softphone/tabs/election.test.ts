import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Election, type Locks } from '../../../src/softphone/tabs/election.js';
import { deliver as settle, FakeLocks } from './fake-browser.js';

function tabs(count: number) {
  const browser = new FakeLocks();
  return Array.from({ length: count }, () => {
    const locks = browser.tab();
    const election = new Election('phone', locks);
    const roles: string[] = [];
    election.on('role', (role) => roles.push(role));
    return { election, roles, locks };
  });
}

describe('Election', () => {
  it('makes the first tab the leader and tells the others that there is one', async () => {
    const all = tabs(3);
    for (const { election } of all) election.start();
    await settle();
    assert.deepEqual(
      all.map(({ roles }) => roles),
      [['leader'], ['follower'], ['follower']],
    );
  });

  it('lets the tab that waits longest lead when the leader crashes', async () => {
    const all = tabs(3);
    for (const { election } of all) election.start();
    await settle();
    all[0]?.locks.crash();
    await settle();
    assert.deepEqual(
      all.slice(1).map(({ election }) => election.role),
      ['leader', 'follower'],
    );
  });

  it('takes the lead from a tab that does not run, which learns of it and leads again when its turn comes', async () => {
    const [first, second] = tabs(2);
    first?.election.start();
    second?.election.start();
    await settle();
    second?.election.steal();
    await settle();
    assert.deepEqual(first?.roles, ['leader', 'follower']);
    assert.deepEqual(second?.roles, ['follower', 'leader']);
    second?.election.stop();
    await settle();
    assert.deepEqual(first?.roles, ['leader', 'follower', 'leader']);
  });

  it('has one leader after two tabs stole at once', async () => {
    const all = tabs(3);
    for (const { election } of all) election.start();
    await settle();
    for (const { election } of all.slice(1)) election.steal();
    await settle();
    assert.equal(all.filter(({ election }) => election.role === 'leader').length, 1);
    assert.equal(all.filter(({ election }) => election.role === 'follower').length, 2);
  });

  it('leads where the browser refuses locks', async () => {
    const locks = { request: () => Promise.reject(new DOMException('opaque', 'SecurityError')) };
    const election = new Election('phone', locks as unknown as Locks);
    election.start();
    await settle();
    assert.equal(election.role, 'leader');
  });

  it('has one leader of those that take part, whatever starts, stops, steals and crashes', async () => {
    const step = fc.record({ tab: fc.nat(3), what: fc.constantFrom('start', 'stop', 'steal', 'crash', 'wait') });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const all = tabs(4).map((tab) => ({ ...tab, takesPart: false, crashed: false }));
        for (const { tab: at, what } of steps) {
          const tab = all[at];
          if (!tab || tab.crashed) continue;
          if (what === 'start') tab.election.start();
          if (what === 'stop') tab.election.stop();
          if (what === 'steal') tab.election.steal();
          if (what === 'wait') await settle();
          if (what === 'crash') tab.locks.crash();
          tab.crashed = what === 'crash';
          if (what === 'start' || what === 'stop') tab.takesPart = what === 'start';
        }
        await settle();
        const living = all.filter(({ takesPart, crashed }) => takesPart && !crashed);
        const leaders = living.filter(({ election }) => election.role === 'leader');
        assert.equal(leaders.length, Math.min(1, living.length));
      }),
      { numRuns: 200 },
    );
  });
});
