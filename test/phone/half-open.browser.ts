import { expect } from 'chai';
import { BadWire } from '../support/bad-wire.js';
import type { Way, WireFaults } from '../support/faulty-wire.js';
import { toneMicrophones } from '../support/hearing.js';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';

const EXTENSION = '1001';
const OWN_HZ = 466;
const ECHO = '9196';
const OUTSIDE = '+15552010101';

interface ControlledCall {
  readonly callUuid: string;
  readonly legs: readonly {
    readonly number: string;
    readonly holding: boolean;
    readonly received: number | null;
  }[];
}

describe('a SIP socket that', function () {
  this.timeout(60_000);
  let microphones: ReturnType<typeof toneMicrophones>;
  let wire: BadWire;
  let phone: TestPhone;
  let problems: string[];
  const onProblem = (event: Event) =>
    problems.push(event instanceof PromiseRejectionEvent ? String(event.reason) : event.type);

  beforeEach(async () => {
    problems = [];
    for (const type of ['error', 'unhandledrejection']) window.addEventListener(type, onProblem);
    microphones = toneMicrophones();
    wire = await BadWire.named('wire');
    phone = await TestPhone.online(EXTENSION, OWN_HZ, { wsUri: wire.url });
  });

  afterEach(async () => {
    await wire.mend();
    await fetchPlatform('/control/reset', 'POST');
    await phone.phone.stop();
    microphones.restore();
    for (const type of ['error', 'unhandledrejection']) window.removeEventListener(type, onProblem);
    expect(problems).to.deep.equal([]);
  });

  async function ownCalls(): Promise<ControlledCall[]> {
    const { calls } = (await (await fetchPlatform('/control/calls')).json()) as { calls: ControlledCall[] };
    return calls.filter(({ legs }) => legs.some(({ number }) => number === EXTENSION));
  }

  async function talk(): Promise<string> {
    const { id } = await phone.phone.call(ECHO);
    await phone.reaches('active');
    await phone.ear.hears(OWN_HZ);
    return id;
  }

  const state = (id: string) => phone.calls.findLast((call) => call.id === id)?.state;
  /** Packets of sound go both ways in the call with the echo; the ear is at whichever call came last. */
  async function soundFlows(id: string): Promise<void> {
    const packets = async (): Promise<number[]> => {
      const echo = (await ownCalls()).find(({ legs }) => legs.some(({ number }) => number === ECHO));
      const stats = [
        ...((await phone.phone.liveCall(id).stats()) as unknown as Map<string, RTCInboundRtpStreamStats>).values(),
      ];
      const here = stats.find(({ type }) => type === 'inbound-rtp')?.packetsReceived ?? 0;
      return [echo?.legs.find(({ number }) => number === EXTENSION)?.received ?? 0, here];
    };
    const before = await packets();
    await until('sound both ways', async () =>
      (await packets()).every((count, index) => count > before[index]! + 10),
    );
  }

  const isOnline = () => phone.phone.connection.status === 'registered';
  const ownHold = async () => (await ownCalls())[0]?.legs.find(({ number }) => number === EXTENSION)?.holding;
  const figure = (text: string, since: number) =>
    console.log(`# ${text} ${Math.round(performance.now() - since)} ms`);

  describe('is half-open', () => {
    const inWords = { up: 'what the phone says', down: 'what the platform says' };
    for (const ways of [['up'], ['down'], ['up', 'down']] satisfies Way[][])
      it(`and swallows ${ways.map((way) => inWords[way]).join(' and ')}: a hang-up ends the call, once`, async () => {
        await talk();
        const before = await wire.said('down', '200 BYE');
        await wire.halfOpen(...ways);
        const since = performance.now();
        phone.phone.liveCall().hangup();
        expect(phone.last?.state).to.include({ phase: 'ended', reason: 'hangup' });
        expect(microphones.open()).to.equal(0);
        await until('the far leg to end', async () => (await ownCalls()).length === 0, 30_000);
        figure(`half-open (${ways.join(', ')}): a hang-up ended the far leg after`, since);
        await until('the confirmation', () => phone.phone.goodbyes.pending.length === 0, 30_000);
        expect(await wire.said('down', '200 BYE')).to.equal(before + 1);
        await until('the line', isOnline, 30_000);
      });

    /** The call goes on over another socket, with sound all the while. */
    async function isNoticed(how: string, hint: () => void): Promise<void> {
      const id = await talk();
      await wire.halfOpen('up', 'down');
      const since = performance.now();
      hint();
      await until('the loss to be noticed', () => !isOnline(), 30_000);
      figure(`half-open, noticed ${how} after`, since);
      await phone.ear.hears(OWN_HZ);
      await until('the line', isOnline, 30_000);
      figure(`half-open, noticed ${how}: registered anew after`, since);
      await phone.ear.hears(OWN_HZ);
      // Over the new dialog, or nobody would answer.
      await phone.phone.setHeld(true);
      expect(state(id)).to.include({ phase: 'active', held: true });
      await until('the hold at the platform', ownHold);
      await phone.phone.setHeld(false);
      await phone.ear.hears(OWN_HZ);
    }

    it('is noticed by its silence in a call', () => isNoticed('without a hint', () => undefined));

    it('is noticed soon when a page is shown again', () => isNoticed('after a hint', () => phone.phone.probe()));
  });

  describe('carries each message', () => {
    const allowed: Record<string, Partial<WireFaults>> = {
      'in fragments': { frames: 'fragments' },
      twice: { duplicate: true },
      'half a second late': { delayMs: 500 },
      'late, twice and in fragments': { delayMs: 200, duplicate: true, frames: 'fragments' },
    };
    for (const [how, faults] of Object.entries(allowed))
      it(`${how}: calls are made, held, taken and ended as ever`, async () => {
        await wire.set(faults);
        const id = await talk();
        await phone.phone.setHeld(true);
        await until('the hold at the platform', ownHold);
        await phone.phone.setHeld(false);
        await phone.ear.hears(OWN_HZ);
        await fetchPlatform('/control/call', 'POST', { from: OUTSIDE, to: EXTENSION });
        await phone.reaches('incoming', 20_000);
        await phone.phone.answer();
        await phone.reaches('active', 20_000);
        expect(state(id)).to.include({ phase: 'active', held: true });
        await until('both at the platform', async () => (await ownCalls()).length === 2);
        for (const call of phone.phone.calls) phone.phone.liveCall(call.id).hangup();
        await until('both to end', async () => (await ownCalls()).length === 0, 20_000);
        await until('the confirmation', () => phone.phone.goodbyes.pending.length === 0, 20_000);
        expect(new Set(phone.calls.map((call) => call.id)).size).to.equal(2);
      });

    // RFC 7118 section 5: one SIP message is one message of the socket.
    for (const frames of ['halves', 'pairs'] as const)
      it(`in ${frames}, which is forbidden: it does no harm, and afterwards all is well`, async () => {
        const id = await talk();
        await wire.set({ frames });
        for (let index = 0; index < 3; index += 1)
          await fetchPlatform('/control/call', 'POST', { from: OUTSIDE, to: EXTENSION });
        phone.phone.probe();
        await soundFlows(id);
        expect(state(id)).to.include({ phase: 'active', held: false });
        await wire.mend();
        const known = new Set(phone.calls.map((call) => call.id));
        await until('a whole call to ring', async () => {
          await fetchPlatform('/control/call', 'POST', { from: OUTSIDE, to: EXTENSION });
          return phone.calls.some((call) => !known.has(call.id) && call.state.phase === 'incoming');
        });
        await soundFlows(id);
        await phone.phone.setHeld(true, id);
        expect(state(id)).to.include({ phase: 'active', held: true });
        await phone.phone.setHeld(false, id);
        await soundFlows(id);
        phone.phone.liveCall(id).hangup();
        await until('the echo to end', async () =>
          (await ownCalls()).every(({ legs }) => legs.every(({ number }) => number !== ECHO)),
        );
      });
  });
});
