import { CallError, SoftphoneError } from '../../shared/errors.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import { keptHangUps } from '../kept-hang-ups.js';
import type { SoftphoneSnapshot } from '../snapshot.js';
import { isLive } from '../snapshot.js';
import { elsewhere } from './elsewhere-errors.js';
import { toPlain } from './plain.js';
import { shownOf, type Shown } from './shown.js';
import type { ReceivedMessage, TabChannel } from './tab-channel.js';
import type { LedCore } from './tab-place.js';
import type { ResumeRecord } from '../../phone/resume/record.js';
import { isWish } from './wishes.js';

/** Wishes that are remembered, so that none is carried out twice. */
const MOST_KNOWN = 200;

export interface LeadDeskOptions {
  readonly channel: TabChannel;
  readonly core: LedCore;
  readonly records: () => readonly ResumeRecord[];
  /** Another tab takes the calls. */
  readonly onHandOver: () => void;
}

/** The tab with the phone, as far as the others are concerned: tells them what to show and does what they ask. */
export class LeadDesk {
  readonly #options: LeadDeskOptions;
  readonly #stop: Unsubscribe;
  readonly #known = new Set<string>();
  #due = false;
  #over = false;

  constructor(options: LeadDeskOptions) {
    this.#options = options;
    this.#stop = options.core.on('statechange', () => this.tell());
    this.tell();
  }

  close(): void {
    this.#over = true;
    this.#stop();
  }

  /** Tells the others, once for all changes of a turn. */
  tell(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      if (!this.#over) this.#tellNow();
    });
  }

  #tellNow(): void {
    const { channel, core, records } = this.#options;
    const currentId = core.snapshot.currentCall?.id ?? null;
    const shown = toPlain(shownOf(core.snapshot)) as Shown;
    channel.say({ type: 'state', shown, currentId, records: records(), hangUps: keptHangUps() });
  }

  receive(message: ReceivedMessage): void {
    if (this.#over) return;
    const { channel } = this.#options;
    if (message.type === 'hello') this.tell();
    else if (message.type === 'ping') channel.say({ type: 'pong' });
    else if (message.type === 'ask') void this.#obey(message);
  }

  async #obey({ id, wish, args }: Extract<ReceivedMessage, { type: 'ask' }>): Promise<void> {
    if (this.#known.has(id)) return;
    this.#known.add(id);
    for (const old of this.#known) if (this.#known.size > MOST_KNOWN) this.#known.delete(old);
    const { channel } = this.#options;
    try {
      const value = await this.#carryOut(wish, args);
      channel.say({ type: 'answer', id, value });
    } catch (error) {
      channel.say({ type: 'answer', id, error: toPlain(error instanceof SoftphoneError ? error : failed(error)) });
    }
  }

  async #carryOut(wish: string, args: readonly unknown[]): Promise<unknown> {
    const { core, records, onHandOver } = this.#options;
    if (wish === 'hand-over') {
      requireMovable(core.snapshot);
      onHandOver();
      return records();
    }
    if (!isWish(wish)) throw elsewhere(`do "${wish}"`);
    await (core[wish] as (...given: unknown[]) => unknown).apply(core, [...args]);
    return undefined;
  }
}

/** Only calls that another tab can take whole are handed over: none on its way out, and none of three. */
function requireMovable({ calls, threeWay, transfer }: SoftphoneSnapshot): void {
  if (threeWay) throw CallError.wrongState('move', 'a call of three');
  if (transfer) throw CallError.wrongState('move', 'being transferred');
  const fixed = calls.find((call) => isLive(call) && !['active', 'incoming'].includes(call.state.phase));
  if (fixed) throw CallError.wrongState('move', fixed.state.phase);
}

function failed(cause: unknown): CallError {
  return new CallError('refused', 'The tab with the phone failed to do this.', {
    advice: 'See the console of that page.',
    cause,
  });
}
