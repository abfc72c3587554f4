import type { AudioParty } from '../media/party.js';
import { ringback } from '../media/players.js';
import type { CallOptions, Forwarding } from './call-options.js';
import { released, sideOf } from './call-sides.js';
import { CallSound } from './call-sound.js';
import type { HangupCause } from './causes.js';
import type { Callee, CalleeListener, CallerLeg, CallSide, Leg } from './leg.js';
import type { Undertaking, UndertakingTools } from './undertaking.js';

/**
 * One call from its INVITE to its end: `ringing → active → ended`. Couples the signalling of its two
 * sides, near and far, and connects their sound. A transfer replaces a side; the call stays the same.
 */
export class Call {
  readonly uuid: string;
  readonly startedAt = new Date();
  readonly sound: CallSound;
  /** Who called, as the call began. */
  readonly caller: CallSide & { readonly uuid: string };
  /** Who was dialled, as the call began. */
  readonly callee: CallSide;
  /** Set when it goes elsewhere than to the extension that was dialled. */
  forwarded: Forwarding | null = null;
  /** A message was left in a mailbox. */
  leftMessage = false;
  /** Where a transfer sent it last, and the extension that did. */
  transferredTo: string | null = null;
  transferredBy: string | null = null;
  readonly #options: CallOptions<Call>;
  #state: 'ringing' | 'active' | 'ended' = 'ringing';
  #answeredAt: Date | null = null;
  #incoming: CallerLeg | null = null;
  #first: Callee | null = null;
  #target: Callee | null = null;
  #near: Leg | null = null;
  #far: Leg | null = null;
  #undertaking: Undertaking | null = null;

  constructor(options: CallOptions<Call>) {
    this.#options = options;
    this.uuid = options.uuid;
    this.caller = { ...sideOf(options.caller), uuid: options.uuid };
    this.callee = sideOf(options.callee);
    this.sound = new CallSound(options.clock);
  }

  get state(): 'ringing' | 'active' | 'ended' {
    return this.#state;
  }

  get answeredAt(): Date | null {
    return this.#answeredAt;
  }

  /** The leg on the far side; null before the answer and while another one is called. */
  get answeredBy(): Leg | null {
    return this.#far;
  }

  get near(): Leg | null {
    return this.#near;
  }

