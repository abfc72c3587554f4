import { expect } from 'chai';
import { toneMicrophones } from '../support/hearing.js';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';
import { isInDialog, responseTo, statusOf, tapWire, type Wire, type WireTap } from '../support/wire.js';

const OWN_HZ = 554;

interface ControlledCall {
  readonly legs: readonly { readonly uuid: string; readonly number: string }[];
}

const ufrag = (text: string): string => /^a=ice-ufrag:(.*)$/m.exec(text)?.[1] ?? '';
const direction = (text: string): string => /^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(text)?.[1] ?? '';

describe('a re-INVITE that nobody asked for', function () {
  this.timeout(40_000);
  let microphones: ReturnType<typeof toneMicrophones>;
  let phone: TestPhone;
  let tap: WireTap;
  let untap: () => void;
  let answers: string[];
  let offers: string[];
  let peers: RTCPeerConnection[];
  const Original = globalThis.RTCPeerConnection;

  beforeEach(async () => {
    microphones = toneMicrophones();
    answers = [];
    offers = [];
    peers = [];
    tap = {};
    globalThis.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        peers.push(this);
      }
    };
    untap = tapWire({
      incoming: (text, wire) => (tap.incoming ? tap.incoming(text, wire) : text),
      outgoing: (text, wire) => {
        if (statusOf(text, 'INVITE') >= 200) answers.push(text);
        if (isInDialog(text, 'INVITE')) offers.push(text);
        return tap.outgoing ? tap.outgoing(text, wire) : text;
      },
    });
    phone = await TestPhone.online('1001', OWN_HZ);
    await phone.phone.call('9196');
    await phone.reaches('active');
    await phone.ear.hears(OWN_HZ);
  });

  afterEach(async () => {
    await phone.phone.stop();
    untap();
    globalThis.RTCPeerConnection = Original;
    microphones.restore();
  });

  async function reinvite(body = {}): Promise<void> {
    const { calls } = (await (await fetchPlatform('/control/calls')).json()) as { calls: ControlledCall[] };
    const leg = calls.flatMap(({ legs }) => legs).find(({ number }) => number === '1001');
    await fetchPlatform(`/control/calls/${leg?.uuid}/reinvite`, 'POST', body);
  }

  it('refreshes the session without a trace', async () => {
    await reinvite();
    await until('the answer', () => answers.length === 1);
    expect(statusOf(answers[0] ?? '', 'INVITE')).to.equal(200);
    expect(direction(answers[0] ?? '')).to.equal('sendrecv');
    await phone.ear.hears(OWN_HZ);
  });

  it('changes neither hold nor mute', async () => {
    phone.phone.liveCall().setMuted(true);
    await phone.phone.liveCall().setHeld(true);
    await reinvite();
    await until('the answer', () => answers.length === 1);
    expect(direction(answers[0] ?? '')).to.equal('sendonly');
    expect(await phone.reaches('active')).to.include({ held: true, muted: true });
    await phone.phone.liveCall().setHeld(false);
    expect(await phone.reaches('active')).to.include({ held: false, muted: true });
    await phone.ear.doesNotHear(OWN_HZ);
    phone.phone.liveCall().setMuted(false);
    await phone.ear.hears(OWN_HZ);
  });

  it('of our own restarts ICE when the media path failed, keeps the hold, and does so only once', async () => {
    await phone.phone.liveCall().setHeld(true);
    const before = ufrag(offers.at(-1) ?? '');
    const [peer] = peers;
    Object.defineProperty(peer, 'iceConnectionState', { value: 'failed', configurable: true });
    peer?.dispatchEvent(new Event('iceconnectionstatechange'));
    await until('the offer of the restart', () => offers.length === 2);
    Reflect.deleteProperty(peer as object, 'iceConnectionState');
    const restarted = offers[1] ?? '';
    expect(ufrag(restarted)).to.not.equal(before);
    expect(direction(restarted)).to.equal('sendonly');
    await phone.phone.liveCall().setHeld(false);
    expect(offers).to.have.length(3);
    expect(ufrag(offers[2] ?? '')).to.equal(ufrag(restarted));
    await phone.ear.hears(OWN_HZ);
  });

  it('whose ACK was lost with the socket does not block the ones after it', async () => {
    let refresh = '';
    let wire: Wire | null = null;
    tap.incoming = (text, on) => {
      wire = on;
      if (isInDialog(text, 'INVITE')) refresh = text;
      return text.startsWith('ACK ') ? null : text;
    };
    // A server that does not know how to hand a dialog over: the call goes on in the old one.
    tap.outgoing = (text, on) => {
      if (!text.startsWith('INVITE ') || !/^Replaces:/im.test(text)) return text;
      queueMicrotask(() => on.deliver(responseTo(text, '405 Method Not Allowed')));
      return null;
    };
    await reinvite();
    await until('the answer', () => answers.length > 0);
    await fetchPlatform('/control/extensions/1001/drop-socket', 'POST');
    await until('the loss to be noticed', () => phone.phone.connection.status !== 'registered');
    await until('the registration', () => phone.phone.connection.status === 'registered');
    // While the phone asks itself whether the call lives, another offer is glare (RFC 3261 section 14.1): asked again.
    const numbered = (more: number): string =>
      refresh
        .replace(/^(CSeq:\s*)(\d+)/im, (_, name: string, number: string) => `${name}${Number(number) + more}`)
        .replace(/(;branch=[^;\s]+)/i, `$1next${more}`);
    let status = 491;
    for (let more = 1; status === 491 && more < 40; more += 1) {
      if (more > 1) await new Promise((resolve) => setTimeout(resolve, 250));
      answers.length = 0;
      (wire as Wire | null)?.deliver(numbered(more));
      await until('an answer on the new socket', () => answers.length > 0);
      status = statusOf(answers[0] ?? '', 'INVITE');
    }
    expect(status).to.equal(200);
  });

  it('is not answered again and again after the call has ended', async () => {
    let acknowledged = 0;
    tap.incoming = (text) => {
      if (!text.startsWith('ACK ')) return text;
      acknowledged += 1;
      return acknowledged > 1 ? null : text;
    };
    await reinvite();
    await reinvite();
    await until('both answers', () => answers.length === 2);
    phone.phone.liveCall().hangup();
    await phone.reaches('ended');
    const { length } = answers;
    // SIP.js repeats after 0.5 s, 1 s and 2 s.
    const start = performance.now();
    await until('some time to pass', () => {
      expect(answers).to.have.length(length);
      return performance.now() - start > 2500;
    });
  });
});
