import { expect } from 'chai';
import { Timers } from 'sip.js/lib/core/timers.js';
import { toneMicrophones } from '../support/hearing.js';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';
import { isInDialog, responseTo, statusOf, tapWire, type WireTap } from '../support/wire.js';

const OWN_HZ = 659;
/** What +15552010101 says. */
const FAR_HZ = 698;

const ufrag = (text: string): string => /^a=ice-ufrag:(.*)$/m.exec(text)?.[1] ?? '';
const direction = (text: string): string => /^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(text)?.[1] ?? '';
const cseq = (text: string): string => /^CSeq:\s*(\d+)/im.exec(text)?.[1] ?? '';

const everyRefresh = (everyMs: number | null): Promise<Response> =>
  fetchPlatform('/control/session-refresh', 'PUT', { everyMs });

describe('re-INVITEs that cross or are lost', function () {
  this.timeout(60_000);
  const usualB = Timers.TIMER_B;
  let microphones: ReturnType<typeof toneMicrophones>;
  let dana: TestPhone;
  let tap: WireTap;
  let untap: () => void;
  let answers: string[];
  let offers: string[];

  beforeEach(async () => {
    microphones = toneMicrophones();
    [tap, answers, offers] = [{}, [], []];
    untap = tapWire({
      outgoing: (text, wire) => {
        if (statusOf(text, 'INVITE') === 200) answers.push(text);
        if (isInDialog(text, 'INVITE')) offers.push(text);
        return tap.outgoing ? tap.outgoing(text, wire) : text;
      },
    });
    dana = await TestPhone.online('1006', OWN_HZ);
  });

  afterEach(async () => {
    Timers.TIMER_B = usualB;
    tap = {};
    await fetchPlatform('/control/reset', 'POST');
    await dana.phone.stop();
    untap();
    microphones.restore();
  });

  async function isCalled(): Promise<void> {
    await fetchPlatform('/control/call', 'POST', { from: '+15552010101', to: '1006' });
    await dana.reaches('incoming');
    await dana.phone.answer();
    await dana.reaches('active');
    await dana.ear.hears(FAR_HZ);
  }

  async function calls(): Promise<void> {
    await dana.phone.call('9196');
    await dana.reaches('active');
    await dana.ear.hears(OWN_HZ);
  }

  const call = () => dana.phone.liveCall();

  it('leave hold and mute as they are, refresh after refresh', async () => {
    await isCalled();
    call().setMuted(true);
    await call().setHeld(true);
    answers.length = 0;
    await everyRefresh(300);
    await until('five refreshes', () => answers.length >= 5, 20_000);
    expect(answers.map(direction)).to.deep.equal(answers.map(() => 'sendonly'));
    expect(await dana.reaches('active')).to.include({ held: true, muted: true });
    await call().setHeld(false);
    const since = answers.length;
    await until('five more', () => answers.length >= since + 5, 20_000);
    expect(await dana.reaches('active')).to.include({ held: false, muted: true });
    await dana.ear.hears(FAR_HZ);
  });

  it('restart ICE from both sides at once', async () => {
    await calls();
    const { calls: live } = (await (await fetchPlatform('/control/calls')).json()) as {
      calls: { legs: { uuid: string; number: string }[] }[];
    };
    const uuid = live.flatMap(({ legs }) => legs).find(({ number }) => number === '1006')?.uuid;
    const theirs = (): Promise<Response> =>
      fetchPlatform(`/control/calls/${uuid}/reinvite`, 'POST', { iceRestart: true });
    await Promise.all([call().restoreMedia(), theirs(), call().restoreMedia()]);
    expect((await theirs()).status).to.equal(200);
    await dana.ear.hears(OWN_HZ);
    expect(await dana.reaches('active')).to.include({ held: false });
  });

  it('whose answer never comes leave the sound alone, and the next one does what was wished', async () => {
    Timers.TIMER_B = 1500;
    await calls();
    let lost = 0;
    tap.outgoing = (text) => {
      if (!isInDialog(text, 'INVITE') || lost > 0) return text;
      lost += 1;
      return null;
    };
    const holding = call().setHeld(true);
    await until('the first one to be lost', () => lost === 1);
    expect(await dana.reaches('active')).to.include({ held: false });
    await holding;
    expect(await dana.reaches('active')).to.include({ held: true });
    expect(offers).to.have.length(2);
    await call().setHeld(false);
    await dana.ear.hears(OWN_HZ);
  });

  it('that nobody answers at all are given up with words, and the call goes on as it was', async () => {
    Timers.TIMER_B = 800;
    await calls();
    tap.outgoing = (text) => (isInDialog(text, 'INVITE') ? null : text);
    const error = await call()
      .setHeld(true)
      .then(
        () => null,
        (reason: unknown) => reason,
      );
    expect(error).to.include({ name: 'CallError', reason: 'refused' });
    expect(await dana.reaches('active')).to.include({ held: false });
    await dana.ear.hears(OWN_HZ);
    tap = {};
    await call().setHeld(true);
    await call().setHeld(false);
    await dana.ear.hears(OWN_HZ);
  });

  it('that restart ICE and are refused are repeated until one is agreed to; hold stays', async () => {
    const peers: RTCPeerConnection[] = [];
    const Original = globalThis.RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        peers.push(this);
      }
    };
    try {
      await calls();
    } finally {
      globalThis.RTCPeerConnection = Original;
    }
    await call().setHeld(true);
    const before = ufrag(offers[0] ?? '');
    const refused = new Set<string>();
    tap.outgoing = (text, wire) => {
      if (text.startsWith('ACK ') && refused.has(cseq(text))) return null;
      if (!isInDialog(text, 'INVITE') || refused.size > 0) return text;
      refused.add(cseq(text));
      queueMicrotask(() => wire.deliver(responseTo(text, '488 Not Acceptable Here')));
      return null;
    };
    const [peer] = peers;
    Object.defineProperty(peer, 'iceConnectionState', { value: 'failed', configurable: true });
    peer?.dispatchEvent(new Event('iceconnectionstatechange'));
    await until('the second restart', () => offers.length === 3, 20_000);
    Reflect.deleteProperty(peer as object, 'iceConnectionState');
    expect(offers.slice(1).map(direction)).to.deep.equal(['sendonly', 'sendonly']);
    expect(ufrag(offers[2] ?? '')).to.not.equal(before);
    expect(dana.errors).to.have.length(1);
    await call().setHeld(false);
    await dana.ear.hears(OWN_HZ);
  });
});
