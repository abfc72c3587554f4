import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readStats } from '../../../../src/phone/media/quality/reading.js';
import { SilenceWatch } from '../../../../src/phone/media/quality/silence-watch.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { statsReport } from './fake-stats.js';

const EPOCH = 1_000_000;

/** A call that is read each second; packets come every 20 ms while the far end sends. */
function listenedCall({ tellsWhen = true } = {}) {
  const clock = new FakeClock();
  let sends = true;
  let due = true;
  let received = 0;
  let heardAt = EPOCH;
  const alarms: number[] = [];
  const quiet: number[] = [];
  let restart: () => Promise<void> = async () => {};
  const read = (): void => {
    const report = statsReport(EPOCH + clock.monotonic(), { received });
    const inbound = report.get('I1') as { lastPacketReceivedTimestamp?: number };
    if (tellsWhen) inbound.lastPacketReceivedTimestamp = heardAt;
    else delete inbound.lastPacketReceivedTimestamp;
    watch.take(readStats(report));
  };
  const watch = new SilenceWatch({
    clock,
    isDue: () => due,
    look: read,
    onQuiet: () => quiet.push(clock.monotonic()),
    onSilent: () => {
      alarms.push(clock.monotonic());
      return restart();
    },
  });
  const packet = (): void => {
    if (sends) {
      received += 1;
      heardAt = EPOCH + clock.monotonic();
    }
    clock.after(20, packet);
  };
  const everySecond = (): void => {
    read();
    clock.after(1000, everySecond);
  };
  clock.after(20, packet);
  clock.after(0, everySecond);
  return {
    alarms,
    quiet,
    clock,
    restartsBy: (act: () => Promise<void>) => (restart = act),
    sends: (on: boolean) => (sends = on),
    isDue: (on: boolean) => (due = on),
    stop: () => watch.stop(),
    /** Lets time pass in small steps, so that what was promised meanwhile is done. */
    async passes(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= 20) {
        clock.advance(Math.min(20, left));
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

describe('the watch over packets', () => {
  it('says nothing while they come', async () => {
    const call = listenedCall();
    await call.passes(10_000);
    assert.deepEqual([call.quiet, call.alarms], [[], []]);
  });

  it('is uneasy after one second without, and raises the alarm after two, whenever they stop', async () => {
    for (const at of [5000, 5340, 5500, 5980]) {
      const call = listenedCall();
      await call.passes(at);
      call.sends(false);
      await call.passes(2500);
      const [quiet = 0] = call.quiet;
      const [alarm = 0] = call.alarms;
      assert.ok(quiet - at >= 900 && quiet - at <= 1300, `uneasy ${quiet - at} ms after`);
      assert.ok(alarm - at >= 1950 && alarm - at <= 2100, `alarm ${alarm - at} ms after`);
      assert.equal(call.alarms.length, 1);
    }
  });

  it('is at most a second later where the browser does not say when the last one came', async () => {
    const call = listenedCall({ tellsWhen: false });
    await call.passes(5340);
    call.sends(false);
    await call.passes(3200);
    const [alarm = 0] = call.alarms;
    assert.ok(alarm - 5340 >= 1950 && alarm - 5340 <= 3000, `${alarm - 5340} ms`);
  });

  it('misses nothing before the first packet', async () => {
    const call = listenedCall();
    call.sends(false);
    await call.passes(20_000);
    assert.deepEqual(call.alarms, []);
  });

  it('misses nothing on hold, and gives the sound two seconds to come back after it', async () => {
    const call = listenedCall();
    await call.passes(3000);
    call.isDue(false);
    call.sends(false);
    await call.passes(20_000);
    assert.deepEqual(call.alarms, []);
    call.isDue(true);
    await call.passes(1500);
    assert.deepEqual(call.alarms, []);
    await call.passes(1500);
    assert.equal(call.alarms.length, 1);
  });

  it('raises it ever more seldom while nothing helps', async () => {
    const call = listenedCall();
    await call.passes(1000);
    call.sends(false);
    await call.passes(130_000);
    const gaps = call.alarms.map((at, index) => Math.round((at - (call.alarms[index - 1] ?? 1000)) / 1000));
    assert.deepEqual(gaps, [2, 4, 8, 16, 32, 64]);
  });

  it('is as quick as ever after an alarm that brought the sound back', async () => {
    const call = listenedCall();
    call.restartsBy(() => new Promise((resolve) => void call.clock.after(300, resolve)));
    for (const start of [3000, 13_000, 23_000]) {
      await call.passes(start - call.clock.monotonic());
      call.sends(false);
      await call.passes(2600);
      call.sends(true);
    }
    await call.passes(2000);
    assert.deepEqual(
      call.alarms.map((at) => Math.round((at % 10_000) / 500)),
      [10, 10, 10],
    );
  });

  it('learns that a far end sends nothing while nobody speaks', async () => {
    const call = listenedCall();
    for (let pause = 0; pause < 20; pause += 1) {
      call.sends(true);
      await call.passes(3000);
      call.sends(false);
      await call.passes(7000);
    }
    assert.ok(call.alarms.length <= 2, `${call.alarms.length} alarms in 20 pauses of 7 s`);
  });

  it('leaves no timer behind', async () => {
    const call = listenedCall();
    await call.passes(1000);
    call.sends(false);
    await call.passes(1400);
    const before = call.clock.pending;
    call.stop();
    assert.equal(call.clock.pending, before - 1);
  });
});
