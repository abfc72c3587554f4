import { expect } from 'chai';
import { usualRules } from '../../src/phone/phone-options.js';
import { toneMicrophones } from '../support/hearing.js';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';

interface ControlledCall {
  readonly legs: readonly { readonly number: string; readonly digits: string }[];
}

interface ActiveCallWithLegs {
  readonly legs: readonly { readonly uuid: string; readonly extension: string | null }[];
}

const ALICE_HZ = 440;
const BOB_HZ = 880;

describe('two phones', () => {
  let microphones: ReturnType<typeof toneMicrophones>;
  let alice: TestPhone;
  let bob: TestPhone;

  before(async () => {
    microphones = toneMicrophones();
    [alice, bob] = await Promise.all([TestPhone.online('1001', ALICE_HZ), TestPhone.online('1002', BOB_HZ)]);
  });

  afterEach(async () => {
    for (const { phone } of [alice, bob]) phone.findCall()?.hangup();
    await until('the microphones to be released', () => microphones.open() === 0);
    alice.calls.length = 0;
    bob.calls.length = 0;
  });

  after(async () => {
    await Promise.all([alice.phone.stop(), bob.phone.stop()]);
    microphones.restore();
  });

  async function connected(): Promise<void> {
    await alice.phone.call('1002');
    await bob.reaches('incoming');
    await bob.phone.liveCall().answer();
    await Promise.all([alice.reaches('active'), bob.reaches('active')]);
    await Promise.all([alice.ear.hears(BOB_HZ), bob.ear.hears(ALICE_HZ)]);
  }

  it('ring, answer and hear each other, never themselves', async () => {
    await alice.phone.call('1002');
    await alice.reaches('ringing');
    await bob.reaches('incoming');
    expect(bob.last?.remote.number).to.equal('1001');
    expect(bob.last?.remote.displayName).to.be.a('string').and.not.equal('');
    expect(microphones.open(), 'only the caller has opened the microphone').to.equal(1);
    await bob.phone.liveCall().answer();
    await Promise.all([alice.ear.hears(BOB_HZ), bob.ear.hears(ALICE_HZ)]);
    await Promise.all([alice.ear.doesNotHear(ALICE_HZ), bob.ear.doesNotHear(BOB_HZ)]);
    expect(alice.phases).to.deep.equal(['preparing', 'dialing', 'ringing', 'active']);
    expect(bob.phases).to.deep.equal(['incoming', 'answering', 'active']);
  });

  it('know the channel of their own leg, each by the way the platform tells it, and only while the call is active', async () => {
    await alice.phone.call('1002');
    expect(alice.phone.liveCall().channelUuid).to.equal(null);
    await bob.reaches('incoming');
    await bob.phone.liveCall().answer();
    await Promise.all([alice.reaches('active'), bob.reaches('active')]);
    const { calls } = (await (await fetchPlatform('/api/calls/active')).json()) as { calls: ActiveCallWithLegs[] };
    const legOf = (number: string) => calls[0]?.legs.find((leg) => leg.extension === number)?.uuid;
    expect(alice.phone.liveCall().channelUuid).to.be.a('string').and.equal(legOf('1001'));
    expect(bob.phone.liveCall().channelUuid).to.be.a('string').and.equal(legOf('1002'));
    expect(JSON.stringify(alice.calls), 'a secret of the call').to.not.include(legOf('1001'));
  });

  it('end on both sides when one hangs up, and release the microphones', async () => {
    await connected();
    bob.phone.liveCall().hangup();
    const endAtBob = await bob.reaches('ended');
    expect(microphones.open(), "Bob's microphone is free at once").to.be.at.most(1);
    const endAtAlice = await alice.reaches('ended');
    expect(endAtBob.reason).to.equal('hangup');
    expect(endAtAlice.reason).to.equal('remote-hangup');
    expect(endAtAlice.answered).to.equal(true);
  });

  it('are silent while muted, and heard again after', async () => {
    await connected();
    alice.phone.liveCall().setMuted(true);
    await bob.ear.doesNotHear(ALICE_HZ);
    await alice.ear.hears(BOB_HZ);
    alice.phone.liveCall().setMuted(false);
    await bob.ear.hears(ALICE_HZ);
  });

  it('hold and resume: neither hears the other meanwhile, mute survives', async () => {
    await connected();
    alice.phone.liveCall().setMuted(true);
    await alice.phone.liveCall().setHeld(true);
    expect(await alice.reaches('active')).to.include({ held: true, muted: true });
    await Promise.all([alice.ear.doesNotHear(BOB_HZ), bob.ear.doesNotHear(ALICE_HZ)]);
    await alice.phone.liveCall().setHeld(false);
    expect(await alice.reaches('active')).to.include({ held: false, muted: true });
    await alice.ear.hears(BOB_HZ);
    await bob.ear.doesNotHear(ALICE_HZ);
    alice.phone.liveCall().setMuted(false);
    await bob.ear.hears(ALICE_HZ);
  });

  it('settle on the last wish when hold is toggled quickly', async () => {
    await connected();
    const call = alice.phone.liveCall();
    await Promise.all([call.setHeld(true), call.setHeld(false), call.setHeld(true), call.setHeld(false)]);
    expect(await alice.reaches('active')).to.include({ held: false });
    await Promise.all([alice.ear.hears(BOB_HZ), bob.ear.hears(ALICE_HZ)]);
  });

  it('both on hold at the same moment still find each other again', async () => {
    await connected();
    await Promise.all([alice.phone.liveCall().setHeld(true), bob.phone.liveCall().setHeld(true)]);
    await Promise.all([alice.phone.liveCall().setHeld(false), bob.phone.liveCall().setHeld(false)]);
    await Promise.all([alice.ear.hears(BOB_HZ), bob.ear.hears(ALICE_HZ)]);
  });

  it('carry every digit, in order, also when pressed faster than they sound', async () => {
    await connected();
    const call = alice.phone.liveCall();
    await Promise.all([...'159*0#'].map((digit) => call.sendDtmf(digit)));
    expect(alice.last?.digits).to.equal('159*0#');
    await until('the digits to arrive', async () => {
      const { calls } = (await (await fetchPlatform('/control/calls')).json()) as { calls: ControlledCall[] };
      return calls.some(({ legs }) => legs.some(({ number, digits }) => number === '1001' && digits === '159*0#'));
    });
  });

  it('give the caller a busy end where no call may wait, and tell the one called', async () => {
    bob.phone.rules = { maxCalls: 4, callWaiting: false };
    await connected();
    const carla = await TestPhone.online('1003', 660);
    await carla.phone.call('1002');
    expect(await carla.reaches('ended')).to.include({ reason: 'busy' });
    const refused = await until('Bob to be told', () => bob.calls.find(({ remote }) => remote.number === '1003'));
    expect(refused.state).to.include({ phase: 'ended', reason: 'busy' });
    await Promise.all([alice.ear.hears(BOB_HZ), bob.ear.hears(ALICE_HZ)]);
    await carla.phone.stop();
    bob.phone.rules = usualRules;
  });

  it('show a caller who gives up as missed', async () => {
    await alice.phone.call('1002');
    await bob.reaches('incoming');
    alice.phone.liveCall().hangup();
    expect(await alice.reaches('ended')).to.include({ reason: 'canceled', answered: false });
    expect(await bob.reaches('ended')).to.include({ reason: 'missed' });
  });

  it('tell the caller when the call is declined', async () => {
    await alice.phone.call('1002');
    await bob.reaches('incoming');
    bob.phone.liveCall().hangup();
    expect(await bob.reaches('ended')).to.include({ reason: 'declined' });
    expect(await alice.reaches('ended')).to.include({ reason: 'rejected' });
  });

  it('show a call that the same person took on another device as answered elsewhere', async () => {
    const desk = await TestPhone.online('1002', 990);
    await alice.phone.call('1002');
    await Promise.all([bob.reaches('incoming'), desk.reaches('incoming')]);
    await desk.phone.liveCall().answer();
    expect(await bob.reaches('ended')).to.include({ reason: 'answered-elsewhere' });
    await alice.ear.hears(990);
    await desk.phone.stop();
  });

  it('tells when the far end puts the call on hold, and hears it again after', async () => {
    await alice.phone.call('+15552010115');
    await alice.reaches('active');
    await until('the far end to hold', () => activeOf(alice)?.heldByRemote === true);
    await until('the far end to resume', () => activeOf(alice)?.heldByRemote === false);
    await alice.ear.hears(1480);
  });
});

function activeOf({ last }: TestPhone) {
  return last?.state.phase === 'active' ? last.state : null;
}
