import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { QualityMonitor } from '../../../../src/phone/media/quality/monitor.js';
import type { CallQuality } from '../../../../src/phone/media/quality/quality.js';
import type { Situation } from '../../../../src/phone/media/quality/warnings.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { statsReport, type Counted } from './fake-stats.js';

/** A call whose browser counts what the test says, a second at a time. */
function measuredCall() {
  const clock = new FakeClock();
  let counted = { received: 0, lost: 0, sent: 0, energy: 0 };
  let now: Counted = counted;
  let asked = 0;
  let failing = false;
  const situation: { -readonly [Key in keyof Situation]: Situation[Key] } = {
    muted: false,
    onHold: false,
    microphone: 'live',
  };
  const monitor = new QualityMonitor({
    clock,
    situation: () => situation,
    onQuiet: () => {},
    onSilent: async () => {},
    stats: async () => {
      asked += 1;
      if (failing) throw new DOMException('closed', 'InvalidStateError');
      return statsReport(1000 + clock.monotonic(), now);
    },
  });
  const changes: CallQuality[] = [];
  monitor.on('change', (quality) => changes.push(quality));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    clock,
    monitor,
    changes,
    situation,
    asked: () => asked,
    fail: (on: boolean) => (failing = on),
    /** Lets seconds pass in which this happened. */
    async seconds(
      count: number,
      { lost = 0, received = 50, roundTrip = 0.02, jitter = 0.002 } = {},
    ): Promise<void> {
      for (let second = 0; second < count; second += 1) {
        await settle();
        counted = {
          received: counted.received + received,
          lost: counted.lost + lost,
          sent: counted.sent + 50,
          energy: counted.energy + 0.01,
        };
        now = {
          ...counted,
          roundTrip,
          jitter,
          far: { at: clock.monotonic() + 2000, fractionLost: 0, jitter: 0.001 },
        };
        clock.advance(1000);
        await settle();
      }
    },
  };
}

describe('the quality monitor', () => {
  it('measures once a second, tells a verdict once, and leaves no timer behind', async () => {
    const call = measuredCall();
    await call.seconds(30);
    assert.equal(call.asked(), 31);
    assert.deepEqual(call.changes, [{ verdict: 'good', warnings: [], summary: null }]);
    call.monitor.stop();
    assert.equal(call.clock.pending, 0);
    await call.seconds(3);
    assert.equal(call.asked(), 31);
  });

  it('falls with what is lost, says so, and comes back', async () => {
    const call = measuredCall();
    await call.seconds(5);
    await call.seconds(5, { received: 40, lost: 10 });
    assert.deepEqual(call.changes.at(-1), { verdict: 'poor', warnings: ['mos-in', 'loss-in'], summary: null });
    await call.seconds(10);
    assert.deepEqual(call.changes.at(-1), { verdict: 'good', warnings: [], summary: null });
  });

  it('calls a little loss fair', async () => {
    const call = measuredCall();
    await call.seconds(8, { received: 98, lost: 2 });
    assert.deepEqual(call.changes.at(-1), { verdict: 'fair', warnings: ['loss-in'], summary: null });
  });

  it('hears nothing after hold only from when it should', async () => {
    const call = measuredCall();
    await call.seconds(3);
    call.situation.onHold = true;
    await call.seconds(10, { received: 0 });
    assert.deepEqual(call.changes.at(-1)?.warnings, []);
    call.situation.onHold = false;
    await call.seconds(3, { received: 0 });
    assert.deepEqual(call.changes.at(-1)?.warnings, ['not-hearing']);
  });

  it('goes on after a report that could not be had', async () => {
    const call = measuredCall();
    await call.seconds(2);
    call.fail(true);
    await call.seconds(2);
    call.fail(false);
    await call.seconds(2);
    assert.equal(call.monitor.sample?.incoming.packets, 50);
    assert.deepEqual(call.changes.at(-1)?.warnings, []);
  });

  it('sums the call up', async () => {
    const call = measuredCall();
    await call.seconds(10);
    await call.seconds(10, { received: 40, lost: 10, roundTrip: 0.1, jitter: 0.012 });
    const { summary, warnings, verdict } = call.monitor.stop();
    assert.equal(verdict, 'poor');
    assert.deepEqual(warnings, []);
    assert.equal(summary?.seconds, 20);
    assert.equal(summary?.roundTripMs, 60);
    assert.deepEqual(summary?.incoming, { lossPercent: 10, jitterMs: 7 });
    assert.deepEqual(summary?.outgoing, { lossPercent: 0, jitterMs: 1 });
    assert.deepEqual(summary?.warnings, ['mos-in', 'loss-in']);
    assert.ok((summary?.worstMos ?? 0) < 3 && (summary?.mos ?? 0) > 3);
  });

  it('has nothing to say of a call that ended at once', () => {
    assert.equal(measuredCall().monitor.stop().summary, null);
  });
});
