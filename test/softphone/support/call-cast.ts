import type { CallDesk } from '../../../src/softphone/call-desk.js';
import type { CallSnapshot } from '../../../src/phone/call-state.js';
import type { TransferEnd } from '../../../src/phone/transfer/transfers.js';
import { Softphone } from '../../../src/softphone/softphone.js';
import { Ear, HEARD_DB, SILENT_DB, toneMicrophones } from '../../support/hearing.js';
import { fetchPlatform, standingTokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { TestPhone } from '../../support/test-phone.js';

/** What each person says, and what is played to whoever waits. */
export const tones = { alice: 1000, bob: 740, carmen: 1240, music: 660 } as const;

export type Heard = keyof typeof tones;
export type Name = 'alice' | 'bob' | 'carmen';

const everything = ['calls:originate', 'calls:control', 'calls:read', 'presence:read', 'conferences:read'];

/** Alice is the agent, with the core; Bob calls her, or she him; Carmen is whom he may be handed to. */
export class CallCast {
  readonly alice: Softphone;
  readonly desk: CallDesk;
  readonly bob: TestPhone;
  readonly carmen: TestPhone;
  readonly ends: TransferEnd[] = [];
  readonly #ears: Ear[] = [];
  readonly #microphones: ReturnType<typeof toneMicrophones>;
  readonly #audio = globalThis.Audio;

  private constructor(parts: { alice: Softphone; desk: CallDesk; bob: TestPhone; carmen: TestPhone }) {
    ({ alice: this.alice, desk: this.desk, bob: this.bob, carmen: this.carmen } = parts);
    this.#microphones = toneMicrophones();
    const ears = this.#ears;
    const RealAudio = this.#audio;
    // The core plays each far end in an element of its own making: here all of them are listened to.
    globalThis.Audio = function PlayedHere() {
      const ear = new Ear(new RealAudio());
      ears.push(ear);
      return ear.element;
    } as unknown as typeof Audio;
    this.alice.on('transfer-ended', (end) => this.ends.push(end));
  }

  static async gather(name: string): Promise<CallCast> {
    const tokenUrl = await standingTokenUrl(name, { extension: '1001', permissions: everything });
    const alice = new Softphone({ tokenUrl });
    const [bob, carmen] = await Promise.all([
      TestPhone.online('1002', tones.bob),
      TestPhone.online('1003', tones.carmen),
      alice.connect(),
    ]);
    return new CallCast({ alice, bob, carmen, desk: await alice.callDesk() });
  }

  get current(): CallSnapshot | null {
    return this.alice.snapshot.currentCall;
  }

  /** The call with this number as Alice's snapshot has it. */
  callWith(number: string): CallSnapshot | undefined {
    return this.alice.snapshot.calls.find(({ remote }) => remote.number === number);
  }

  /** Alice calls Bob and they hear each other. */
  async talk(): Promise<CallSnapshot> {
    const call = await this.alice.call('1002');
    await this.#answers(this.bob);
    await this.hear({ alice: ['bob'], bob: ['alice'] });
    return call;
  }

  async carmenAnswers(): Promise<void> {
    await this.#answers(this.carmen);
  }

  /** Waits until each of these hears exactly that, and nothing else that anybody says or that is played. */
  async hear(expected: Partial<Record<Name, readonly Heard[]>>): Promise<void> {
    for (const [name, heard] of Object.entries(expected) as [Name, readonly Heard[]][])
      await until(
        () => `${name} to hear ${heard.join(' and ') || 'nobody'}, hears ${this.#levels(name)}`,
        () =>
          (Object.keys(tones) as Heard[]).every((one) =>
            heard.includes(one) ? this.#level(name, one) > HEARD_DB : this.#level(name, one) < SILENT_DB,
          ),
        20_000,
      );
  }

  /** Everything ends; the next test begins with an idle platform. */
  async rest(): Promise<void> {
    await fetchPlatform('/control/reset', 'POST');
    await fetchPlatform('/control/api', 'DELETE');
    await until('the end of all calls', () => {
      this.bob.phone.findCall()?.hangup();
      this.carmen.phone.findCall()?.hangup();
      const live = this.alice.snapshot.calls.find(({ state }) => state.phase !== 'ended');
      if (live) void this.alice.hangup(live.id);
      return !live && !this.bob.phone.findCall() && !this.carmen.phone.findCall();
    });
    await until('the microphones to be released', () => this.#microphones.open() === 0);
    this.bob.calls.length = this.carmen.calls.length = this.ends.length = this.#ears.length = 0;
  }

  async leave(): Promise<void> {
    await Promise.all([this.alice.disconnect(), this.bob.phone.stop(), this.carmen.phone.stop()]);
    this.#microphones.restore();
    globalThis.Audio = this.#audio;
  }

  async #answers(test: TestPhone): Promise<void> {
    await test.reaches('incoming');
    await test.phone.answer();
    await test.reaches('active');
  }

  #level(name: Name, heard: Heard): number {
    const ears = name === 'alice' ? this.#ears : [this[name].ear];
    return Math.max(-Infinity, ...ears.map((ear) => ear.level(tones[heard])));
  }

  #levels(name: Name): string {
    return (Object.keys(tones) as Heard[]).map((one) => `${one} ${Math.round(this.#level(name, one))}`).join(', ');
  }
}
