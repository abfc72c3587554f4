import type { Clock } from '../../shared/clock.js';
import { Emitter } from '../../shared/emitter.js';
import { CallError } from '../../shared/errors.js';
import type { Call } from '../call.js';
import { notTransferred } from '../call-errors.js';
import type { CallSnapshot, EndReason } from '../call-state.js';
import type { Phone } from '../phone.js';
import { noTransfer } from './state.js';
import type { Party, TransferEndReason, TransferFailure, TransferKind, TransferState } from './state.js';
import { failureOf, transition, type TransferEvent } from './transition.js';

/** A phone that has answered nothing for so long will not take the call any more. */
const PATIENCE_MS = 120_000;

/** What pages see of a transfer under way. Frozen. */
export interface TransferSession {
  readonly kind: TransferKind;
  readonly state: 'consulting' | 'transferring';
  /** Id of the call that is handed over. */
  readonly from: string;
  /** Id of the call with the target; null without a consultation. */
  readonly to: string | null;
  /** Who is to take it. */
  readonly target: Party;
}

/** How a transfer ended. */
export interface TransferEnd {
  readonly reason: TransferEndReason;
  readonly kind: TransferKind;
  /** Who was handed over, or was to be. */
  readonly caller: Party;
  readonly target: Party;
}

export interface TransferOptions {
  readonly clock: Clock;
  readonly phone: Pick<Phone, 'call' | 'findCall' | 'liveCall' | 'switchTo' | 'on'>;
  /** What can be dialled of a text that a person gave. Throws `CallError` for what is no number, or not allowed. */
  readonly check: (target: string) => string;
  /** The directory's name for a number. */
  readonly nameOf: (number: string) => string | null;
}

interface TransferChanges {
  start: TransferSession;
  change: TransferSession | null;
  end: TransferEnd;
}

/** Hands calls over to somebody else: one state, moved by `transition` alone. */
export class Transfers extends Emitter<TransferChanges> {
  readonly #options: TransferOptions;
  readonly #stop: () => void;
  #state: TransferState = noTransfer;
  #session: TransferSession | null = null;
  #caller: Party = { number: '', displayName: null };

  constructor(options: TransferOptions) {
    super();
    this.#options = options;
    this.#stop = options.phone.on('call', (call) => this.#onCall(call));
  }

  /** Lets go of the phone. */
  dispose(): void {
    this.#stop();
  }

  /** The calls of a transfer under way; null without one. */
  get session(): TransferSession | null {
    return this.#session;
  }

  /**
   * Hands a call to this number without a word with it. Resolves when it was taken, and our side has ended; rejects with
   * `CallError` (`not-transferred`) when it was not: the call goes on as before.
   */
  async transfer(target: string, callId?: string): Promise<void> {
    const { call, number } = this.#begin(target, callId);
    this.#caller = call.snapshot.remote;
    this.#dispatch({ type: 'blind-asked', from: call.snapshot.id, target: this.#party(number) });
    await this.#ask(call, number);
  }

