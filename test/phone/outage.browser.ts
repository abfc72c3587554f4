import { expect } from 'chai';
import { toneMicrophones } from '../support/hearing.js';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';
import { isInDialog, responseTo, tapWire, type WireTap } from '../support/wire.js';

const OWN_HZ = 466;
/** What Harbor Dental, the outside party, says. */
const FAR_HZ = 698;
const EXTENSION = '1001';
const OUTSIDE = '+15552010101';

interface ControlledLeg {
  readonly uuid: string;
  readonly number: string;
  readonly holding: boolean;
  readonly digits: string;
}

interface ControlledCall {
  readonly callUuid: string;
  readonly state: string;
  readonly legs: readonly ControlledLeg[];
}

async function ownCalls(): Promise<ControlledCall[]> {
  const { calls } = (await (await fetchPlatform('/control/calls')).json()) as { calls: ControlledCall[] };
  return calls.filter(({ legs }) => legs.some(({ number }) => number === EXTENSION));
}

const ownLeg = async (): Promise<ControlledLeg | undefined> =>
  (await ownCalls())[0]?.legs.find(({ number }) => number === EXTENSION);
const dropSocket = (body = {}) => fetchPlatform(`/control/extensions/${EXTENSION}/drop-socket`, 'POST', body);
const refuseSockets = (refuse: boolean) => fetchPlatform('/control/faults', 'PUT', { refuseSockets: refuse });
/** The call with the outside party, also while it rings here. */
async function outsideCall(): Promise<ControlledCall | undefined> {
  const { calls } = (await (await fetchPlatform('/control/calls')).json()) as { calls: ControlledCall[] };
  return calls.find(({ legs }) => legs.some(({ number }) => number === OUTSIDE));
}

const farHangup = async () =>
  fetchPlatform(`/control/calls/${(await outsideCall())?.callUuid}/far-hangup`, 'POST');

