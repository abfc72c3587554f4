import { expect } from 'chai';
import { toneMicrophones } from '../support/hearing.js';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';
import { isInDialog, responseTo, statusOf, tapWire, withBody, type WireTap } from '../support/wire.js';

const OWN_HZ = 523;

describe('a far end that makes renegotiation hard', function () {
  this.timeout(40_000);
  let microphones: ReturnType<typeof toneMicrophones>;
  let dana: TestPhone;
  let tap: WireTap;
  let untap: () => void;

  beforeEach(async () => {
    microphones = toneMicrophones();
    tap = {};
    untap = tapWire({
      incoming: (text, wire) => (tap.incoming ? tap.incoming(text, wire) : text),
      outgoing: (text, wire) => (tap.outgoing ? tap.outgoing(text, wire) : text),
    });
    dana = await TestPhone.online('1006', OWN_HZ);
  });

  afterEach(async () => {
    tap = {};
    await dana.phone.stop();
    untap();
    microphones.restore();
  });

  async function hearTheEcho(): Promise<void> {
    await dana.phone.call('9196');
    await dana.reaches('active');
    await dana.ear.hears(OWN_HZ);
  }

  /** Answers the first re-INVITE in the server's place. */
  function answerOnce(status: string, ...headers: string[]): { count: () => number } {
    let count = 0;
    let answered = '';
    tap.outgoing = (text, wire) => {
      // The server never saw the INVITE, so it must not see the ACK of its refusal either.
      if (text.startsWith('ACK ') && text.includes(answered)) return answered ? null : text;
      if (!isInDialog(text, 'INVITE')) return text;
      count += 1;
      if (count > 1) return text;
      answered = /;branch=([^;\s]+)/.exec(text)?.[1] ?? '';
      queueMicrotask(() => wire.deliver(responseTo(text, status, ...headers)));
      return null;
    };
    return { count: () => count };
  }

  for (const [status, ...headers] of [
    ['491 Request Pending'],
    ['500 Server Internal Error', 'Retry-After: 1'],
    ['503 Service Unavailable', 'Retry-After: 1'],
  ] as const) {
    it(`offers again after ${status}, and the hold comes true`, async () => {
      await hearTheEcho();
      const offers = answerOnce(status, ...headers);
      await dana.phone.liveCall().setHeld(true);
      expect(offers.count()).to.equal(2);
      expect(await dana.reaches('active')).to.include({ held: true });
      await dana.ear.doesNotHear(OWN_HZ);
      await dana.phone.liveCall().setHeld(false);
      await dana.ear.hears(OWN_HZ);
    });
  }

  it('tells a refused hold, goes on talking, and can hold later', async () => {
    await hearTheEcho();
    answerOnce('488 Not Acceptable Here');
    const error = await dana.phone
      .liveCall()
      .setHeld(true)
      .then(
        () => null,
        (reason: unknown) => reason,
      );
    expect(error).to.include({ name: 'CallError', reason: 'refused' });
    expect(await dana.reaches('active')).to.include({ held: false });
    await dana.ear.hears(OWN_HZ);
    await dana.phone.liveCall().setHeld(true);
    expect(await dana.reaches('active')).to.include({ held: true });
  });

  it('goes on with the media of before when the browser refuses an answer', async () => {
    await hearTheEcho();
    let broken = 0;
    tap.incoming = (text) => {
      if (statusOf(text, 'INVITE') !== 200 || broken > 0) return text;
      broken += 1;
      return withBody(text, () => 'v=0\r\nthis is no session description\r\n');
    };
    const error = await dana.phone
      .liveCall()
      .setHeld(true)
      .then(
        () => null,
        (reason: unknown) => reason,
      );
    expect(broken).to.equal(1);
    expect(error).to.include({ name: 'CallError', reason: 'refused' });
    expect(await dana.reaches('active')).to.include({ held: false });
    await dana.ear.hears(OWN_HZ);
  });

  it('ends honestly when the far end no longer knows the dialog', async () => {
    await hearTheEcho();
    answerOnce('481 Call/Transaction Does Not Exist');
    await dana.phone
      .liveCall()
      .setHeld(true)
      .catch(() => {});
    expect(await dana.reaches('ended')).to.include({ reason: 'connection-lost', answered: true });
    await until('the microphone to be released', () => microphones.open() === 0);
  });

  it('is heard when another fork answers than the one that played early media', async () => {
    tap.incoming = (text) => {
      if (statusOf(text, 'INVITE') !== 183) return text;
      const otherFork = text.replace(/^(To:.*;tag=).*$/im, '$1another-fork');
      return withBody(otherFork, (sdp) =>
        sdp
          .replace(/^a=ice-ufrag:.*$/gm, 'a=ice-ufrag:fork')
          .replace(/^a=ice-pwd:.*$/gm, 'a=ice-pwd:forkforkforkforkforkforkfork'),
      );
    };
    await dana.phone.call('+15552010107');
    await dana.reaches('active');
    await dana.ear.hears(1109);
    expect(await dana.reaches('active')).to.include({ held: false });
  });

  it('offers nothing before the ACK of its own answer, however late that comes', async () => {
    let late = 0;
    let early = 0;
    tap.incoming = (text, wire) => {
      if (!text.startsWith('ACK ')) return text;
      setTimeout(() => {
        late += 1;
        wire.deliver(text);
      }, 400);
      return null;
    };
    tap.outgoing = (text) => {
      if (isInDialog(text, 'INVITE') && late === 0) early += 1;
      return text;
    };
    await fetchPlatform('/control/call', 'POST', { from: '+15552010101', to: '1006' });
    await dana.reaches('incoming');
    await dana.phone.liveCall().answer();
    await dana.reaches('active');
    await dana.phone.liveCall().setHeld(true);
    expect([early, late]).to.deep.equal([0, 1]);
    expect(await dana.reaches('active')).to.include({ held: true });
    await dana.phone.liveCall().setHeld(false);
    await dana.ear.hears(698);
  });

  it('refuses a REFER inside the call with 603', async () => {
    const answers: number[] = [];
    tap.outgoing = (text) => {
      const status = statusOf(text, 'REFER');
      if (status) answers.push(status);
      return text;
    };
    await dana.phone.call('+15552010114');
    await until('the REFER to be answered', () => answers.length > 0);
    expect(answers).to.deep.equal([603]);
    expect(await dana.reaches('active')).to.include({ phase: 'active' });
  });
});
