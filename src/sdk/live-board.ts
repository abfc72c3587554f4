import type { VoIPClient } from '../api/client.js';
import { systemClock, type CancelTimer, type Clock } from '../shared/clock.js';
import { Emitter, type Unsubscribe } from '../shared/emitter.js';
import { ApiError } from '../shared/errors.js';

/** Time between two questions to REST while events do not arrive. */
export const POLL_MS = 15_000;
/** Changes within this time are one change: about a frame. */
const FRAME_MS = 16;
/** A component that leaves may come back in a moment: the socket is not opened anew for that. */
const GRACE_MS = 2000;
/** A change that only REST can tell is asked for a moment later, so that a burst of them is one question. */
const SETTLE_MS = 300;

/**
 * What a page shows of the platform, once for however many components of a client: by events, and by REST at the
 * beginning and while events do not arrive. Silent until somebody follows it.
 */
export abstract class LiveBoard<State extends object> extends Emitter<{ change: void }> {
  protected readonly client: VoIPClient;
  protected readonly clock: Clock;
  #state: State;
  #followers = 0;
  #stops: readonly Unsubscribe[] = [];
  #asking: AbortController | null = null;
  #cancelQuestion: CancelTimer = () => {};
  #cancelFlush: CancelTimer | null = null;
  #cancelStop: CancelTimer = () => {};

  constructor(client: VoIPClient, state: State, clock: Clock = systemClock) {
    super();
    this.client = client;
    this.clock = clock;
    this.#state = Object.freeze(state);
  }

  /** Frozen; a change is a new object, at most one a frame. */
  get state(): State {
    return this.#state;
  }

  /** Keeps the board up to date until the returned function is called by everybody who has one. */
  follow(listener: () => void): Unsubscribe {
    const unsubscribe = this.on('change', listener);
    this.#followers += 1;
    this.#cancelStop();
    if (this.#followers === 1 && this.#stops.length === 0) this.#start();
    let following = true;
    return () => {
      unsubscribe();
      if (!following) return;
      following = false;
      this.#followers -= 1;
      if (this.#followers === 0) this.#cancelStop = this.clock.after(GRACE_MS, () => this.#stop());
    };
  }

  /** Subscribes to the events that move the board. */
  protected abstract listen(): Unsubscribe[];

  /** Asks REST and takes its answer. Rejects with `ApiError`. */
  protected abstract load(signal: AbortSignal): Promise<void>;

  /** What is to be shown now. */
  protected abstract draw(): State;

  /** The board has moved: those who follow hear of it with the next frame. */
  protected moved(): void {
    this.#cancelFlush ??= this.clock.after(FRAME_MS, () => {
      this.#cancelFlush = null;
      this.#state = Object.freeze(this.draw());
      this.emit('change');
    });
  }

  /** Only REST knows what became of it. */
  protected askSoon(): void {
    this.#cancelQuestion();
    this.#cancelQuestion = this.clock.after(SETTLE_MS, () => void this.#ask());
  }

  #start(): void {
    this.#stops = [
      ...this.listen(),
      this.client.onWsEvent('gap', () => this.askSoon()),
      this.client.onWsEvent('realtime_change', () => {
        this.moved();
        this.askSoon();
      }),
      this.client.followEvents(),
    ];
    this.moved();
    void this.#ask();
  }

  #stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#cancelQuestion();
    this.#cancelFlush?.();
    this.#cancelFlush = null;
    this.#asking?.abort();
    this.#asking = null;
  }

  async #ask(): Promise<void> {
    if (this.#asking) return this.askSoon();
    const asking = (this.#asking = new AbortController());
    this.#cancelQuestion();
    try {
      await this.load(asking.signal);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Events go on, or the next question follows.
    }
    if (asking !== this.#asking) return;
    this.#asking = null;
    this.moved();
    if (!this.client.isRealtime) this.#cancelQuestion = this.clock.after(POLL_MS, () => void this.#ask());
  }
}