  /** Puts the current call on hold and calls this number about it. Resolves with the second call, on its way. */
  async consult(target: string): Promise<CallSnapshot> {
    const { call, number } = this.#begin(target);
    const { phone } = this.#options;
    const from = call.snapshot;
    const wasHeld = from.state.phase === 'active' && from.state.held;
    // Either may be over before it is known that this is a consultation.
    const ended: CallSnapshot[] = [];
    const stop = phone.on('call', (one) => void (one.state.phase === 'ended' && ended.push(one)));
    try {
      const second = await phone.call(number);
      this.#caller = call.snapshot.remote;
      this.#dispatch({
        type: 'target-called',
        from: from.id,
        to: second.id,
        target: this.#party(number),
        wasHeld,
      });
      ended.forEach((one) => this.#onCall(one));
      return second;
    } finally {
      stop();
    }
  }

  /** Connects the two of a consultation with each other and leaves. Settles like `transfer`. */
  async completeTransfer(): Promise<void> {
    const state = this.#state;
    if (state.phase !== 'consulting' || !state.isAnswered)
      throw CallError.wrongState(
        'hand over',
        state.phase === 'consulting' ? 'not answered yet' : 'not a consultation',
      );
    const { phone } = this.#options;
    const [call, second] = [phone.liveCall(state.from), phone.liveCall(state.to)];
    this.#dispatch({ type: 'complete-asked' });
    await this.#ask(call, second);
  }

  /** Ends the consultation and takes the first one off hold. */
  async cancelTransfer(): Promise<void> {
    const state = this.#state;
    if (state.phase !== 'consulting') throw CallError.wrongState('take back', 'not a consultation');
    const { phone } = this.#options;
    this.#dispatch({ type: 'canceled' });
    phone.findCall(state.to)?.hangup();
    if (phone.findCall(state.from)) await phone.switchTo(state.from);
  }

  #begin(target: string, callId?: string): { readonly call: Call; readonly number: string } {
    const number = this.#options.check(target);
    const call = this.#options.phone.liveCall(callId);
    const { phase } = call.snapshot.state;
    if (this.#state.phase !== 'none') throw CallError.wrongState('transfer', 'being transferred already');
    if (phase !== 'active') throw CallError.wrongState('transfer', phase);
    return { call, number };
  }

  #party(number: string): Party {
    return Object.freeze({ number, displayName: this.#options.nameOf(number) });
  }

  async #ask(call: Call, to: string | Call): Promise<void> {
    const failure = await this.#answer(call, to);
    // The call has ended meanwhile, and what became of the transfer is known by that.
    if (failure === undefined || this.#state.phase !== 'transferring') return this.#requireDone();
    this.#dispatch({ type: 'settled', failure });
    if (failure !== null) throw notTransferred(failure);
    call.hangup(undefined, 'transferred');
    if (typeof to !== 'string') to.hangup(undefined, 'transferred');
  }

  /** Null: it is done. Undefined: the call has ended without a word of it. */
  async #answer(call: Call, to: string | Call): Promise<TransferFailure | 'caller-left' | null | undefined> {
    let giveUp = (): void => {};
    const tooLate = new Promise<'timeout'>((resolve) => {
      giveUp = this.#options.clock.after(PATIENCE_MS, () => resolve('timeout'));
    });
    try {
      const end = await Promise.race([call.refer(to, () => this.#dispatch({ type: 'target-rings' })), tooLate]);
      if (end === 'timeout') return end;
      if (end === null) return undefined;
      // The target's call was taken back: there is nobody to connect it with.
      if (end.statusCode === 487) return 'caller-left';
      return end.reason === 'transferred' ? null : failureOf(end.reason);
    } catch {
      return call.snapshot.state.phase === 'ended' ? undefined : 'failed';
    } finally {
      giveUp();
    }
  }

  #requireDone(): void {
    const state = this.#state;
    if (state.phase !== 'none' || state.reason !== 'completed')
      throw notTransferred(state.phase === 'none' ? (state.reason ?? 'failed') : 'failed');
  }

  #onCall({ id, state }: CallSnapshot): void {
    if (state.phase === 'ended') this.#ended(id, state.reason);
    else if (state.phase === 'active') this.#dispatch({ type: 'target-answered', to: id });
  }

  #ended(id: string, reason: EndReason): void {
    const before = this.#state;
    this.#dispatch({ type: 'call-ended', id, reason });
    if (before.phase !== 'consulting' || before.isAnswered || before.wasHeld || id !== before.to) return;
    // Whoever waited for a talk that did not come about is talked to again. A refusal leaves them on hold, as is shown.
    if (this.#options.phone.findCall(before.from)) this.#options.phone.switchTo(before.from).catch(() => {});
  }

  #dispatch(event: TransferEvent): void {
    const before = this.#state;
    const state = transition(before, event);
    if (state === before) return;
    this.#state = state;
    const last = this.#session;
    this.#session = sessionOf(state);
    this.emit('change', this.#session);
    if (!last && this.#session) this.emit('start', this.#session);
    if (state.phase !== 'none' || !last || state.reason === null) return;
    const { kind, target } = last;
    this.emit('end', Object.freeze({ reason: state.reason, kind, caller: this.#caller, target }));
  }
}

function sessionOf(state: TransferState): TransferSession | null {
  if (state.phase === 'none') return null;
  const { phase, from, target } = state;
  const consultation = phase === 'consulting' ? state : state.consultation;
  const kind = phase === 'consulting' ? 'attended' : state.kind;
  return Object.freeze({ kind, state: phase, from, to: consultation?.to ?? null, target });
}
