import type { VoIPClient } from '../api/client.js';
import { systemClock, type CancelTimer, type Clock } from '../shared/clock.js';
import { Emitter, type Unsubscribe } from '../shared/emitter.js';

/** Changes within this time are one change: about a frame. */
const FRAME_MS = 16;
/** A component that leaves may come back in a moment: the socket is not opened anew for that. */
const GRACE_MS = 2000;

/** What a page shows of the platform, once for however many components of a client. Silent until it is followed. */
export abstract class Board<State extends object> extends Emitter<{ change: void }> {
  protected readonly client: VoIPClient;
  protected readonly clock: Clock;
  #state: State;
  #followers = 0;
  #stops: readonly Unsubscribe[] = [];
  #cancelFlush: CancelTimer | null = null;
  #cancelStop: CancelTimer = () => {};

  constructor(client: VoIPClient, state: State, clock: Clock = systemClock) {
    super();
    this.client = client;
    this.clock = clock;
    this.#state = state;
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
    if (this.#stops.length === 0) this.#stops = this.start();
    let following = true;
    return () => {
      unsubscribe();
      if (!following) return;
      following = false;
      this.#followers -= 1;
      if (this.#followers === 0) this.#cancelStop = this.clock.after(GRACE_MS, () => this.#stop());
    };
  }

  /** Begins to listen; what it returns ends that. */
  protected abstract start(): Unsubscribe[];

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

  #stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#cancelFlush?.();
    this.#cancelFlush = null;
  }
}
