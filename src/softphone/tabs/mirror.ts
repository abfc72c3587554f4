import type { CancelTimer, Clock } from '../../shared/clock.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import type { CallSnapshot } from '../../phone/call-state.js';
import { answeredAtOf } from '../../phone/call-transition.js';
import { keepHangUpsAs } from '../kept-hang-ups.js';
import { isLive } from '../snapshot.js';
import { elsewhereSilent } from './elsewhere-errors.js';
import { Pulse } from './pulse.js';
import { fromPlain } from './plain.js';
import type { Shown } from './shown.js';
import type { ReceivedMessage, TabChannel, TabMessage } from './tab-channel.js';
import type { ResumeRecord } from '../../phone/resume/record.js';
import type { Wish } from './wishes.js';

/** How long the tab with the phone has for a wish; a hold waits for the far end. */
const PATIENCE_MS = 12_000;
/** A hang-up is asked for again of each next tab with the phone, for so long. */
const HANG_UP_MS = 60_000;

export interface MirrorOptions {
  readonly channel: TabChannel;
  readonly clock: Clock;
  readonly onShown: (shown: Shown) => void;
  /** Ends a call of this tab. */
  readonly hangUp: (id?: string) => Promise<void>;
  /** The tab with the phone does not run any more, although its page is there. */
  readonly onSilence: () => void;
}

export { elsewhereSilent, otherBuild } from './elsewhere-errors.js';
export { takeOver } from './take-over.js';

interface Asked {
  readonly message: Extract<TabMessage, { type: 'ask' }>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** What a tab without the phone knows of the one that has it, and how it asks that one. */
export class Mirror {
  readonly #options: MirrorOptions;
  readonly #pulse: Pulse;
  readonly #stops: readonly Unsubscribe[];
  readonly #asked = new Map<string, Asked>();
  #shown: Shown | null = null;
  /** The tab with the phone. */
  #leader = '';
  /** The call that the person acts on, in every tab. */
  currentId: string | null = null;
  /** What the next tab with the phone needs to go on with the live calls. */
  records: readonly ResumeRecord[] = [];
  /** What that tab has not been able to say. */
  #hangUps: string | null = null;

  constructor(options: MirrorOptions) {
    const { channel, clock, onSilence } = options;
    this.#options = options;
    this.#stops = [channel.on('message', (message) => this.#onMessage(message))];
    this.#pulse = new Pulse(clock, () => channel.say({ type: 'ping' }), onSilence);
    channel.say({ type: 'hello' });
  }

  /** Asks now, and again soon: somebody looks at this tab. */
  look(): void {
    this.#pulse.hasten();
  }

  /**
   * Lets the tab with the phone do this; settles like there. Rejects with `CallError`: `elsewhere` when it does not
   * answer in time. A hang-up outlives the tab that was asked: the next one with the phone does it, or this one.
   */
  ask(wish: Wish | 'hand-over', args: readonly unknown[] = [], patienceMs = PATIENCE_MS): Promise<unknown> {
    const { channel, clock } = this.#options;
    const id = crypto.randomUUID();
    const message = { type: 'ask', id, wish, args } as const;
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        cancel();
        this.#asked.delete(id);
      };
      const cancel: CancelTimer = clock.after(wish === 'hangup' ? HANG_UP_MS : patienceMs, () => {
        settle();
        reject(elsewhereSilent());
      });
      this.#asked.set(id, {
        message,
        resolve: (value) => (settle(), resolve(value)),
        reject: (error) => (settle(), reject(error)),
      });
      channel.say(message);
    });
  }

  /** No longer. `isLeading`: this tab has the phone now; calls that it cannot go on with are over, and are shown so. */
  close(isLeading: boolean): void {
    this.#pulse.stop();
    for (const stop of this.#stops) stop();
    for (const { message, resolve, reject } of [...this.#asked.values()]) {
      if (isLeading && message.wish === 'hangup') resolve(this.#options.hangUp(message.args[0] as string));
      else reject(elsewhereSilent());
    }
    if (isLeading && this.#hangUps) keepHangUpsAs(this.#hangUps);
    if (!isLeading || !this.#shown) return;
    const resumable = new Set(this.records.map(({ id }) => id));
    const now = this.#options.clock.now();
    this.records = this.records.map((record) => ({ ...record, savedAt: now }));
    const calls = this.#shown.calls.map((call) =>
      isLive(call) && !resumable.has(call.id) ? lost(call, now) : call,
    );
    // This tab registers only now.
    const own = { status: 'connecting', error: null, threeWay: null, transfer: null } as const;
    this.#options.onShown({ ...this.#shown, ...own, calls });
  }

  #onMessage(message: ReceivedMessage): void {
    if (message.type === 'answer') return this.#onAnswer(message);
    if (message.type === 'state' || message.type === 'pong') this.#pulse.felt();
    if (message.type === 'state') this.#onState(message);
  }

  #onState(message: Extract<ReceivedMessage, { type: 'state' }>): void {
    if (message.from !== this.#leader) this.#followNext(message.from);
    this.records = message.records as readonly ResumeRecord[];
    this.#hangUps = message.hangUps;
    this.currentId = message.currentId;
    const shown = fromPlain(message.shown) as Shown;
    // The same objects for what has not changed: who compares them is not told twice.
    const before = this.#shown;
    this.#shown = before ? { ...shown, calls: shown.calls.map((call) => sameOr(before, call)) } : shown;
    const inCall = shown.calls.some(isLive);
    this.#pulse.setInCall(inCall);
    if (inCall) prepare();
    this.#options.onShown(this.#shown);
  }

  #followNext(leader: string): void {
    this.#leader = leader;
    for (const { message } of this.#asked.values())
      if (message.wish === 'hangup') this.#options.channel.say(message);
  }

  #onAnswer({ id, value, error }: Extract<ReceivedMessage, { type: 'answer' }>): void {
    const asked = this.#asked.get(id);
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(fromPlain(error));
  }
}

/** What a tab needs to go on with a call is there when that is wanted. */
function prepare(): void {
  import('../../phone/index.js').catch(() => {});
  import('../../phone/resume/former-legs.js').catch(() => {});
}

function sameOr({ calls }: Shown, call: CallSnapshot): CallSnapshot {
  const before = calls.find(({ id }) => id === call.id);
  if (!before) return call;
  if (isEqual(before, call)) return before;
  return isEqual(before.quality, call.quality) ? Object.freeze({ ...call, quality: before.quality }) : call;
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A call whose page is gone, and that could not be kept. */
function lost(call: CallSnapshot, endedAt: number): CallSnapshot {
  const answeredAt = answeredAtOf(call.state);
  return Object.freeze({
    ...call,
    state: Object.freeze({
      phase: 'ended' as const,
      reason: 'connection-lost' as const,
      answered: answeredAt !== null,
      durationSeconds: answeredAt === null ? 0 : Math.round((endedAt - answeredAt) / 1000),
      endedAt,
    }),
  });
}
