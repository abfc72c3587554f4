import { expect } from 'chai';
import { HEARD_DB, toneMicrophones } from '../support/hearing.js';
import { turnServer } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';
import { isInDialog, tapWire } from '../support/wire.js';

const OWN_HZ = 587;
/** Short, so that nobody waits: the platform's are good for a minute or more. */
const LIFE_S = 10;
/** Longest silence that is allowed. */
const GAP_MS = 1000;

const relays = (offer: string): string[] => offer.match(/^a=candidate:.* typ relay .*$/gm) ?? [];
const direction = (text: string): string => /^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(text)?.[1] ?? '';

describe('TURN credentials that end in a call', function () {
  this.timeout(60_000);
  const Original = globalThis.RTCPeerConnection;
  let microphones: ReturnType<typeof toneMicrophones>;
  let phone: TestPhone;
  let untap: () => void;
  let offers: string[];

  beforeEach(async function () {
    const first = await turnServer(LIFE_S);
    if (!first) return this.skip();
    microphones = toneMicrophones();
    offers = [];
    // As behind a firewall that lets nothing else out.
    globalThis.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super({ ...configuration, iceTransportPolicy: 'relay' });
      }
    };
    untap = tapWire({
      outgoing: (text) => {
        if (text.startsWith('INVITE ')) offers.push(text);
        return text;
      },
    });
    phone = await TestPhone.online('1001', OWN_HZ, { iceServers: [first], iceLifeMs: LIFE_S * 1000 });
    await phone.phone.call('9196');
    await phone.reaches('active');
    await phone.ear.hears(OWN_HZ);
  });

  afterEach(async () => {
    await phone?.phone.stop();
    untap?.();
    globalThis.RTCPeerConnection = Original;
    microphones?.restore();
  });

  /** What the token endpoint hands out at 80 % of their life. */
  async function renew(lifeSeconds = 3600): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, LIFE_S * 800));
    const next = await turnServer(lifeSeconds);
    phone.phone.updateCredentials(phone.sip, next ? [next] : [], lifeSeconds * 1000);
  }

  const reoffers = (): string[] => offers.filter((text) => isInDialog(text, 'INVITE'));

  /** Listens for so long and tells the longest silence, milliseconds. */
  async function longestSilence(ms: number): Promise<number> {
    const start = performance.now();
    let heard = start;
    let longest = 0;
    while (performance.now() - start < ms) {
      const now = performance.now();
      if (phone.ear.level(OWN_HZ) > HEARD_DB) heard = now;
      longest = Math.max(longest, now - heard);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return longest;
  }

  it('are replaced before, by another relay, with hardly a gap', async () => {
    const [gap] = await Promise.all([longestSilence((LIFE_S + 5) * 1000), renew()]);
    console.log(`# Another relay: ${Math.round(gap)} ms without sound at the longest`);
    expect(gap).to.be.below(GAP_MS);
    expect(reoffers()).to.have.length(1);
    const [before, after] = [relays(offers[0] ?? ''), relays(reoffers()[0] ?? '')];
    expect(before).to.have.length.above(0);
    expect(after).to.have.length.above(0);
    expect(after.some((line) => before.includes(line))).to.equal(false);
    await phone.ear.hears(OWN_HZ);
    expect(phone.errors).to.deep.equal([]);
  });

  it('are replaced on hold, which stays, with mute', async () => {
    phone.phone.liveCall().setMuted(true);
    await phone.phone.liveCall().setHeld(true);
    await renew();
    await until('the offer of another relay', () => reoffers().length === 2);
    expect(direction(reoffers()[1] ?? '')).to.equal('sendonly');
    expect(await phone.reaches('active')).to.include({ held: true, muted: true });
    await new Promise((resolve) => setTimeout(resolve, LIFE_S * 300));
    await phone.phone.liveCall().setHeld(false);
    expect(await phone.reaches('active')).to.include({ held: false, muted: true });
    phone.phone.liveCall().setMuted(false);
    await phone.ear.hears(OWN_HZ);
  });
});
