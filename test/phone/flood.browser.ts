import { expect } from 'chai';
import { toneMicrophones } from '../support/hearing.js';
import { longestTask, sipFlood } from '../support/floods.js';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';
import { statusOf, tapWire, type Wire } from '../support/wire.js';

const FRAMES = 20_000;

describe('a flood of SIP frames', function () {
  this.timeout(90_000);
  let microphones: ReturnType<typeof toneMicrophones>;
  let dana: TestPhone;
  let untap: () => void;
  let wire: Wire;
  let aor: string;
  let answered: number[];

  beforeEach(async () => {
    microphones = toneMicrophones();
    answered = [];
    untap = tapWire({
      outgoing: (text, socket) => {
        wire = socket;
        aor = /^REGISTER[\s\S]*^Contact: <([^>;]*)/m.exec(text)?.[1] ?? aor;
        if (statusOf(text, 'OPTIONS') === 0) return text;
        answered.push(Number(/^CSeq: (\d+)/m.exec(text)?.[1]));
        return null;
      },
    });
    dana = await TestPhone.online('1006', 659);
  });

  afterEach(async () => {
    await fetchPlatform('/control/reset', 'POST');
    await dana.phone.stop();
    untap();
    microphones.restore();
  });

  it('is read in order, with the turns of the page in between; a call in it goes on, the next one rings', async () => {
    await dana.phone.call('9196');
    await dana.reaches('active');
    const frames = sipFlood(aor, FRAMES);
    let turns = 0;
    const longest = await longestTask(async () => {
      for (const frame of frames) wire.deliver(frame);
      for (; answered.length < FRAMES / 4; turns += 1) await new Promise((resolve) => setTimeout(resolve));
    });
    console.log(
      `# ${FRAMES} frames in one turn: the page had ${turns} turns meanwhile, longest task ${longest} ms`,
    );
    expect(answered).to.deep.equal(frames.flatMap((_, index) => (index % 4 === 0 ? [index + 1] : [])));
    expect(turns).to.be.greaterThan(3);
    await dana.ear.hears(659);
    dana.phone.liveCall().hangup();
    await dana.reaches('ended');
    await fetchPlatform('/control/call', 'POST', { from: '+15552010101', to: '1006' });
    await until('the next one to ring', () => dana.last?.state.phase === 'incoming');
  });
});
