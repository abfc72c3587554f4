import { expect } from 'chai';
import { openPreferences } from '../../../src/softphone/preferences.js';
import { chosenSoundOf } from '../../../src/softphone/audio/chosen-sound.js';
import type { PhoneAudio } from '../../../src/softphone/audio/phone-audio.js';
import { Softphone } from '../../../src/softphone/softphone.js';
import { FakeDevices } from '../../support/fake-devices.js';
import { tokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { TestPhone } from '../../support/test-phone.js';
import { tapWire } from '../../support/wire.js';

const headset = { id: '440', label: 'Headset' };
const desk = { id: '660', label: 'Desk microphone' };
const webcam = { id: '1000', label: 'Webcam' };
const FAR_HZ = 1480;

describe('PhoneAudio', function () {
  this.timeout(60_000);
  let devices: FakeDevices;
  let softphone: Softphone;
  let audio: PhoneAudio;
  let far: TestPhone;
  let invites: number;
  let owner: string;
  let untap: () => void;

  beforeEach(async () => {
    devices = new FakeDevices([headset, desk, webcam]);
    invites = 0;
    untap = tapWire({
      outgoing: (text) => {
        if (text.startsWith('INVITE ')) invites += 1;
        return text;
      },
    });
    softphone = new Softphone({ tokenUrl: tokenUrl('1003') });
    far = await TestPhone.online('1004', FAR_HZ);
    await softphone.connect();
    audio = await softphone.audio();
    owner = softphone.snapshot.extension?.id ?? '';
  });

  afterEach(async () => {
    await softphone.disconnect();
    await far.phone.stop();
    await (await openPreferences(owner)).wipe();
    await until(`no open microphone, are ${devices.open.join()}`, () => devices.open.length === 0);
    devices.restore();
    untap();
  });

  const active = () => {
    const state = softphone.snapshot.currentCall?.state;
    return state?.phase === 'active' ? state : null;
  };

  async function talk(): Promise<void> {
    await softphone.call('1004');
    await far.reaches('incoming');
    await far.phone.liveCall().answer();
    await until('the call', active);
    await far.ear.hears(440);
    invites = 0;
  }

  it('speaks through the chosen microphone, and changes it in a call without a re-INVITE', async () => {
    await chosenSoundOf(audio).choose({ microphone: desk });
    await softphone.call('1004');
    await far.reaches('incoming');
    await far.phone.liveCall().answer();
    await far.ear.hears(660);
    invites = 0;
    await chosenSoundOf(audio).choose({ microphone: webcam });
    await far.ear.hears(1000);
    await far.ear.doesNotHear(660);
    expect(devices.open.filter((id) => id !== String(FAR_HZ))).to.deep.equal(['1000']);
    expect(invites).to.equal(0);
    await chosenSoundOf(audio).choose({ microphone: null });
    await far.ear.hears(440);
    expect(invites).to.equal(0);
  });

  it('ends with the last of many hasty choices', async () => {
    await talk();
    await Promise.all(
      [desk, webcam, headset, desk].map((microphone) => chosenSoundOf(audio).choose({ microphone })),
    );
    await far.ear.hears(660);
    await far.ear.doesNotHear(1000);
    expect(devices.open.filter((id) => id !== String(FAR_HZ))).to.deep.equal(['660']);
  });

  it('takes the next microphone when the one in use is unplugged, and keeps mute', async () => {
    await talk();
    await softphone.setMuted(true);
    await far.ear.doesNotHear(440);
    const at = performance.now();
    devices.unplug('440');
    await until('the next microphone', () => devices.open.includes('660'));
    expect(performance.now() - at).to.be.below(2000);
    await until('it to be told', () => softphone.snapshot.deviceNotice);
    expect(softphone.snapshot.deviceNotice).to.deep.equal({
      kind: 'microphone',
      lost: 'Headset',
      next: 'Desk microphone',
    });
    expect(active()).to.include({ muted: true });
    await far.ear.doesNotHear(660);
    await softphone.setMuted(false);
    await far.ear.hears(660);
    expect(invites).to.equal(0);
    await softphone.hangup();
    await until('the news to be over', () => softphone.snapshot.deviceNotice === null);
  });

  it('goes back to the chosen one when it is plugged in again', async () => {
    await chosenSoundOf(audio).choose({ microphone: desk });
    await softphone.call('1004');
    await far.reaches('incoming');
    await far.phone.liveCall().answer();
    await far.ear.hears(660);
    devices.unplug('660');
    await far.ear.hears(440);
    await far.ear.doesNotHear(660);
    devices.plug(desk);
    await far.ear.hears(660);
    expect(softphone.snapshot.deviceNotice).to.deep.equal({
      kind: 'microphone',
      lost: null,
      next: 'Desk microphone',
    });
    expect(audio.state.choices.microphone).to.deep.equal(desk);
  });

  it('says when none is left, and takes the first that comes', async () => {
    await talk();
    for (const { id } of [desk, webcam, headset]) devices.unplug(id);
    await until('it to be told', () => softphone.snapshot.deviceNotice?.next === null);
    expect(active(), 'the call goes on').not.to.equal(null);
    devices.plug(webcam);
    await far.ear.hears(1000);
  });

  it('keeps the live microphone where the chosen one cannot be opened at all', async () => {
    await talk();
    devices.refusal = 'NotAllowedError';
    const error = await chosenSoundOf(audio)
      .choose({ microphone: desk })
      .catch((reason: unknown) => reason);
    expect(error).to.include({ name: 'MediaError', reason: 'microphone-denied' });
    devices.refusal = null;
    await far.ear.hears(440);
  });

  it('asks for the processing that was chosen, and opens anew where a live track does not take it', async () => {
    await talk();
    expect(devices.asked.find(({ deviceId }) => deviceId === undefined)).to.deep.equal({
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    });
    await chosenSoundOf(audio).choose({ noiseSuppression: false });
    expect(devices.asked.at(-1)).to.include({ noiseSuppression: false, echoCancellation: true });
    await far.ear.hears(440);
    const opened = devices.asked.length;
    await chosenSoundOf(audio).choose({ speakerVolume: 0.5 });
    expect(devices.asked.length, 'nothing else opens it anew').to.equal(opened);
    expect(invites).to.equal(0);
  });

  it('makes the microphone quieter and louder for the far side', async () => {
    await talk();
    let loud = -Infinity;
    await until('a steady tone', () => {
      const before = loud;
      loud = far.ear.level(440);
      return loud > -45 && Math.abs(loud - before) < 0.5;
    });
    await chosenSoundOf(audio).choose({ microphoneVolume: 0.1 });
    await until('20 dB less', () => far.ear.level(440) < loud - 14 && far.ear.level(440) > loud - 26);
    await chosenSoundOf(audio).choose({ microphoneVolume: 1 });
    await until('as loud as before', () => far.ear.level(440) > loud - 4);
    await softphone.hangup();
    expect(invites).to.equal(0);
  });

  it('remembers the choices of the extension, and forgets them with a wipe', async () => {
    await chosenSoundOf(audio).choose({ microphone: desk, speakerVolume: 0.3, autoGainControl: false });
    const preferences = await openPreferences(owner);
    await until('it to be kept', () => preferences.get('audio')?.speakerVolume === 0.3);
    const next = new Softphone({ tokenUrl: tokenUrl('1003') });
    await next.connect();
    const restored = await next.audio();
    await until('the choices', () => restored.state.choices.microphone?.id === '660');
    expect(restored.state.choices).to.include({ speakerVolume: 0.3, autoGainControl: false });
    await preferences.wipe();
    expect(restored.state.choices).to.include({ microphone: null, speakerVolume: 1 });
    await next.disconnect();
  });
});

describe('the speaker', function () {
  this.timeout(60_000);

  it('of a live call is the chosen one at once, as loud as chosen, and the next one when it goes away', async () => {
    const softphone = new Softphone({ tokenUrl: tokenUrl('1005') });
    // The browser's own outputs: it plays nothing on a device it does not know.
    (await navigator.mediaDevices.getUserMedia({ audio: true })).getTracks().forEach((track) => track.stop());
    await softphone.connect();
    const audio = await softphone.audio();
    await until('the devices', () => audio.state.devices.speakers.length === 2);
    const [one, two] = audio.state.devices.speakers;
    if (!one || !two) throw new Error('no outputs');
    await chosenSoundOf(audio).choose({ speaker: one });
    await softphone.call('9664');
    const player = await until('the call to play', () => audio.players[0]);
    await until('the chosen device', () => player.sinkId === one.id);
    await chosenSoundOf(audio).choose({ speaker: two, speakerVolume: 0.25 });
    await until('the other device', () => player.sinkId === two.id);
    expect(player.volume).to.equal(0.25);
    const enumerate = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    navigator.mediaDevices.enumerateDevices = async () =>
      (await enumerate()).filter(({ deviceId }) => deviceId !== two.id);
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await until('the system device', () => player.sinkId === '');
    expect(softphone.snapshot.deviceNotice).to.include({ kind: 'speaker', lost: two.label });
    navigator.mediaDevices.enumerateDevices = enumerate;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await until('the chosen one again', () => player.sinkId === two.id);
    await softphone.hangup();
    expect(audio.players).to.deep.equal([]);
    const { extension } = softphone.snapshot;
    await (await openPreferences(extension?.id ?? '')).wipe();
    await softphone.disconnect();
  });
});
