import { expect } from 'chai';
import { checkMicrophoneAccess, openMicrophone } from '../../src/phone/media/microphone.js';
import { toneMicrophones, toneTrack } from '../support/hearing.js';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';
import { statusOf, tapWire } from '../support/wire.js';

const OWN_HZ = 494;

const refusing = (name: string) => () => Promise.reject(new DOMException('no', name));

describe('the microphone', function () {
  this.timeout(40_000);
  let microphones: ReturnType<typeof toneMicrophones>;
  let permission: PermissionState;
  let sent: string[];
  let untap: () => void;
  let phone: TestPhone;
  const query = navigator.permissions.query.bind(navigator.permissions);

  beforeEach(async () => {
    microphones = toneMicrophones();
    permission = 'granted';
    sent = [];
    untap = tapWire({
      outgoing: (text) => {
        const status = statusOf(text, 'INVITE');
        if (text.startsWith('INVITE ')) sent.push('INVITE');
        else if (status >= 200) sent.push(String(status));
        return text;
      },
    });
    navigator.permissions.query = async () => ({ state: permission }) as PermissionStatus;
    phone = await TestPhone.online('1001', OWN_HZ);
  });

  afterEach(async () => {
    await phone.phone.stop();
    navigator.permissions.query = query;
    untap();
    microphones.restore();
  });

  /** The person takes a while to decide. */
  function slowMicrophone(): { allow(): void } {
    let allow = () => {};
    navigator.mediaDevices.getUserMedia = () =>
      new Promise((resolve) => (allow = () => resolve(new MediaStream([toneTrack(OWN_HZ)]))));
    return { allow: () => allow() };
  }

  it('opens beside the INVITE when it is allowed already, and joins the call that is up by then', async () => {
    const { allow } = slowMicrophone();
    await phone.phone.call('9196');
    await phone.reaches('active');
    await phone.ear.doesNotHear(OWN_HZ);
    allow();
    await phone.ear.hears(OWN_HZ);
    expect(sent, 'no renegotiation was needed').to.deep.equal(['INVITE', 'INVITE']);
  });

  it('is asked for before anything is sent when it is not allowed yet', async () => {
    permission = 'prompt';
    const { allow } = slowMicrophone();
    await phone.phone.call('9196');
    await until(
      'the question',
      () => phone.phases.includes('preparing') || phone.last?.state.phase === 'preparing',
    );
    expect(sent).to.deep.equal([]);
    allow();
    await phone.reaches('active');
    await phone.ear.hears(OWN_HZ);
  });

  it('can be given up before it was allowed: nothing is sent and it is let go', async () => {
    permission = 'prompt';
    const { allow } = slowMicrophone();
    await phone.phone.call('9196');
    phone.phone.liveCall().hangup();
    expect(await phone.reaches('ended')).to.include({ reason: 'canceled' });
    allow();
    await until('the microphone to be released', () => microphones.open() === 0);
    expect(sent).to.deep.equal([]);
  });

  it('refused on answering, the caller still rings, and it can be answered again', async () => {
    await fetchPlatform('/control/call', 'POST', { from: '+15552010101', to: '1001' });
    await phone.reaches('incoming');
    navigator.mediaDevices.getUserMedia = refusing('NotAllowedError');
    const error = await phone.phone
      .liveCall()
      .answer()
      .then(
        () => null,
        (reason: unknown) => reason,
      );
    expect(error).to.include({ name: 'MediaError', reason: 'microphone-denied' });
    expect(phone.last?.state.phase).to.equal('incoming');
    expect(sent).to.deep.equal([]);
    navigator.mediaDevices.getUserMedia = async () => new MediaStream([toneTrack(OWN_HZ)]);
    await phone.phone.liveCall().answer();
    await phone.reaches('active');
    await phone.ear.hears(698);
  });

  it('is not opened by warming up, which makes the one connection that the call then uses', async () => {
    let opened = 0;
    let made = 0;
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (constraints) => {
      opened += 1;
      return open(constraints);
    };
    const Original = globalThis.RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        made += 1;
      }
    };
    phone.phone.warmUp();
    phone.phone.warmUp();
    expect(made).to.equal(1);
    expect(opened).to.equal(0);
    await phone.phone.call('9196');
    await phone.reaches('active');
    await phone.ear.hears(OWN_HZ);
    expect(made).to.equal(1);
    expect(opened).to.equal(1);
    globalThis.RTCPeerConnection = Original;
  });

  const refusals: [string, string][] = [
    ['NotAllowedError', 'microphone-denied'],
    ['NotFoundError', 'microphone-missing'],
    ['NotReadableError', 'microphone-busy'],
    ['TypeError', 'unsupported'],
  ];
  for (const [name, reason] of refusals) {
    it(`that fails with ${name} is told as ${reason} with its remedy`, async () => {
      navigator.mediaDevices.getUserMedia = refusing(name);
      const error = await openMicrophone().catch((failure: unknown) => failure);
      expect(error).to.include({ name: 'MediaError', reason });
      expect((error as { advice: string }).advice).to.have.length.above(20);
      expect(await checkMicrophoneAccess()).to.equal(false);
    });
  }

  it('that works passes the check and is closed again', async () => {
    expect(await checkMicrophoneAccess()).to.equal(true);
    expect(microphones.open()).to.equal(0);
  });
});
