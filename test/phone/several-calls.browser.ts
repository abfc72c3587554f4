import { expect } from 'chai';
import { toneMicrophones } from '../support/hearing.js';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';

interface ControlledCall {
  readonly legs: readonly { readonly number: string; readonly digits: string }[];
}

const ALICE_HZ = 440;
const BOB_HZ = 880;
const CARMEN_HZ = 1240;
const MUSIC_HZ = 660;

describe('several calls of one phone', function () {
  this.timeout(60_000);
  let microphones: ReturnType<typeof toneMicrophones>;
  let alice: TestPhone;
  let bob: TestPhone;
  let carmen: TestPhone;

  before(async () => {
    microphones = toneMicrophones();
    [alice, bob, carmen] = await Promise.all([
      TestPhone.online('1001', ALICE_HZ),
      TestPhone.online('1002', BOB_HZ),
      TestPhone.online('1003', CARMEN_HZ),
    ]);
  });

  afterEach(async () => {
    alice.phone.rules = { maxCalls: 4, callWaiting: true };
    await fetchPlatform('/control/reset', 'POST');
    for (const { phone } of [alice, bob, carmen])
      await until('the calls to end', () => {
        phone.findCall()?.hangup();
        return !phone.findCall();
      });
    await until('the microphones to be released', () => microphones.open() === 0);
    alice.calls.length = bob.calls.length = carmen.calls.length = 0;
  });

  after(async () => {
    await Promise.all([alice, bob, carmen].map(({ phone }) => phone.stop()));
    microphones.restore();
  });

  const stateOf = (id: string) => alice.calls.findLast((call) => call.id === id)?.state;
  const idOf = (number: string) => alice.calls.findLast(({ remote }) => remote.number === number)?.id ?? '';
  const isActive = (id: string, held: boolean) => {
    const state = stateOf(id);
    return state?.phase === 'active' && state.held === held;
  };

  /** Alice talks to Bob, whom she called. */
  async function talkToBob(): Promise<string> {
    const { id } = await alice.phone.call('1002');
    await bob.reaches('incoming');
    await bob.phone.answer();
    await until('the talk', () => isActive(id, false));
    await bob.ear.hears(ALICE_HZ);
    return id;
  }

  /** Carmen rings while Alice talks to Bob. */
  async function carmenRings(): Promise<string> {
    await carmen.phone.call('1001');
    await until('Carmen to ring', () => stateOf(idOf('1003'))?.phase === 'incoming');
    return idOf('1003');
  }

  it('lets a second caller ring, and the talk goes on', async () => {
    const first = await talkToBob();
    await carmenRings();
    expect(alice.phone.currentId).to.equal(first);
    await bob.ear.hears(ALICE_HZ);
    await carmen.reaches('ringing');
  });

  it('puts the first one on hold before it answers, and exactly the right one hears', async () => {
    const first = await talkToBob();
    const second = await carmenRings();
    await alice.phone.answer();
    expect(alice.phone.currentId).to.equal(second);
    expect(isActive(first, true)).to.equal(true);
    await Promise.all([carmen.ear.hears(ALICE_HZ), bob.ear.hears(MUSIC_HZ), bob.ear.doesNotHear(ALICE_HZ)]);
    await alice.phone.switchTo(first);
    expect(alice.phone.currentId).to.equal(first);
    await Promise.all([bob.ear.hears(ALICE_HZ), carmen.ear.hears(MUSIC_HZ), carmen.ear.doesNotHear(ALICE_HZ)]);
    await alice.phone.setHeld(false, second);
    await Promise.all([carmen.ear.hears(ALICE_HZ), bob.ear.doesNotHear(ALICE_HZ)]);
  });

  it('ends the first one and answers the second in one wish', async () => {
    const first = await talkToBob();
    const second = await carmenRings();
    await alice.phone.answer(second, 'end');
    expect(stateOf(first)).to.include({ phase: 'ended', reason: 'hangup' });
    await carmen.ear.hears(ALICE_HZ);
    expect(await bob.reaches('ended')).to.include({ reason: 'remote-hangup' });
  });

  it('leaves the one on hold there when the other hangs up, until the person resumes', async () => {
    const first = await talkToBob();
    await carmenRings();
    await alice.phone.answer();
    await carmen.ear.hears(ALICE_HZ);
    carmen.phone.findCall()?.hangup();
    await until('Bob to be the current call', () => alice.phone.currentId === first);
    expect(isActive(first, true)).to.equal(true);
    await bob.ear.doesNotHear(ALICE_HZ);
    await alice.phone.setHeld(false);
    await bob.ear.hears(ALICE_HZ);
  });

  it('holds the first one for a call of its own, and each call takes its own digits', async () => {
    const first = await talkToBob();
    const { id } = await alice.phone.call('1003');
    expect(isActive(first, true)).to.equal(true);
    await carmen.reaches('incoming');
    await carmen.phone.answer();
    await until('the second talk', () => isActive(id, false));
    await alice.phone.liveCall(first).sendDtmf('12');
    await alice.phone.liveCall(id).sendDtmf('34');
    await until('the digits to arrive', async () => {
      const { calls } = (await (await fetchPlatform('/control/calls')).json()) as { calls: ControlledCall[] };
      const digitsWith = (number: string) =>
        calls
          .find(({ legs }) => legs.some((leg) => leg.number === number))
          ?.legs.find((leg) => leg.number === '1001')?.digits;
      return digitsWith('1002') === '12' && digitsWith('1003') === '34';
    });
  });

  it('leaves everything as it was when the second one cannot be called', async () => {
    const first = await talkToBob();
    const failure = await alice.phone.call('call me').then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).to.include({ reason: 'invalid-number' });
    expect(isActive(first, false)).to.equal(true);
    await bob.ear.hears(ALICE_HZ);
  });

  it('takes the first one back when the microphone is refused for the second', async () => {
    const first = await talkToBob();
    await carmenRings();
    const { mediaDevices } = navigator;
    const original = mediaDevices.getUserMedia;
    mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    const failure = await alice.phone.answer().then(
      () => null,
      (error: unknown) => error,
    );
    mediaDevices.getUserMedia = original;
    expect(failure).to.include({ name: 'MediaError', reason: 'microphone-denied' });
    expect(alice.phone.currentId).to.equal(first);
    await bob.ear.hears(ALICE_HZ);
    expect(stateOf(idOf('1003'))?.phase).to.equal('incoming');
  });

  it('does not leave a call that rings at the far end, which may be answered any moment', async () => {
    const first = await talkToBob();
    const { id } = await alice.phone.call('1003');
    await carmen.reaches('incoming');
    const failure = await alice.phone.switchTo(first).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).to.include({ reason: 'wrong-state' });
    expect(alice.phone.currentId).to.equal(id);
  });

  for (const [what, rules] of [
    ['beyond the limit', { maxCalls: 1, callWaiting: true }],
    ['without call waiting', { maxCalls: 4, callWaiting: false }],
  ] as const)
    it(`gives a caller ${what} a busy end, and tells the one called`, async () => {
      alice.phone.rules = rules;
      await talkToBob();
      await carmen.phone.call('1001');
      expect(await carmen.reaches('ended')).to.include({ reason: 'busy' });
      const refused = await until('Alice to be told', () =>
        alice.calls.find(({ remote }) => remote.number === '1003'),
      );
      expect(refused.state).to.include({ phase: 'ended', reason: 'busy' });
      await bob.ear.hears(ALICE_HZ);
    });

  it('settle on one talk whatever is wished at once', async () => {
    const first = await talkToBob();
    const second = await carmenRings();
    await alice.phone.answer();
    await Promise.all([alice.phone.switchTo(first), alice.phone.switchTo(second), alice.phone.switchTo(first)]);
    expect([isActive(first, false), isActive(second, true)]).to.deep.equal([true, true]);
    await Promise.all([bob.ear.hears(ALICE_HZ), carmen.ear.doesNotHear(ALICE_HZ)]);
  });
});
