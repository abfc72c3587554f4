import { readStats } from '../src/phone/media/quality/reading.js';
import { QualityRecord } from '../src/phone/media/quality/record.js';
import { sampleBetween } from '../src/phone/media/quality/sample.js';
import { Warnings } from '../src/phone/media/quality/warnings.js';
import { toneMicrophones } from '../test/support/hearing.js';
import { until } from '../test/support/poll.js';
import { TestPhone } from '../test/support/test-phone.js';
import { median } from './support/median.js';

const ROUNDS = 200;
/** Chromium answers from its memory when it is asked again sooner. */
const APART_MS = 60;

describe('what measuring a call costs', () => {
  it('each second', async function () {
    this.timeout(120_000);
    const microphones = toneMicrophones();
    const alice = await TestPhone.online('1001', 440);
    await alice.phone.call('9664');
    await alice.reaches('active');
    const call = alice.phone.liveCall();
    await until('sound', () => (call.sample?.incoming.packets ?? 0) > 0, 20_000);
    const [warnings, record] = [new Warnings(), new QualityRecord()];
    const situation = { muted: false, onHold: false, microphone: 'live' } as const;
    const [asking, reckoning]: [number[], number[]] = [[], []];
    let before = readStats(await call.stats());
    for (let round = 0; round < ROUNDS; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, APART_MS));
      const start = performance.now();
      const report = await call.stats();
      const came = performance.now();
      const now = readStats(report);
      const sample = sampleBetween(before, now);
      record.take(sample, warnings.take(sample, situation));
      record.verdict(warnings.raised);
      reckoning.push(performance.now() - came);
      asking.push(came - start);
      before = now;
    }
    console.log(
      `Reckoning ${median(reckoning).toFixed(3)} ms, and ${median(asking).toFixed(2)} ms until the browser has its report ready, most of it on other threads (medians of ${ROUNDS}).`,
    );
    await alice.phone.stop();
    microphones.restore();
  });
});
