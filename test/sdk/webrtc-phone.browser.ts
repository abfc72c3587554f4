import { expect } from 'chai';
import type { WebRTCCallInfo } from '../../src/sdk/call-info.js';
import type { WebRTCPhoneConfig } from '../../src/sdk/phone-config.js';
import { WebRTCPhone } from '../../src/sdk/webrtc-phone.js';
import { toneMicrophones } from '../support/hearing.js';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';
import { isInDialog, statusOf, tapWire } from '../support/wire.js';

async function credentialsOf(extension: string): Promise<WebRTCPhoneConfig> {
  const answer = await fetchPlatform(`/api/extensions/by-number/${extension}/sip-credentials`);
  return ((await answer.json()) as { sipCredentials: WebRTCPhoneConfig }).sipCredentials;
}

describe('WebRTCPhone', function () {
  this.timeout(40_000);
  let microphones: ReturnType<typeof toneMicrophones>;
  let phone: WebRTCPhone;
  let calls: WebRTCCallInfo[];
  let errors: Error[];
  let failures: Error[];
  let registered: number;
  let peers: RTCPeerConnection[];
  const OriginalPeer = globalThis.RTCPeerConnection;
  const { play } = HTMLMediaElement.prototype;

  beforeEach(async () => {
    microphones = toneMicrophones();
    peers = [];
    globalThis.RTCPeerConnection = class extends OriginalPeer {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        peers.push(this);
      }
    };
    make(await credentialsOf('1001'));
  });

  afterEach(async () => {
    await phone.stop();
    HTMLMediaElement.prototype.play = play;
    globalThis.RTCPeerConnection = OriginalPeer;
    microphones.restore();
  });

  function make(config: WebRTCPhoneConfig): void {
    phone = new WebRTCPhone(config);
    calls = [];
    errors = [];
    failures = [];
    registered = 0;
    phone.on('registered', () => (registered += 1));
    phone.on('registrationFailed', (error) => failures.push(error));
    phone.on('callStateChanged', (info) => calls.push(info));
    phone.on('error', (error) => errors.push(error));
  }

  const reaches = (state: WebRTCCallInfo['state']) =>
    until(`${state}, is ${calls.at(-1)?.state}`, () => {
      const last = calls.at(-1);
      return last?.state === state ? last : null;
    });
  const statesOf = (id: string | undefined) =>
    calls
      .filter((call) => call.id === id)
      .map(({ state }) => state)
      .filter((state, index, all) => state !== all[index - 1]);

  it('registers with SIP credentials, again after the socket was lost', async () => {
    await phone.start();
    expect(phone.isRegistered).to.equal(true);
    expect(registered).to.equal(1);
    await fetchPlatform('/control/extensions/1001/drop-socket', 'POST');
    await until('the second registration', () => registered === 2);
  });

  it('tells a registration that fails, once for each failure', async () => {
    const config = await credentialsOf('1001');
    make({ ...config, password: 'wrong' });
    const failure = await phone.start().catch((error: unknown) => error);
    expect(failure).to.include({ name: 'RegistrationError', reason: 'wrong-credentials' });
    expect(failures).to.deep.equal([failure]);
    expect(errors).to.deep.equal([]);
    expect(phone.isRegistered).to.equal(false);
  });

  it('tells a call of ours from connecting to terminated, with dates and channel', async () => {
    await phone.start();
    const first = await phone.call('+15551234567');
    expect(first).to.include({ direction: 'outbound', remoteIdentity: '+15551234567', answerTime: null });
    const call = await reaches('established');
    expect(phone.currentCall).to.equal(call);
    expect(call.fsChannelUuid).to.match(/^[\da-f-]{36}$/);
    expect(call.answerTime?.getTime()).to.be.at.least(call.startTime.getTime());
    const { calls: known } = (await (await fetchPlatform('/api/calls/active')).json()) as {
      calls: { callUuid: string }[];
    };
    expect(known.map(({ callUuid }) => callUuid)).to.deep.equal([call.fsChannelUuid]);
    await phone.hangup();
    const end = await reaches('terminated');
    expect(statesOf(first.id)).to.deep.equal(['connecting', 'ringing', 'established', 'terminated']);
    expect(end).to.include({ endReason: 'hangup', fsChannelUuid: call.fsChannelUuid });
    expect(end.answerTime).to.equal(call.answerTime);
    expect(phone.currentCall).to.equal(null);
    await phone.hangup();
  });

  it('answers, mutes and sends digits', async () => {
    await phone.start();
    await fetchPlatform('/control/call', 'POST', { from: '+15552010101', to: '1001' });
    expect(await reaches('ringing')).to.include({ direction: 'inbound', remoteDisplayName: 'Harbor Dental' });
    expect(phone.toggleMute(), 'nothing to mute yet').to.equal(false);
    await phone.answer();
    await reaches('established');
    expect(phone.toggleMute()).to.equal(true);
    expect(phone.currentCall).to.include({ muted: true });
    expect(phone.toggleMute()).to.equal(false);
    expect(phone.currentCall).to.include({ muted: false });
    await phone.sendDtmf('12#');
    await fetchPlatform('/control/reset', 'POST');
    expect(await reaches('terminated')).to.include({ endReason: 'remote-hangup' });
  });

  it('does not let quick clicks race: one hold for any number of them', async () => {
    await phone.start();
    const offers: string[] = [];
    const untap = tapWire({
      outgoing: (text) => {
        if (isInDialog(text, 'INVITE')) offers.push(text);
        return text;
      },
    });
    await phone.stop();
    await phone.start();
    await phone.call('9196');
    await reaches('established');
    await Promise.all([phone.toggleHold(), phone.toggleHold(), phone.toggleHold()]);
    expect(phone.currentCall).to.include({ held: true });
    expect(offers).to.have.length(1);
    await phone.toggleHold();
    expect(phone.currentCall).to.include({ held: false });
    untap();
  });

  it('refuses a second caller with 486 and tells of them', async () => {
    const statuses: number[] = [];
    const untap = tapWire({
      outgoing: (text) => {
        statuses.push(statusOf(text, 'INVITE'));
        return text;
      },
    });
    await phone.start();
    await phone.call('9196');
    const own = await reaches('established');
    const other = await TestPhone.online('1002', 660);
    await other.phone.call('1001');
    expect(await other.reaches('ended')).to.include({ reason: 'busy' });
    const refused = await until('it to be told', () => calls.find(({ direction }) => direction === 'inbound'));
    expect(refused).to.include({ state: 'terminated', endReason: 'busy', remoteIdentity: '1002' });
    expect(calls.filter(({ id }) => id === refused.id)).to.have.length(1);
    expect(statuses).to.include(486);
    expect(phone.currentCall?.id).to.equal(own.id);
    await other.phone.stop();
    untap();
  });

  it('says AUTOPLAY_BLOCKED when the browser does, and plays after a gesture', async () => {
    await phone.start();
    HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('no gesture', 'NotAllowedError'));
    await phone.call('9196');
    await until('the error', () => errors.length > 0);
    expect(errors.map(({ message }) => message)).to.deep.equal(['AUTOPLAY_BLOCKED']);
    expect(errors[0]).to.include({ code: 'AUTOPLAY_BLOCKED', reason: 'autoplay-blocked' });
    let played = 0;
    HTMLMediaElement.prototype.play = async () => void (played += 1);
    await phone.resumeAudio();
    expect(played).to.equal(1);
  });

  it('tells ICE trouble as an error; the call goes on', async () => {
    await phone.start();
    await phone.call('9196');
    await reaches('established');
    const [peer] = peers;
    for (const state of ['disconnected', 'failed']) {
      Object.defineProperty(peer, 'iceConnectionState', { value: state, configurable: true });
      peer?.dispatchEvent(new Event('iceconnectionstatechange'));
    }
    expect(errors.map(({ message }) => message.split('.')[0])).to.deep.equal([
      'ICE connection disconnected',
      'ICE connection failed',
    ]);
    expect(phone.currentCall).to.include({ state: 'established' });
    Reflect.deleteProperty(peer as object, 'iceConnectionState');
  });

  it('tells a microphone that is refused, and says nothing of a call that is not there', async () => {
    await phone.start();
    expect(await phone.toggleHold().catch((error: Error) => error.message)).to.equal('No active call');
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    expect(await WebRTCPhone.checkMicrophoneAccess()).to.equal(false);
    await phone.call('9196');
    await reaches('terminated');
    expect(errors.map((error) => (error as { reason?: string }).reason)).to.deep.equal(['microphone-denied']);
  });

  it('leaves the core as it is when it lets go of it', async () => {
    await phone.start();
    phone.detach();
    await phone.call('9196');
    await until('the call', () => phone.currentCall !== null);
    expect(calls).to.deep.equal([]);
  });
});
