import type { ResumeRecord } from '../../phone/resume/record.js';
import type { CancelTimer, Clock } from '../../shared/clock.js';
import { Emitter } from '../../shared/emitter.js';
import type { RegistrationError } from '../../shared/errors.js';
import { lazily } from '../../shared/lazily.js';
import type { Softphone } from '../softphone.js';
import { watchPageLife } from './page-life.js';
import { Election, type Locks, type TabRole } from './election.js';
import type { LeadDesk } from './lead-desk.js';
import type { Mirror } from './mirror.js';
import type { Shown } from './shown.js';
import { TabChannel, type Broadcast, type ReceivedMessage } from './tab-channel.js';
import type { Wish } from './wishes.js';

/** Longest time from the promise to hand the calls over until the other tab has them. */
const HAND_OVER_MS = 10_000;

/** What the phone is wanted in this tab for. */
export type Purpose = 'call' | 'answer' | 'calls';

/** The core, as far as other tabs see it and ask it. */
export type LedCore = Pick<Softphone, 'snapshot' | 'on' | 'threeWay' | Wish>;

/** The phone, in another tab. */
export interface Elsewhere {
  /** The call that the person acts on. */
  readonly currentId: string | null;
  /** Lets it do this, and settles like there. */
  ask(wish: Wish, args?: readonly unknown[]): Promise<void>;
  /**
   * Moves the phone to this tab, with its calls. Rejects with `CallError` when they cannot be moved now, with
   * `MediaError` when there is no microphone for them here, or with what else kept them: they stay where they were then.
   */
  takeOver(purpose: Purpose): Promise<void>;
  /** Somebody looks at this tab: is the other one well? */
  look(): void;
}

export interface TabPlaceEvents {
  /** This tab has the phone from now on, and these calls to go on with. */
  lead: readonly ResumeRecord[];
  /** Another tab has it. */
  follow: void;
  /** Calls that were here go on there, or are that tab's to end: no goodbye to anybody. */
  'let-go': void;
  /** What the tab with the phone shows. */
  shown: Shown;
  /** The tab with the phone is of another build: nothing that it says is understood. */
  stranger: RegistrationError;
  'signed-out': void;
}

export interface TabPlaceOptions {
  /** The same for all tabs of a phone. */
  readonly name: string;
  readonly core: LedCore;
  readonly clock: Clock;
  /** Of the calls that live here. */
  readonly records: () => readonly ResumeRecord[];
  readonly locks: Locks;
  readonly broadcast: Broadcast;
  readonly watchLife?: typeof watchPageLife;
}

/**
 * The place of this tab among those with the same phone. One has it; the others show what it shows, ask it, and can
 * take its place. What a tab alone does not need is loaded when there is another.
 */
export class TabPlace extends Emitter<TabPlaceEvents> implements Elsewhere {
  readonly #options: TabPlaceOptions;
  readonly #election: Election;
  readonly #channel: TabChannel;
  #desk: LeadDesk | null = null;
  #mirror: Mirror | null = null;
  /** Pending while another tab takes the calls of this one. */
  #cancelHandOver: CancelTimer | null = null;
  #stopWatching: () => void = () => {};

  readonly #loadDesk = lazily(() => import('./lead-desk.js'));
  readonly #loadMirror = lazily(() => import('./mirror.js'));

  constructor(options: TabPlaceOptions) {
    super();
    this.#options = options;
    this.#channel = new TabChannel(options.broadcast, crypto.randomUUID());
    this.#channel.on('message', (message) => this.#onMessage(message));
    this.#channel.on('stranger', () => void this.#onStranger());
    this.#election = new Election(options.name, options.locks);
    this.#election.on('role', (role) => void this.#onRole(role));
  }

