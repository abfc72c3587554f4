import { expect } from 'chai';
import type { ThreeWay } from '../../../src/phone/three-way/three-way.js';
import type { ThreeWayEnd } from '../../../src/phone/three-way/three-way.js';
import type { ThreeWaySession } from '../../../src/phone/three-way/session.js';
import { Softphone } from '../../../src/softphone/softphone.js';
import { Ear, HEARD_DB, SILENT_DB, toneMicrophones } from '../../support/hearing.js';
import { fetchPlatform, tokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { TestPhone } from '../../support/test-phone.js';
import { SilenceWatch } from './silence-watch.js';

/** What each person says, and what is played to whoever waits. An outside party says its own. */
export const tones = { alice: 1000, bob: 740, carmen: 1240, music: 660, ben: 831 } as const;

export type Heard = keyof typeof tones;
export type Name = 'alice' | 'bob' | 'carmen';

/** Alice works with the core; Bob talks to her; Carmen, or an outside number, is added. */
export class ThreeWayCast {
  readonly alice: Softphone;
  readonly threeWay: ThreeWay;
  readonly bob: TestPhone;
  readonly carmen: TestPhone;
  readonly sessions: (ThreeWaySession | null)[] = [];
  readonly ends: ThreeWayEnd[] = [];
  readonly silence: SilenceWatch;
  readonly #ear: Ear;
  readonly #microphones: ReturnType<typeof toneMicrophones>;
  readonly #audio = globalThis.Audio;

  private constructor(parts: { alice: Softphone; threeWay: ThreeWay; bob: TestPhone; carmen: TestPhone }) {
    ({ alice: this.alice, threeWay: this.threeWay, bob: this.bob, carmen: this.carmen } = parts);
    this.#microphones = toneMicrophones();
    this.#ear = new Ear();
    // The core plays the far end in an element of its own making: here it is the one that is listened to.
    const { element } = this.#ear;
    globalThis.Audio = function PlayedHere() {
      return element;
    } as unknown as typeof Audio;
    this.alice.on('statechange', ({ threeWay: session }) => this.sessions.push(session));
    this.alice.on('three-way-ended', (end) => this.ends.push(end));
    this.silence = new SilenceWatch(Object.values(tones));
  }

  static async gather(): Promise<ThreeWayCast> {
    const alice = new Softphone({ tokenUrl: tokenUrl('1001') });
    const [bob, carmen] = await Promise.all([
      TestPhone.online('1002', tones.bob),
      TestPhone.online('1003', tones.carmen),
      alice.connect(),
    ]);
    return new ThreeWayCast({ alice, bob, carmen, threeWay: await alice.threeWay() });
  }

  get session(): ThreeWaySession | null {
    return this.alice.snapshot.threeWay;
  }

  /** `1003 active`: the others as they are shown. */
  get shown(): string[] {
    const others = this.session?.participants.filter(({ isSelf }) => !isSelf) ?? [];
    return others.map(({ callerIdNumber, status }) => `${callerIdNumber} ${status}`);
  }

  handle(number: string): string {
    return this.session?.participants.find((one) => one.callerIdNumber === number)?.uuid ?? 'nobody';
  }

  /** Alice calls Bob and they hear each other. From here on silence is watched. */
  async talk(): Promise<void> {
    await this.alice.call('1002');
    await this.bob.reaches('incoming');
    await this.bob.phone.liveCall().answer();
    await this.bob.reaches('active');
    await this.hear({ alice: ['bob'], bob: ['alice'] });
    this.silence.watch('bob', this.bob.ear);
  }

  async carmenAnswers(): Promise<void> {
    await this.carmen.reaches('incoming');
    await this.carmen.phone.liveCall().answer();
    await this.carmen.reaches('active');
    await this.carmen.ear.hears(tones.alice);
    this.silence.watch('carmen', this.carmen.ear);
  }

  /** Carmen was added and talks to Alice; Bob waits. */
  async holding(): Promise<void> {
    await this.talk();
    await this.threeWay.addParticipant('1003');
    await this.carmenAnswers();
    await this.reaches('holding');
    await this.hear({ alice: ['carmen'], carmen: ['alice'], bob: ['music'] });
  }

  async reaches(state: ThreeWaySession['state'] | null): Promise<void> {
    await until(
      () => `the session to be ${state}, it is ${this.session?.state}`,
      () => (this.session?.state ?? null) === state,
    );
  }

  /** Waits until each of these hears exactly that, and nothing else that anybody says or that is played. */
  async hear(expected: Partial<Record<Name, readonly Heard[]>>): Promise<void> {
    for (const [name, heard] of Object.entries(expected) as [Name, readonly Heard[]][]) {
      const ear = this.#earOf(name);
      await until(
        () => `${name} to hear ${heard.join(' and ') || 'nobody'}, hears ${this.#levels(ear)}`,
        () =>
          (Object.keys(tones) as Heard[]).every((one) =>
            heard.includes(one) ? ear.level(tones[one]) > HEARD_DB : ear.level(tones[one]) < SILENT_DB,
          ),
      );
    }
  }

  /** Everything ends; the next test begins with an idle platform. */
  async rest(): Promise<void> {
    const silences = this.silence.stop();
    await fetchPlatform('/control/reset', 'POST');
    await fetchPlatform('/control/api', 'DELETE');
    await until('the end of all calls', () => {
      const isOver = this.alice.snapshot.currentCall?.state.phase !== 'active';
      return isOver && !this.bob.phone.findCall() && !this.carmen.phone.findCall();
    });
    await until('the microphones to be released', () => this.#microphones.open() === 0);
    await this.reaches(null);
    this.bob.calls.length = this.carmen.calls.length = this.sessions.length = this.ends.length = 0;
    for (const [name, ms] of silences) expect(ms, `longest silence of ${name}, in ms`).to.be.below(1000);
  }

  async leave(): Promise<void> {
    await Promise.all([this.alice.disconnect(), this.bob.phone.stop(), this.carmen.phone.stop()]);
    this.#microphones.restore();
    globalThis.Audio = this.#audio;
  }

  #earOf(name: Name): Ear {
    return name === 'alice' ? this.#ear : this[name].ear;
  }

  #levels(ear: Ear): string {
    return (Object.keys(tones) as Heard[]).map((one) => `${one} ${Math.round(ear.level(tones[one]))}`).join(', ');
  }
}
