import { ThreeWay, type ThreeWayEnd } from '../../../../src/phone/three-way/three-way.js';
import type { ThreeWaySession } from '../../../../src/phone/three-way/session.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { FakePlatform, agent, first, type FakeOptions } from './fake-platform.js';

/** A three-way call on a faked wire and clock. The agent talks to the first one. */
export class Stage {
  readonly clock = new FakeClock();
  readonly platform: FakePlatform;
  readonly threeWay: ThreeWay;
  readonly starts: ThreeWaySession[] = [];
  readonly ends: ThreeWayEnd[] = [];
  channelUuid: string | null = agent.uuid;
  resume = async (): Promise<void> => void this.platform.asked.push('resume');

  constructor(options: Partial<FakeOptions> = {}) {
    this.platform = new FakePlatform(this.clock, options);
    this.threeWay = new ThreeWay({
      platform: this.platform,
      clock: this.clock,
      call: () => (this.platform.agentIsHere ? this.#call() : null),
      check: (target) => target.replaceAll(' ', ''),
      nameOf: (number) => (number === '1003' ? 'Carmen' : null),
    });
    this.threeWay.on('start', (session) => this.starts.push(session));
    this.threeWay.on('end', (end) => this.ends.push(end));
    this.platform.onAgentGone = () => this.clock.after(0, () => this.threeWay.callEnded());
  }

  get session(): ThreeWaySession | null {
    return this.threeWay.session;
  }

  /** Handle of the participant with this number. */
  handle(number: string): string {
    return this.session?.participants.find((one) => one.callerIdNumber === number)?.uuid ?? 'nobody';
  }

  /** `1003 active, +15550000001 held`: who is shown, without ourselves. */
  get shown(): string {
    const others = this.session?.participants.filter(({ isSelf }) => !isSelf) ?? [];
    return others.map(({ callerIdNumber, status }) => `${callerIdNumber} ${status}`).join(', ');
  }

  /** Lets promises run and time pass, in small steps so that answers and timers interleave as they would. */
  async pass(ms = 0): Promise<void> {
    await settled();
    for (let left = ms; left > 0;) {
      const step = Math.min(left, this.clock.nextDelay ?? left);
      this.clock.advance(Math.max(step, 0));
      left -= step;
      await settled();
    }
    this.clock.advance(0);
    await settled();
  }

  #call() {
    return {
      channelUuid: this.channelUuid,
      pair: { self: { number: agent.number, name: 'Alice' }, other: { number: first.number, name: 'Ana' } },
      resume: () => this.resume(),
      hangup: (after: Promise<unknown> = Promise.resolve()) =>
        void after.then(() => this.platform.leave(agent.uuid)),
    };
  }
}

/** Until no promise has anything left to do. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}
