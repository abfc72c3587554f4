import type { CallSnapshot } from '../../../src/phone/call-state.js';
import type { ResumeRecord } from '../../../src/phone/resume/record.js';
import { Emitter } from '../../../src/shared/emitter.js';
import { offlineSnapshot, type SoftphoneEvents, type SoftphoneSnapshot } from '../../../src/softphone/snapshot.js';
import { TabPlace, type LedCore } from '../../../src/softphone/tabs/tab-place.js';
import { FakeClock } from '../../support/fake-clock.js';
import { deliver, FakeBroadcast, FakeLocks, settle } from './fake-browser.js';

export const talk: CallSnapshot = Object.freeze({
  id: 'talk',
  direction: 'inbound' as const,
  remote: { number: '1002', displayName: 'Ben' },
  startedAt: 1,
  quality: null,
  digits: '',
  state: { phase: 'active' as const, answeredAt: 2, muted: false, held: false, heldByRemote: false },
});
export const record = { id: 'talk' } as ResumeRecord;

/** What a tab loads late takes its own time with the first test only. */
export async function loadLateParts(): Promise<void> {
  await import('../../../src/softphone/tabs/lead-desk.js');
  await import('../../../src/softphone/tabs/mirror.js');
  await import('../../../src/phone/index.js');
  await import('../../../src/phone/resume/former-legs.js');
}

/** The snapshot of a tab and what it was asked to do: the wire of the core, for which a whole phone would be needed. */
class Core extends Emitter<SoftphoneEvents> {
  snapshot: SoftphoneSnapshot = { ...offlineSnapshot, status: 'online' };
  readonly done: string[] = [];
  answer: (wish: string) => Promise<void> = async () => {};

  show(change: Partial<SoftphoneSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    this.emit('statechange', this.snapshot);
  }

  #do(wish: string, ...args: unknown[]): Promise<void> {
    this.done.push([wish, ...args].join(' '));
    return this.answer(wish);
  }

  connect = () => this.#do('connect');
  disconnect = () => this.#do('disconnect');
  hangup = (id?: string) => this.#do('hangup', id);
  setMuted = (on: boolean) => this.#do('setMuted', on);
  setHeld = (on: boolean) => this.#do('setHeld', on);
  sendDtmf = (digits: string) => this.#do('sendDtmf', digits);
  switchTo = (id: string) => this.#do('switchTo', id);
  dismiss = (id: string) => void this.#do('dismiss', id);
}

export class Browser {
  readonly clock = new FakeClock();
  readonly #locks = new FakeLocks();
  readonly wire = new FakeBroadcast();

  open() {
    const core = new Core();
    const locks = this.#locks.tab();
    const broadcast = this.wire.tab();
    const events: string[] = [];
    const life = { stop: () => {}, run: () => {} };
    const records: ResumeRecord[] = [];
    const place = new TabPlace({
      name: 'phone',
      core: core as unknown as LedCore,
      clock: this.clock,
      records: () => records,
      locks,
      broadcast,
      watchLife: ({ onStop, onRun }) => {
        life.stop = onStop;
        life.run = onRun;
        return () => {};
      },
    });
    let led: readonly ResumeRecord[] = [];
    place.on('lead', (resumed) => {
      led = resumed;
      events.push('lead');
      core.show({ elsewhere: false, status: 'connecting' });
    });
    place.on('follow', () => {
      events.push('follow');
      core.show({ elsewhere: true });
    });
    place.on('let-go', () => events.push('let-go'));
    place.on('stranger', ({ reason }) => events.push(reason));
    place.on('signed-out', () => events.push('signed-out'));
    place.on('shown', (shown) => core.show({ ...shown, elsewhere: place.isElsewhere }));
    place.start();
    return { core, place, events, life, records, locks, broadcast, led: () => led };
  }

  /** Lets time pass in steps small enough for messages to arrive between them. */
  async passes(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 250) {
      this.clock.advance(250);
      await deliver();
    }
    await settle();
  }
}

/** Three tabs of which the first has the phone. */
export async function three() {
  const browser = new Browser();
  const tabs = [browser.open(), browser.open(), browser.open()] as const;
  await settle();
  return { browser, tabs, leader: tabs[0], follower: tabs[1], third: tabs[2] };
}