  get legs(): readonly Leg[] {
    return [this.#near, this.#far, this.#undertaking?.consulted ?? null].filter((leg) => leg !== null);
  }

  /** Extensions that take part: ringing ones too. */
  get extensions(): readonly string[] {
    const sides = [this.#first, ...this.legs, this.#target, this.#undertaking?.callee ?? null];
    return [...new Set(sides.map((side) => side?.extension ?? null).filter((number) => number !== null))];
  }

  /** Whether the call rings at this extension and nobody there has taken it. */
  ringsAt(extension: string): boolean {
    return this.extensions.includes(extension) && !this.legs.some((leg) => leg.extension === extension);
  }

  /** Begins with a caller whose INVITE waits for its answer. */
  receive(caller: CallerLeg, target: Callee): void {
    this.#incoming = caller;
    this.#near = this.#watched(caller);
    this.dial(target);
  }

  /** Begins with a leg that is connected already. */
  adopt(leg: Leg, target: Callee): void {
    this.#near = this.#watched(leg);
    this.dial(target);
  }

  /** Calls the near side first, then the far one. */
  originate(first: Callee, next: (near: Leg) => Callee): void {
    this.#first = first;
    const answered = (leg: Leg): void => {
      if (this.#state === 'ended') return leg.end('LOSE_RACE');
      this.#first = null;
      this.#near = this.#watched(leg);
      this.dial(next(leg));
      this.#options.onChange(this);
    };
    const listener = { ...this.#listener(first), ringing: () => undefined, answered };
    this.#safely(() => first.start({ ...listener, failed: (cause) => this.end(cause) }));
  }

  /** Calls somebody for the near side; what the target reports from now on counts, and no other. */
  dial(target: Callee): void {
    this.#target?.cancel('NORMAL_CLEARING');
    this.#target = target;
    this.#safely(() => target.start(this.#listener(target)));
  }

  /** Keeps one leg, lets the others go and calls somebody else for it: a transfer. */
  continueWith(leg: Leg, target: Callee): void {
    this.#undertaking?.close();
    this.#undertaking = null;
    const leaving = this.legs.filter((one) => one !== leg);
    this.#near = leg;
    this.#far = null;
    this.sound.silence();
    for (const one of leaving) released(one).end('NORMAL_CLEARING');
    this.dial(target);
    if (this.#state !== 'ended') this.#options.onChange(this);
  }

  /** Begins something beside the talk, such as a transfer; the two hear nothing of each other meanwhile. */
  undertake(make: (tools: UndertakingTools) => Undertaking): void {
    this.sound.silence();
    const { clock, onChange } = this.#options;
    const undertaking = make({ clock, bridge: this.sound.bridge, changed: () => onChange(this) });
    this.#undertaking = undertaking;
    this.#safely(() => undertaking.start());
    if (this.#undertaking === undertaking) onChange(this);
  }

  /** Whether a transfer is under way. */
  get isConsulting(): boolean {
    return this.#undertaking !== null;
  }

  /** Connects two legs, whoever was connected before. */
  pair(near: Leg, far: Leg): void {
    this.#near = this.#watched(near);
    this.#far = this.#watched(far);
    this.resume();
  }

  /** Connects the two sides as they are. */
  resume(): void {
    this.#undertaking = null;
    this.#connect();
    this.#options.onChange(this);
  }

  /** Lets `leg` wait for a target that is being called already and reports to what is returned. */
  handOver(leg: Leg, target: Callee): CalleeListener {
    for (const leaving of this.legs) if (leaving !== leg) released(leaving);
    this.#undertaking = null;
    this.#near = leg;
    this.#far = null;
    this.#target = target;
    this.#options.onChange(this);
    return this.#listener(target);
  }

  /** Gives a leg away without ending it. The call itself is the caller's to end or to continue. */
  release(leg: Leg): Leg {
    if (this.#near === leg) this.#near = null;
    if (this.#far === leg) this.#far = null;
    this.sound.silence();
    return released(leg);
  }

  /** Hold that no phone asked for: the other side hears music. */
  hold(leg: Leg, held: boolean): void {
    this.sound.hold(leg, held);
    this.#connect();
    this.#options.onChange(this);
  }

  /** Ends every side that is still there. */
  end(cause: HangupCause): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    const { legs } = this;
    for (const calling of [this.#first, this.#target]) calling?.cancel(cause);
    this.#undertaking?.close();
    for (const leg of legs) leg.end(cause);
    this.sound.close();
    this.#options.onEnd(this, cause);
  }

  #listener(target: Callee): CalleeListener {
    const current = (act: () => void) => () => this.#safely(() => this.#target === target && act());
    return {
      ringing: current(() => this.#ring()),
      earlyMedia: (party) => this.#target === target && void this.#playEarly(party),
      answered: (leg) => void this.#answered(target, leg),
      failed: (cause) => this.#target === target && this.#failed(target, cause),
      redirected: (number) => current(() => this.#redirect(number))(),
      refers: (number) => current(() => this.#near?.refer(number))(),
      holds: (held) => this.#target === target && this.#tellHeld(held),
    };
  }

  #watched(leg: Leg): Leg {
    leg.onend = (cause) => this.#left(leg, cause);
    leg.onhold = () => this.#connect();
    leg.onrefer = (referral) => this.#options.onRefer(this, leg, referral);
    leg.ondigit = (digit) => {
      (leg === this.#near ? this.#far : this.#near)?.hearDigit?.(digit);
      this.#options.onDigit(this, leg, digit);
    };
    return leg;
  }

  #left(leg: Leg, cause: HangupCause): void {
    if (this.#undertaking?.left(leg) !== true) this.end(cause);
  }

  // Runs out of timers and socket handlers, where an exception would end the process and every other call.
  #safely(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#options.logger.log('error', `A call failed: ${String(error)}`);
      this.end('NORMAL_TEMPORARY_FAILURE');
    }
  }

  #ring(): void {
    if (this.#state === 'ended' || this.#far !== null) return;
    if (this.#incoming !== null) this.#incoming.ring();
    else if (this.#near !== null) this.sound.playTo(this.#near, ringback());
  }

  async #playEarly(party: AudioParty): Promise<void> {
    if (this.#state === 'ended' || this.#far !== null) return;
    try {
      await this.#incoming?.startEarlyMedia();
      if (!this.#isOver() && this.#far === null && this.#near !== null) this.sound.playTo(this.#near, party);
    } catch (error) {
      this.#unusable(error);
    }
  }

  async #answered(target: Callee, leg: Leg): Promise<void> {
    if (this.#state === 'ended' || this.#target !== target) return leg.end('LOSE_RACE');
    this.#far = this.#watched(leg);
    try {
      await this.#incoming?.answer();
    } catch (error) {
      return this.#unusable(error);
    }
    this.#incoming = null;
    if (this.#isOver()) return;
    const isFirst = this.#state === 'ringing';
    this.#state = 'active';
    this.#answeredAt ??= new Date();
    this.#connect();
    if (isFirst) this.#options.onAnswer(this);
    else this.#options.onChange(this);
  }

  #connect(): void {
    const [near, far] = [this.#near, this.#far];
    if (this.#state !== 'active' || this.#undertaking !== null || near === null || far === null) return;
    this.sound.connect(near, far);
    near.display?.(far);
    far.display?.(near);
  }

  // The caller may leave while its answer is being prepared; TypeScript cannot see that.
  #isOver(): boolean {
    return this.#state === 'ended';
  }

  #failed(target: Callee, cause: HangupCause): void {
    const next = this.#state === 'ended' ? null : this.#options.onFail(this, target, cause);
    if (next === null) return this.end(cause);
    this.dial(next);
    this.#options.onChange(this);
  }

  #redirect(number: string): void {
    this.#incoming?.redirect(number);
    this.end('REDIRECTION_TO_NEW_DESTINATION');
  }

  #unusable(error: unknown): void {
    this.#options.logger.log('warn', `A caller's offer could not be used: ${String(error)}`);
    this.end('INCOMPATIBLE_DESTINATION');
  }

  #tellHeld(held: boolean): void {
    const warn = (error: unknown) =>
      this.#options.logger.log('warn', `Could not hold the caller: ${String(error)}`);
    this.#near?.setHeldByFarEnd(held).catch(warn);
  }
}
