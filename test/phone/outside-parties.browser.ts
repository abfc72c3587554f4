import { expect } from 'chai';
import type { EndReason } from '../../src/phone/call-state.js';
import { toneMicrophones } from '../support/hearing.js';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';

const CALLER_HZ = 440;

interface Refusal {
  readonly number: string;
  readonly reason: EndReason;
  readonly statusCode: number;
  /** Phases on the way. */
  readonly phases: readonly string[];
}

const dialled = ['preparing', 'dialing'];
const rung = [...dialled, 'ringing'];
const quick: readonly Refusal[] = [
  { number: '+15552010104', reason: 'busy', statusCode: 486, phases: dialled },
  { number: '+15552010105', reason: 'rejected', statusCode: 603, phases: rung },
  { number: '+15552010110', reason: 'not-found', statusCode: 404, phases: dialled },
  { number: '+15552010111', reason: 'forbidden', statusCode: 403, phases: dialled },
  { number: '+15552010112', reason: 'redirected', statusCode: 302, phases: dialled },
  { number: '+15552010113', reason: 'unavailable', statusCode: 503, phases: dialled },
  { number: '+15559999999', reason: 'not-found', statusCode: 404, phases: dialled },
  { number: '1006', reason: 'unavailable', statusCode: 480, phases: dialled },
];

describe('the outside parties', function () {
  this.timeout(60_000);
  let microphones: ReturnType<typeof toneMicrophones>;
  let caller: TestPhone;

  before(async () => {
    microphones = toneMicrophones();
    caller = await TestPhone.online('1004', CALLER_HZ);
  });

  afterEach(async () => {
    caller.phone.findCall()?.hangup();
    await until('the microphone to be released', () => microphones.open() === 0);
    caller.calls.length = 0;
    caller.errors.length = 0;
  });

  after(async () => {
    await caller.phone.stop();
    microphones.restore();
  });

  for (const { number, reason, statusCode, phases } of quick) {
    it(`${number} ends as ${reason}`, async () => {
      await caller.phone.call(number);
      expect(await caller.reaches('ended')).to.include({
        reason,
        statusCode,
        answered: false,
        durationSeconds: 0,
      });
      expect(caller.phases).to.deep.equal([...phases, 'ended']);
    });
  }

  it('the echo says back what it hears', async () => {
    await caller.phone.call('9196');
    await caller.reaches('active');
    await caller.ear.hears(CALLER_HZ);
  });

  it('the music plays', async () => {
    await caller.phone.call('9664');
    await caller.reaches('active');
    await until(
      'sound',
      () => Math.max(...[262, 294, 330, 349, 392, 440, 494, 523].map((hz) => caller.ear.level(hz))) > -50,
    );
  });

  it('one that answers after ringing is heard', async () => {
    await caller.phone.call('+1 (555) 201-0102');
    await caller.reaches('ringing');
    await caller.reaches('active');
    await caller.ear.hears(831);
  });

  it('one that hangs up ends the call from its side, with its duration', async () => {
    await caller.phone.call('+15552010103');
    const end = await caller.reaches('ended', 15_000);
    expect(end).to.include({ reason: 'remote-hangup', answered: true });
    expect(end.durationSeconds).to.be.within(4, 6);
  });

  it('early media is heard before the answer and goes over into the call', async () => {
    await caller.phone.call('+15552010107');
    expect(await caller.reaches('ringing')).to.include({ earlyMedia: true });
    await until('the network ringing', () => caller.ear.level(440) > -50 || caller.ear.level(480) > -50);
    expect(caller.last?.state.phase).to.equal('ringing');
    await caller.reaches('active');
    await caller.ear.hears(1109);
  });

  it('an announcement before a refusal is heard, then the reason is told', async () => {
    await caller.phone.call('+15552010108');
    expect(await caller.reaches('ringing')).to.include({ earlyMedia: true });
    expect(await caller.reaches('ended')).to.include({ reason: 'not-found', statusCode: 404 });
  });

  it('one that never answers and one that never rings end as no answer', async () => {
    const second = await TestPhone.online('1005', 880);
    await caller.phone.call('+15552010106');
    await second.phone.call('+15552010116');
    await caller.reaches('ringing');
    const [unanswered, silent] = await Promise.all([
      caller.reaches('ended', 30_000),
      second.reaches('ended', 30_000),
    ]);
    expect(unanswered).to.include({ reason: 'no-answer', statusCode: 480 });
    expect(silent).to.include({ reason: 'no-answer', statusCode: 408 });
    await second.phone.stop();
  });

  it('one that asks to dial another number is refused and dials nothing', async () => {
    await caller.phone.call('+15552010114');
    await caller.reaches('active');
    await caller.ear.hears(1319);
    const { callUuid } = await onlyCallOf('1004');
    // The REFER comes 1 s after the answer: the call must stay the only one well beyond that.
    const start = performance.now();
    await until('some time to pass', async () => {
      expect((await onlyCallOf('1004')).callUuid).to.equal(callUuid);
      return performance.now() - start > 2500;
    });
    expect(new Set(caller.calls.map(({ id }) => id)).size).to.equal(1);
    expect(caller.last?.state.phase).to.equal('active');
  });

  it('a call that the platform starts rings with the name of the caller', async () => {
    await fetchPlatform('/control/call', 'POST', { from: '+15552010101', name: 'Ana <b>Bold</b>', to: '1004' });
    await caller.reaches('incoming');
    expect(caller.last?.remote).to.include({ number: '+15552010101', displayName: 'Ana <b>Bold</b>' });
    await caller.phone.liveCall().answer();
    await caller.ear.hears(698);
  });
});

interface ControlledCall {
  readonly callUuid: string;
  readonly legs: readonly { readonly number: string }[];
}

async function onlyCallOf(extension: string): Promise<ControlledCall> {
  const { calls } = (await (await fetchPlatform('/control/calls')).json()) as { calls: ControlledCall[] };
  const own = calls.filter(({ legs }) => legs.some(({ number }) => number === extension));
  expect(own).to.have.length(1);
  return own[0] as ControlledCall;
}