  start(): void {
    // While the page does not run another one leads, if there is one. Nothing is let go of before that is known.
    const { watchLife = watchPageLife } = this.#options;
    this.#stopWatching = watchLife({
      onStop: () => this.#election.stop(),
      onRun: () => this.#election.start(),
    });
    this.#election.start();
  }

  leave(): void {
    this.#stopWatching();
    this.#cancelHandOver?.();
    this.#election.stop();
    this.#desk?.close();
    this.#mirror?.close(false);
    this.#channel.close();
  }

  /** Another tab has the phone. */
  get isElsewhere(): boolean {
    return this.#election.role === 'follower';
  }

  get currentId(): string | null {
    return this.#mirror?.currentId ?? null;
  }

  /** Says in all tabs that the person has signed out. */
  signOut(): void {
    this.#channel.say({ type: 'signed-out' });
  }

  /** The records of the calls are others now. */
  tell(): void {
    this.#desk?.tell();
  }

  look(): void {
    this.#mirror?.look();
  }

  async ask(wish: Wish, args: readonly unknown[] = []): Promise<void> {
    const { elsewhereSilent } = await this.#loadMirror();
    if (this.#mirror) await this.#mirror.ask(wish, args);
    // It came here meanwhile.
    else if (wish === 'hangup' && this.#election.role === 'leader') await this.#hangUp(args[0] as string);
    else throw elsewhereSilent();
  }

  async takeOver(purpose: Purpose): Promise<void> {
    const { takeOver, elsewhereSilent } = await this.#loadMirror();
    const { core, clock } = this.#options;
    if (!this.#mirror) throw elsewhereSilent();
    const tools = { mirror: this.#mirror, election: this.#election, channel: this.#channel, core, clock };
    await takeOver(purpose, tools);
  }

  async #onRole(role: TabRole): Promise<void> {
    if (role === 'leader') this.#lead();
    else await this.#follow();
  }

  #lead(): void {
    this.#cancelHandOver?.();
    this.#cancelHandOver = null;
    const mirror = this.#mirror;
    this.#mirror = null;
    mirror?.close(true);
    this.emit('lead', mirror?.records ?? []);
    // Who followed another one is not alone.
    if (mirror) void this.#openDesk();
  }

  async #follow(): Promise<void> {
    this.#desk?.close();
    this.#desk = null;
    this.emit('follow');
    if (!this.#cancelHandOver) this.emit('let-go');
    const part = await this.#loadMirror().catch(() => null);
    if (!part || !this.isElsewhere || this.#mirror) return;
    this.#mirror = new part.Mirror({
      channel: this.#channel,
      clock: this.#options.clock,
      onShown: (shown) => this.emit('shown', shown),
      hangUp: (id) => this.#hangUp(id),
      onSilence: () => this.#election.steal(),
    });
  }

  /** Not before this turn is over, after which the phone is here. */
  async #hangUp(id?: string): Promise<void> {
    await Promise.resolve();
    await this.#options.core.hangup(id);
  }

  async #onStranger(): Promise<void> {
    if (!this.isElsewhere) return;
    const part = await this.#loadMirror().catch(() => null);
    if (part && this.isElsewhere) this.emit('stranger', part.otherBuild());
  }

  #onMessage(message: ReceivedMessage): void {
    switch (message.type) {
      case 'hello':
      case 'ping':
      case 'ask':
        if (this.#election.role === 'leader') void this.#openDesk().then((desk) => desk?.receive(message));
        break;
      case 'taken':
        if (this.#cancelHandOver) this.#letGo();
        break;
      case 'given-back':
        if (this.#cancelHandOver) this.#election.steal();
        break;
      case 'signed-out':
        this.emit('signed-out');
        break;
      default:
    }
  }

  /** Null when its code did not come, or another tab leads by then; the next message tries again. */
  async #openDesk(): Promise<LeadDesk | null> {
    const part = await this.#loadDesk().catch(() => null);
    if (!part || this.#election.role !== 'leader') return null;
    const { core, records } = this.#options;
    this.#desk ??= new part.LeadDesk({
      channel: this.#channel,
      core,
      records,
      onHandOver: () => this.#promise(),
    });
    return this.#desk;
  }

  #promise(): void {
    this.#cancelHandOver?.();
    this.#cancelHandOver = this.#options.clock.after(HAND_OVER_MS, () => this.#letGo());
  }

  #letGo(): void {
    this.#cancelHandOver?.();
    this.#cancelHandOver = null;
    if (this.isElsewhere) this.emit('let-go');
  }
}
