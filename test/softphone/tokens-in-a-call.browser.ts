import { expect } from 'chai';
import type { TokenGrant } from '../../src/api/token.js';
import { systemClock, type Clock } from '../../src/shared/clock.js';
import { Softphone } from '../../src/softphone/softphone.js';
import { Ear, HEARD_DB, toneMicrophones } from '../support/hearing.js';
import { fetchPlatform, tokenUrl } from '../support/platform.js';
import { until } from '../support/poll.js';
import { isInDialog, statusOf, tapWire } from '../support/wire.js';

/** What a microphone of `toneMicrophones` sends when nothing else is asked for. */
const OWN_HZ = 1000;
/** Tokens live ten minutes: they pass in ten seconds. The engine keeps the time of the browser. */
const SPEED = 60;
const minutes = (count: number): number => (count * 60_000) / SPEED;

const hurried: Clock = {
  monotonic: () => systemClock.monotonic() * SPEED,
  now: () => systemClock.now(),
  after: (ms, task) => systemClock.after(ms / SPEED, task),
};

const originalFetch = globalThis.fetch;
const OriginalAudio = globalThis.Audio;

describe('tokens and passwords in a call', function () {
  this.timeout(60_000);
  let softphone: Softphone;
  let microphones: ReturnType<typeof toneMicrophones>;
  let ears: Ear[];
  let untap: () => void;
  let reinvites: number;
  let refusals: number;
  let isDown: boolean;
  let tokens: number;

  beforeEach(async () => {
    microphones = toneMicrophones();
    ears = [];
    reinvites = 0;
    refusals = 0;
    isDown = false;
    tokens = 0;
    globalThis.Audio = class extends OriginalAudio {
      constructor(source?: string) {
        super(source);
        ears.push(new Ear(this));
      }
    } as typeof Audio;
    untap = tapWire({
      outgoing: (text) => {
        if (isInDialog(text, 'INVITE')) reinvites += 1;
        return text;
      },
      incoming: (text) => {
        if (statusOf(text, 'REGISTER') === 403) refusals += 1;
        return text;
      },
    });
    globalThis.fetch = async (input, init) => {
      if (!String(input).includes('/__token/')) return originalFetch(input, init);
      tokens += 1;
      return isDown ? new Response('{}', { status: 503 }) : originalFetch(input, init);
    };
    softphone = new Softphone({ tokenUrl: tokenUrl('1001'), clock: hurried });
    await softphone.connect();
    await softphone.call('9196');
    await until('the call', () => softphone.snapshot.currentCall?.state.phase === 'active', 20_000);
    await until('the echo', () => level() > HEARD_DB, 20_000);
  });

  afterEach(async () => {
    globalThis.fetch = originalFetch;
    await softphone.disconnect();
    untap();
    globalThis.Audio = OriginalAudio;
    microphones.restore();
  });

  const level = (): number => Math.max(-Infinity, ...ears.map((ear) => ear.level(OWN_HZ)));

  /** Lets real time pass and tells the longest silence in it. */
  async function listens(ms: number): Promise<number> {
    const start = performance.now();
    let heard = start;
    let longest = 0;
    while (performance.now() - start < ms) {
      const now = performance.now();
      if (level() > HEARD_DB) heard = now;
      longest = Math.max(longest, now - heard);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return longest;
  }

  const state = () => softphone.snapshot.currentCall?.state;

  it('changes nothing of the call with each new token', async () => {
    const before = [softphone.snapshot.currentCall?.id, state()];
    const had = tokens;
    const silence = await listens(minutes(18));
    expect(tokens).to.be.at.least(had + 2);
    expect(silence).to.be.below(500);
    expect(reinvites).to.equal(0);
    expect([softphone.snapshot.currentCall?.id, state()]).to.deep.equal(before);
  });

  it('goes on while the token endpoint is down for five minutes longer than its token lives', async () => {
    const before = state();
    isDown = true;
    const had = tokens;
    const silence = await listens(minutes(15));
    expect(tokens).to.be.above(had + 1);
    expect(silence).to.be.below(500);
    expect(softphone.snapshot.status).to.equal('online');
    expect(state()).to.deep.equal(before);
    await softphone.setHeld(true);
    await softphone.setHeld(false);
    await until('the echo', () => level() > HEARD_DB);
    isDown = false;
    const current = () => softphone.tokens.current;
    await until('a token', () => current() !== null, 20_000);
  });

  it('registers with a rotated password and keeps the call; the old one is refused', async () => {
    const grant = softphone.tokens.current as TokenGrant;
    const before = [softphone.snapshot.currentCall?.id, state()];
    const rotated = await fetchPlatform(`/api/extensions/${grant.extension.id}`, 'PATCH', {
      password: 'another-password',
    });
    expect(rotated.status).to.equal(200);
    // The next token may be minutes away: the line is lost before.
    await fetchPlatform('/control/extensions/1001/drop-socket', 'POST', {});
    await until('the old password to be refused', () => refusals > 0, 20_000);
    await until('the registration with the new one', () => softphone.snapshot.status === 'online', 20_000);
    expect((softphone.tokens.current as TokenGrant).sip.password).to.equal('another-password');
    await until('the echo', () => level() > HEARD_DB, 20_000);
    expect([softphone.snapshot.currentCall?.id, state()]).to.deep.equal(before);
    await softphone.setHeld(true);
    expect(state()).to.include({ held: true });
    await softphone.setHeld(false);
    await until('the echo', () => level() > HEARD_DB);
  });
});
