import { expect } from 'chai';
import { headsetOf } from '../../../src/softphone/headset/headset.js';
import { useHardware } from '../../../src/softphone/headset/use-hardware.js';
import { isKept, markKept } from '../../../src/softphone/kept-mark.js';
import { Softphone } from '../../../src/softphone/softphone.js';
import { FakeHeadset, FakeHid } from '../../support/fake-hid.js';
import { toneMicrophones } from '../../support/hearing.js';
import { fetchPlatform, tokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';

const HOOK = 1;
const MUTE = 2;
const FLASH = 4;
const DROP = 8;

describe('a headset with telephony buttons', function () {
  this.timeout(60_000);
  let hid: FakeHid;
  let headset: FakeHeadset;
  let softphone: Softphone;
  let microphones: ReturnType<typeof toneMicrophones>;

  beforeEach(() => {
    hid = new FakeHid();
    headset = new FakeHeadset();
    microphones = toneMicrophones();
    softphone = new Softphone({ tokenUrl: tokenUrl('1002') });
  });

  afterEach(async () => {
    await softphone.disconnect();
    hid.restore();
    markKept('headset', false);
    microphones.restore();
  });

  const phase = () => softphone.snapshot.currentCall?.state.phase;
  const state = () => {
    const now = softphone.snapshot.currentCall?.state;
    return now?.phase === 'active' ? now : null;
  };
  const lamps = (lit: number) =>
    until(
      () => `lamps ${lit}, are ${headset.lamps}`,
      () => headset.lamps === lit,
    );

  /** Online, with a headset that was picked on an earlier visit. */
  async function online(): Promise<void> {
    hid.granted = [headset];
    markKept('headset', true);
    useHardware(softphone);
    await softphone.connect();
    await until('the headset', () => headset.opened);
  }

  async function ring(): Promise<void> {
    await fetchPlatform('/control/call', 'POST', { from: '+15552010101', to: '1002' });
    await until('the ring', () => phase() === 'incoming');
  }

  it('rings, answers, mutes in both directions, holds and hangs up', async () => {
    await online();
    await ring();
    await lamps(2);
    headset.press(HOOK);
    await until('the answer', state);
    await lamps(1);
    headset.press(HOOK | MUTE);
    headset.press(HOOK);
    await until('mute', () => state()?.muted);
    await lamps(1 | 4);
    await softphone.setMuted(false);
    await lamps(1);
    headset.press(HOOK | MUTE);
    headset.press(HOOK);
    await until('mute again, though the phone was asked in between', () => state()?.muted);
    headset.press(HOOK | FLASH);
    headset.press(HOOK);
    await until('hold', () => state()?.held);
    await lamps(1 | 4 | 8);
    headset.press(0);
    await until('the end', () => phase() === 'ended');
    await lamps(0);
  });

  it('declines with its drop button, and needs no call for any button', async () => {
    await online();
    for (const button of [HOOK, 0, MUTE, 0, FLASH, 0, DROP, 0]) headset.press(button);
    await lamps(0);
    await ring();
    headset.press(DROP);
    await until('the end', () => phase() === 'ended');
    expect(softphone.snapshot.currentCall?.state).to.include({ reason: 'declined' });
  });

  it('shows a call that was made on the screen, and takes its echo of that for no wish', async () => {
    await online();
    await softphone.call('9196');
    await until('the call', state);
    await lamps(1);
    headset.press(HOOK);
    expect(phase()).to.equal('active');
    await softphone.hangup();
    await lamps(0);
    headset.press(0);
    expect(phase()).to.equal('ended');
  });

  it('is picked with one press, comes back when plugged in, and is forgotten when asked', async () => {
    useHardware(softphone);
    await softphone.connect();
    // Who has never picked one is not looked for one: the page would not be kept for the way back.
    expect(hid.looks).to.equal(0);
    expect(isKept('headset')).to.equal(false);
    hid.offered = [headset];
    const buttons = headsetOf(softphone);
    expect(await buttons?.connect()).to.equal(true);
    expect(hid.asked).to.deep.equal([{ filters: [{ usagePage: 0x0b }] }]);
    expect(buttons?.names).to.deep.equal(['Test Headset 40']);
    expect(isKept('headset')).to.equal(true);
    hid.tell('disconnect', headset);
    headset.opened = false;
    expect(buttons?.names).to.deep.equal([]);
    hid.tell('connect', headset);
    await until('it again', () => buttons?.names.length === 1);
    await buttons?.forget();
    expect(headset).to.include({ opened: false, forgotten: true });
    expect(isKept('headset')).to.equal(false);
  });

  it('is let go when the phone goes offline, and taken again when it is back', async () => {
    await online();
    await softphone.disconnect();
    await until('it to be free', () => !headset.opened);
    await softphone.connect();
    await until('it to be open', () => headset.opened);
  });
});

describe('the controls of the system', function () {
  this.timeout(60_000);

  it('mute and end a call while one lives, and are gone afterwards', async () => {
    const microphones = toneMicrophones();
    const handlers = new Map<string, MediaSessionActionHandler | null>();
    const active: boolean[] = [];
    const session = {
      setActionHandler: (action: string, handler: MediaSessionActionHandler | null) => {
        if (action === 'hangup' || action === 'togglemicrophone') handlers.set(action, handler);
        else throw new TypeError('unknown');
      },
      setMicrophoneActive: (on: boolean) => active.push(on),
    };
    Object.defineProperty(navigator, 'mediaSession', { configurable: true, value: session });
    const softphone = new Softphone({ tokenUrl: tokenUrl('1006') });
    useHardware(softphone);
    await softphone.connect();
    expect(handlers.size).to.equal(0);
    await softphone.call('9196');
    await until('the call', () => softphone.snapshot.currentCall?.state.phase === 'active');
    const toggle = await until('the handlers', () => handlers.get('togglemicrophone'));
    toggle({ action: 'togglemicrophone' as MediaSessionAction });
    await until('mute', () => active.at(-1) === false);
    toggle({ action: 'togglemicrophone' as MediaSessionAction });
    await until('no mute', () => active.at(-1) === true);
    handlers.get('hangup')?.({ action: 'hangup' as MediaSessionAction });
    await until('the end', () => softphone.snapshot.currentCall?.state.phase === 'ended');
    expect([...handlers.values()]).to.deep.equal([null, null]);
    await softphone.disconnect();
    Reflect.deleteProperty(navigator, 'mediaSession');
    microphones.restore();
  });
});
