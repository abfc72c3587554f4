import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { QueueLog } from '../../../../demo/pbx/store/queue-log.js';

const queue = { id: 'support', serviceLevelSec: 20 };

describe('the log of a queue', () => {
  it('counts who waits, who was answered in time and who gave up', () => {
    let now = Date.parse('2026-11-23T10:00:00Z');
    const log = new QueueLog(() => now);
    const seconds = (count: number) => (now += count * 1000);
    for (const call of ['quick', 'slow', 'gone', 'waiting']) log.joined(call, queue);
    seconds(10);
    log.answered('quick');
    seconds(20);
    log.answered('slow');
    log.ended('gone');
    seconds(30);
    log.ended('quick');
    log.ended('slow');
    assert.deepEqual(log.of('support'), {
      waiting: { count: 1, longestWaitSec: 60 },
      today: { offered: 4, answered: 2, abandoned: 1, averageWaitSec: 20, averageTalkSec: 40, serviceLevel: 50 },
    });
  });

  it('begins a new day and knows nothing of other queues', () => {
    let now = Date.parse('2026-11-23T23:59:00Z');
    const log = new QueueLog(() => now);
    log.joined('late', queue);
    log.ended('late');
    now += 120_000;
    assert.equal(log.of('support').today.offered, 0);
    assert.equal(log.of('sales').today.serviceLevel, 100);
  });
});
