import { expect } from 'chai';
import { toneMicrophones } from '../support/hearing.js';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';

const OWN_HZ = 466;
const EXTENSION = '1001';

interface ControlledCall {
  readonly legs: readonly { readonly number: string }[];
}

async function callsAtThePlatform(): Promise<number> {
  const { calls } = (await (await fetchPlatform('/control/calls')).json()) as { calls: ControlledCall[] };
  return calls.filter(({ legs }) => legs.some(({ number }) => number === EXTENSION)).length;
}

const dropSocket = (body = {}) => fetchPlatform(`/control/extensions/${EXTENSION}/drop-socket`, 'POST', body);
const refuseSockets = (refuse: boolean) => fetchPlatform('/control/faults', 'PUT', { refuseSockets: refuse });

describe('a socket that is lost', function () {
  this.timeout(40_000);
  let microphones: ReturnType<typeof toneMicrophones>;
  let phone: TestPhone;

  beforeEach(async () => {
    microphones = toneMicrophones();
    phone = await TestPhone.online(EXTENSION, OWN_HZ);
  });

  afterEach(async () => {
    await fetchPlatform('/control/reset', 'POST');
    await phone.phone.stop();
    microphones.restore();
  });

  const registered = () => until('the registration', () => phone.phone.connection.status === 'registered');

  async function offline(): Promise<void> {
    await refuseSockets(true);
    await dropSocket();
    await until('the loss to be noticed', () => phone.phone.connection.status === 'reconnecting');
  }

  it('comes back by itself', async () => {
    await dropSocket();
    await until('the loss to be noticed', () => phone.phone.connection.status !== 'registered');
    await registered();
    await phone.phone.call('9196');
    await phone.reaches('active');
    await phone.ear.hears(OWN_HZ);
  });

  it('leaves a live call talking', async () => {
    await phone.phone.call('9196');
    await phone.reaches('active');
    await phone.ear.hears(OWN_HZ);
    await dropSocket();
    await until('the loss to be noticed', () => phone.phone.connection.status !== 'registered');
    expect(phone.last?.state.phase).to.equal('active');
    await phone.ear.hears(OWN_HZ);
    await registered();
    await phone.ear.hears(OWN_HZ);
    expect(phone.last?.state.phase).to.equal('active');
  });

  it('does not swallow a hang-up: the far leg ends as soon as the line is back', async () => {
    await phone.phone.call('9196');
    await phone.reaches('active');
    await offline();
    phone.phone.liveCall().hangup();
    expect(await phone.reaches('ended')).to.include({ reason: 'hangup' });
    expect(microphones.open()).to.equal(0);
    await refuseSockets(false);
    await registered();
    await until('the far leg to end', async () => (await callsAtThePlatform()) === 0);
  });

  it('ends a call that only rang, in words, and stops the ringing at the far end', async () => {
    await phone.phone.call('+15552010106');
    await phone.reaches('ringing');
    await offline();
    // It is waited for 10 s: the line may be back before somebody answers.
    expect(await phone.reaches('ended', 20_000)).to.include({ reason: 'connection-lost', answered: false });
    expect(microphones.open()).to.equal(0);
    await refuseSockets(false);
    await registered();
    await until('the ringing to stop', async () => (await callsAtThePlatform()) === 0);
  });
});
