import { expect } from 'chai';
import type { CallSample } from '../../src/phone/phone.js';
import { toneMicrophones } from '../support/hearing.js';
import { fetchPlatform } from '../support/platform.js';
import { stays, until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';

const ALICE_HZ = 440;
/** An outside party that answers and speaks. */
const SPEAKER = '+15552010101';
const SPEAKER_HZ = 698;

describe('the quality of a real call', () => {
  let microphones: ReturnType<typeof toneMicrophones>;
  let alice: TestPhone;
  let samples: CallSample['sample'][];

  before(async () => {
    microphones = toneMicrophones();
    alice = await TestPhone.online('1001', ALICE_HZ);
    alice.phone.on('sample', ({ callId, sample }) => {
      if (callId === alice.last?.id) samples.push(sample);
    });
  });

  beforeEach(async () => {
    samples = [];
    alice.calls.length = 0;
    await alice.phone.call(SPEAKER);
    await alice.reaches('active');
  });

  afterEach(async () => {
    alice.phone.findCall()?.hangup();
    await until('the microphone to be released', () => microphones.open() === 0);
  });

  after(async () => {
    await alice.phone.stop();
    microphones.restore();
  });

  const quality = () => alice.last?.quality ?? null;
  const warned = (kind: string) =>
    until(
      () => `${kind}; it is ${JSON.stringify(quality())}, last ${JSON.stringify(samples.at(-1))}`,
      () => quality()?.warnings.some((one) => one === kind),
      30_000,
    );
  const impair = (ways: Record<string, unknown>) => fetchPlatform('/control/extensions/1001/media', 'PUT', ways);

  it('is measured both ways, and good where nothing is wrong', async function () {
    this.timeout(60_000);
    await until(
      () => `a verdict and both ways, last ${JSON.stringify(samples.at(-1))}`,
      () => quality()?.verdict === 'good' && samples.at(-1)?.outgoing.mos != null,
      40_000,
    );
    const { roundTripMs, incoming, outgoing, microphoneLevel } = samples.at(-1)!;
    expect(roundTripMs).to.be.within(0, 400);
    expect(incoming.mos).to.be.within(3, 4.45);
    expect(outgoing.mos).to.be.within(3, 4.45);
    expect(microphoneLevel).to.be.within(0.1, 1);
    expect(quality()?.warnings).to.deep.equal([]);
  });

  it('falls when packets are lost on the way to us, comes back, and is summed up at the end', async function () {
    this.timeout(90_000);
    await until('a good beginning', () => quality()?.verdict === 'good', 20_000);
    await impair({ toPage: { lossPercent: 25 } });
    await warned('loss-in');
    expect(quality()?.verdict).to.be.oneOf(['fair', 'poor']);
    await impair({});
    await until(
      () => `all to be well: ${JSON.stringify(quality())}`,
      () => quality()?.verdict === 'good',
      40_000,
    );
    alice.phone.liveCall().hangup();
    await alice.reaches('ended');
    const { summary, warnings } = quality()!;
    expect(warnings).to.deep.equal([]);
    expect(summary?.warnings).to.include('loss-in');
    expect(summary?.incoming.lossPercent).to.be.greaterThan(0.5);
    expect(summary?.worstMos).to.be.lessThan(summary?.mos ?? 0);
  });

  it('tells jitter', async function () {
    this.timeout(60_000);
    await impair({ toPage: { jitterMs: 300 } });
    await warned('jitter-in');
  });

  it('tells that we hear nothing, and not while the call is on hold', async function () {
    this.timeout(90_000);
    await until('sound to come', () => (samples.at(-1)?.incoming.packets ?? 0) > 0);
    await impair({ toPage: { lossPercent: 100 } });
    await warned('not-hearing');
    expect(quality()?.verdict).to.equal('poor');
    await alice.phone.liveCall().setHeld(true);
    await until('the warning to go', () => !quality()?.warnings.includes('not-hearing'));
    await alice.phone.liveCall().setHeld(false);
    await warned('not-hearing');
    await impair({});
    await until('the warning to go', () => !quality()?.warnings.includes('not-hearing'));
  });

  it('tells that hardly anything of ours arrives', async function () {
    this.timeout(60_000);
    await impair({ fromPage: { lossPercent: 96 } });
    await warned('not-heard');
  });

  it('tells a microphone that gives nothing but zeros', async function () {
    this.timeout(60_000);
    const call = alice.phone.liveCall();
    await until('the microphone to be heard', () => (samples.at(-1)?.microphoneLevel ?? 0) > 0.1);
    microphones.silence(true);
    await warned('microphone-silent');
    call.setMuted(true);
    await until('it to be as wanted', () => !quality()?.warnings.includes('microphone-silent'));
    microphones.silence(false);
    call.setMuted(false);
    await until('the microphone to be heard again', () => (samples.at(-1)?.microphoneLevel ?? 0) > 0.1);
  });

  it('looks for another way for the sound when asked, and the call goes on', async () => {
    await alice.phone.liveCall().restoreMedia();
    await alice.ear.hears(SPEAKER_HZ);
  });

  it('stops with the call', async function () {
    this.timeout(40_000);
    await until('samples', () => samples.length > 1);
    alice.phone.liveCall().hangup();
    await alice.reaches('ended');
    const count = samples.length;
    await stays('no sample more', () => samples.length === count, 2500);
  });
});
