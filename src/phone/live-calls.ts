import { CallError } from '../shared/errors.js';
import type { Call } from './call.js';
import { tooManyCalls } from './call-errors.js';
import type { CallState } from './call-state.js';
import { nextCurrent } from './current-call.js';

/** An outgoing call, or one that is being answered or resumed: it begins to talk by itself, so nobody else may until then. */
const onItsWay: ReadonlySet<CallState['phase']> = new Set([
  'preparing',
  'dialing',
  'ringing',
  'answering',
  'resuming',
]);

/**
 * The live calls of a phone and the one that the person acts on. Only one of them sends the microphone: whoever begins
 * to talk puts the others on hold first, one wish after the other.
 */
export class LiveCalls {
  readonly #calls = new Map<string, Call>();
  readonly #onCurrent: (id: string) => void;
  #currentId: string | null = null;
  #turns: Promise<unknown> = Promise.resolve();

  /** Told when the person turns to another call. */
  constructor(onCurrent: (id: string) => void) {
    this.#onCurrent = onCurrent;
  }

  /** In order of arrival. */
  get all(): readonly Call[] {
    return [...this.#calls.values()];
  }

  get current(): Call | undefined {
    return this.#calls.get(this.#currentId ?? '');
  }

  get(id: string): Call | undefined {
    return this.#calls.get(id);
  }

  /** The incoming call that `answer` means: the current one, else the one that waits longest. */
  get ringing(): Call | undefined {
    const rings = (call: Call | undefined): boolean => call?.snapshot.state.phase === 'incoming';
    return rings(this.current) ? this.current : this.all.find(rings);
  }

  add(call: Call): void {
    const { id } = call.snapshot;
    this.#calls.set(id, call);
    this.#currentId ??= id;
  }

  /** Another live call becomes the current one; it stays on hold until the person resumes it. */
  remove(id: string): void {
    this.#calls.delete(id);
    if (this.#currentId === id)
      this.#currentId = nextCurrent(this.all.map(({ snapshot }) => snapshot))?.id ?? null;
  }

  /** The person acts on this one. */
  choose({ snapshot: { id } }: Call): void {
    if (this.#currentId === id || !this.#calls.has(id)) return;
    this.#currentId = id;
    this.#onCurrent(id);
  }

  /**
   * Makes a call of our own, once everybody else waits. `requirePossible` throws when it cannot be made. Rejects with
   * that, or with `CallError`: `too-many-calls`, `refused`, `wrong-state`; all as before then.
   */
  begin(requirePossible: () => void, make: () => Call, limit: number): Promise<Call> {
    const action = 'start another call beside';
    return this.#inTurn(async () => {
      requirePossible();
      this.#requireNoneOnItsWay(action);
      if (this.current?.snapshot.state.phase === 'incoming') throw CallError.wrongState(action, 'incoming');
      if (this.all.length >= limit) throw tooManyCalls(limit);
      const takeBack = await this.#holdOthers();
      try {
        requirePossible();
        const call = make();
        this.choose(call);
        return call;
      } catch (error) {
        await takeBack();
        throw error;
      }
    });
  }

  /** Takes a ringing call while the others wait, or `end`s the current one for it. */
  answer(call: Call, others: 'hold' | 'end'): Promise<void> {
    const before = this.current;
    return this.#inTurn(async () => {
      if (others === 'end' && before && before !== call) before.hangup();
      this.#requireNoneOnItsWay('answer another call beside', call);
      await this.#talkIn(call, () => call.answer());
    });
  }

  /** Talks in this call while the others wait. */
  switchTo(call: Call): Promise<void> {
    return this.#inTurn(async () => {
      const { phase } = call.snapshot.state;
      if (phase !== 'active') throw CallError.wrongState('switch to', phase);
      this.#requireNoneOnItsWay('leave');
      await this.#talkIn(call, () => call.setHeld(false));
    });
  }

  /** Lets a call wait, or talks in it. */
  setHeld(call: Call, held: boolean): Promise<void> {
    return held ? this.#inTurn(() => call.setHeld(true)) : this.switchTo(call);
  }

  /** Runs when the wishes before are through, so that two of them never talk at once. */
  #inTurn<Result>(wish: () => Promise<Result>): Promise<Result> {
    const turn = this.#turns.then(wish);
    this.#turns = turn.catch(() => {});
    return turn;
  }

  /** Throws `CallError` (`wrong-state`) while another call is on its way. */
  #requireNoneOnItsWay(action: string, except?: Call): void {
    const other = this.all.find((call) => call !== except && onItsWay.has(call.snapshot.state.phase));
    if (other) throw CallError.wrongState(action, other.snapshot.state.phase);
  }

  /** Talks in this call while everybody else waits. Rejects like `talk`, or when nobody can be held; all as before then. */
  async #talkIn(call: Call, talk: () => Promise<void>): Promise<void> {
    const before = this.current;
    const takeBack = await this.#holdOthers(call);
    this.choose(call);
    try {
      await talk();
    } catch (error) {
      if (before) this.choose(before);
      await takeBack();
      throw error;
    }
  }

  /**
   * Puts everybody else on hold. Resolves with what takes them back. Rejects with `CallError` when one of them refuses;
   * then nobody waits who did not before.
   */
  async #holdOthers(except?: Call): Promise<() => Promise<void>> {
    const held: Call[] = [];
    const takeBack = async (): Promise<void> => {
      for (const call of held) if (isActive(call)) await call.setHeld(false).catch(() => {});
    };
    for (const call of this.all) {
      const { state } = call.snapshot;
      if (call === except || state.phase !== 'active' || state.held) continue;
      try {
        await call.setHeld(true);
        held.push(call);
      } catch (error) {
        // Whoever has hung up meanwhile does not hear the other one either.
        if (!isActive(call)) continue;
        await takeBack();
        throw error;
      }
    }
    return takeBack;
  }
}

function isActive(call: Call): boolean {
  return call.snapshot.state.phase === 'active';
}