describe('an outage of the SIP socket', function () {
  this.timeout(60_000);
  let microphones: ReturnType<typeof toneMicrophones>;
  let phone: TestPhone;
  let tap: WireTap;
  let untap: () => void;
  let sent: string[];

  beforeEach(async () => {
    microphones = toneMicrophones();
    tap = {};
    sent = [];
    untap = tapWire({
      incoming: (text, wire) => (tap.incoming ? tap.incoming(text, wire) : text),
      outgoing: (text, wire) => {
        sent.push(text);
        return tap.outgoing ? tap.outgoing(text, wire) : text;
      },
    });
    phone = await TestPhone.online(EXTENSION, OWN_HZ);
  });

  afterEach(async () => {
    await fetchPlatform('/control/reset', 'POST');
    await phone.phone.stop();
    untap();
    microphones.restore();
  });

  const isRegistered = () => phone.phone.connection.status === 'registered';
  const lost = () => until('the loss to be noticed', () => phone.phone.connection.status === 'reconnecting');
  const back = () => until('the registration', isRegistered);
  /** The dialog is on the new socket: an INVITE took its place. */
  const recovered = () =>
    until('the call to be taken over', () =>
      sent.slice(replacing()).some((text) => /^ACK sip:(?!resume-)/.test(text)),
    );
  const replacing = () => {
    const at = sent.findIndex((text) => text.startsWith('INVITE ') && /^Replaces:/im.test(text));
    return at < 0 ? sent.length : at;
  };

  async function talk(): Promise<void> {
    await phone.phone.call(OUTSIDE);
    await phone.reaches('active');
    await phone.ear.hears(FAR_HZ);
  }

  async function goOffline(): Promise<void> {
    await refuseSockets(true);
    await dropSocket();
    await lost();
  }

  async function comeBack(): Promise<void> {
    await refuseSockets(false);
    phone.phone.probe();
    await back();
  }

  it('hears of a far hang-up after it, though the old dialog had its BYE on the dead socket', async () => {
    await talk();
    const { id } = phone.last!;
    await dropSocket();
    await lost();
    await back();
    await recovered();
    await phone.ear.hears(FAR_HZ);
    await farHangup();
    expect(await phone.reaches('ended')).to.include({ reason: 'remote-hangup' });
    expect(phone.last?.id).to.equal(id);
  });

  it('tells of a far hang-up during it as soon as the line is back', async () => {
    await talk();
    await goOffline();
    await farHangup();
    await until('the call to end at the platform', async () => (await ownCalls()).length === 0);
    expect(phone.last?.state.phase).to.equal('active');
    await comeBack();
    const since = performance.now();
    expect(await phone.reaches('ended')).to.include({ reason: 'remote-hangup', answered: true });
    expect(performance.now() - since).to.be.below(2000);
  });

  it('goes on both ways, the same call with the same channel hidden, hold and mute as they were', async () => {
    await phone.phone.call('9196');
    await phone.reaches('active');
    await phone.ear.hears(OWN_HZ);
    phone.phone.liveCall().setMuted(true);
    await phone.ear.doesNotHear(OWN_HZ);
    await dropSocket();
    await lost();
    await back();
    await recovered();
    await phone.ear.doesNotHear(OWN_HZ);
    expect(phone.last?.state).to.include({ phase: 'active', muted: true, held: false });
    phone.phone.liveCall().setMuted(false);
    await phone.ear.hears(OWN_HZ);
    expect(microphones.open()).to.equal(1);
  });

  it('keeps who waits waiting', async () => {
    await talk();
    await phone.phone.setHeld(true);
    await dropSocket();
    await lost();
    await back();
    await recovered();
    await until('hold at the platform', async () => (await ownLeg())?.holding === true);
    expect(phone.last?.state).to.include({ phase: 'active', held: true });
    await phone.phone.setHeld(false);
    await phone.ear.hears(FAR_HZ);
    expect((await ownLeg())?.holding).to.equal(false);
  });

  it('does what was wished meanwhile once it is over, in order', async () => {
    await talk();
    await goOffline();
    const wishes = [phone.phone.setHeld(true), phone.phone.setHeld(false), phone.phone.setHeld(true)];
    expect(phone.last?.state).to.include({ held: false });
    await comeBack();
    await Promise.all(wishes);
    expect(phone.last?.state).to.include({ phase: 'active', held: true });
    await until('hold at the platform', async () => (await ownLeg())?.holding === true);
  });

  it('ends by a hang-up of meanwhile, once', async () => {
    await talk();
    await goOffline();
    phone.phone.liveCall().hangup();
    expect(await phone.reaches('ended')).to.include({ reason: 'hangup' });
    expect(microphones.open()).to.equal(0);
    await comeBack();
    await until('the far leg to end', async () => (await ownCalls()).length === 0);
    await until('the confirmation', () => phone.phone.goodbyes.pending.length === 0);
    expect(sent.filter((text) => text.startsWith('BYE '))).to.have.lengthOf(1);
  });

  it('ends a call whose BYE went to a half-open socket', async () => {
    await talk();
    await dropSocket({ halfOpen: true });
    phone.phone.liveCall().hangup();
    await phone.reaches('ended');
    await until('the far leg to end', async () => (await ownCalls()).length === 0, 15_000);
  });

  it('keeps a called phone in its call beyond the next session refresh', async () => {
    await fetchPlatform('/control/call', 'POST', { from: OUTSIDE, to: EXTENSION });
    await phone.reaches('incoming');
    await phone.phone.answer();
    await phone.reaches('active');
    await phone.ear.hears(FAR_HZ);
    await dropSocket();
    await lost();
    await back();
    await recovered();
    await fetchPlatform('/control/session-refresh', 'PUT', { everyMs: 200 });
    const before = sent.length;
    await phone.ear.hears(FAR_HZ);
    await until(
      'the page to stay connected',
      async () => (await ownCalls()).length === 1 && sent.length >= before,
    );
    expect(phone.last?.state.phase).to.equal('active');
  });

  it('finds a call of ours again that rings', async () => {
    await phone.phone.call('+15552010106');
    await phone.reaches('ringing');
    const { id } = phone.last!;
    await dropSocket();
    await lost();
    await back();
    await ringsAgain();
    expect(phone.last).to.include({ id });
    expect(phone.last?.state.phase).to.equal('ringing');
    phone.phone.liveCall().hangup();
    await until('the ringing to stop', async () => (await ownCalls()).length === 0);
  });

  it('answers a call that rang before it', async () => {
    await fetchPlatform('/control/call', 'POST', { from: OUTSIDE, to: EXTENSION });
    await phone.reaches('incoming');
    await dropSocket();
    await lost();
    expect(phone.last?.state.phase).to.equal('incoming');
    await back();
    await phone.phone.answer();
    await phone.reaches('active');
    await phone.ear.hears(FAR_HZ);
    await farHangup();
    expect(await phone.reaches('ended')).to.include({ reason: 'remote-hangup' });
  });

  it('declines a call that rang before it', async () => {
    await fetchPlatform('/control/call', 'POST', { from: OUTSIDE, to: EXTENSION });
    await phone.reaches('incoming');
    await dropSocket();
    await lost();
    phone.phone.liveCall().hangup();
    expect(await phone.reaches('ended')).to.include({ reason: 'declined' });
    await back();
    // Whoever is declined gets the mailbox.
    await until('the ringing to stop', async () => (await outsideCall())?.state === 'active');
    await until('the confirmation', () => phone.phone.goodbyes.pending.length === 0);
  });

  it('tells that nobody is there any more when a call is answered that rang before it', async () => {
    await fetchPlatform('/control/call', 'POST', { from: OUTSIDE, to: EXTENSION });
    await phone.reaches('incoming');
    await goOffline();
    await farHangup();
    await until('the call to end at the platform', async () => (await outsideCall()) === undefined);
    await comeBack();
    await phone.phone.answer().catch(() => {});
    expect(await phone.reaches('ended')).to.include({ reason: 'missed', answered: false });
    expect(microphones.open()).to.equal(0);
  });

  it('goes on in the old dialog at a server that does not know Replaces', async () => {
    await talk();
    tap.outgoing = (text, wire) => {
      if (!text.startsWith('INVITE ') || !/^Replaces:/im.test(text)) return text;
      queueMicrotask(() => wire.deliver(responseTo(text, '405 Method Not Allowed')));
      return null;
    };
    await dropSocket();
    await lost();
    await back();
    await until('the question whether it lives', () => sent.some((text) => isInDialog(text, 'INVITE')));
    await phone.phone.setHeld(true);
    expect(phone.last?.state).to.include({ phase: 'active', held: true });
    phone.phone.liveCall().hangup();
    await until('the far leg to end', async () => (await ownCalls()).length === 0);
  });

  /** A call that only rings has no ACK: the 180 to the INVITE that took its place counts. */
  const ringsAgain = () =>
    until('the ringing to be taken over', async () => replacing() < sent.length && (await ownLeg()) !== undefined);
});
