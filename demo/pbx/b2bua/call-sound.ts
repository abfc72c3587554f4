import type { FrameClock } from '../media/frame-clock.js';
import type { AudioParty } from '../media/party.js';
import { Recorder } from '../media/recorder.js';
import type { SaidFrame } from '../media/room.js';
import { Bridge } from './bridge.js';
import type { Leg } from './leg.js';
import { isService } from './played-leg.js';

/** The sound of one call: who hears whom, who is on hold, and what both said. */
export class CallSound {
  readonly bridge: Bridge;
  /** The near side left, the far side right; only what people say to each other. */
  readonly recorder = new Recorder(2);
  readonly #held = new Set<Leg>();
  /** Whose phones know that they are on hold. */
  readonly #told = new Set<Leg>();
  #pair: readonly [near: Leg, far: Leg] | null = null;

  constructor(clock: FrameClock) {
    this.bridge = new Bridge(clock, (said) => this.#record(said));
  }

  /** Lets a side hear what is played to it. */
  playTo(leg: Leg, sound: AudioParty): void {
    this.#pair = null;
    this.bridge.playTo(leg.party, sound);
  }

  /** Connects two sides as their holding asks for; call again when it changes. */
  connect(near: Leg, far: Leg): void {
    this.#pair = [near, far];
    const end = (leg: Leg) => ({ party: leg.party, holding: this.isHeldBy(leg), isService: isService(leg) });
    this.bridge.connect(end(near), end(far));
    this.#tellHeld(near, this.#held.has(far));
    this.#tellHeld(far, this.#held.has(near));
  }

  /** Nobody hears anybody, and nobody holds, until the next {@link connect}. */
  silence(): void {
    this.#pair = null;
    this.#held.clear();
    for (const leg of this.#told) this.#tellHeld(leg, false);
    this.bridge.silence();
  }

  /** Hold that no phone asked for, so the held one is told. Takes effect with the next {@link connect}. */
  hold(leg: Leg, held: boolean): void {
    if (held) this.#held.add(leg);
    else this.#held.delete(leg);
  }

  isHeldBy(leg: Leg): boolean {
    return leg.holding || this.#held.has(leg);
  }

  close(): void {
    this.#pair = null;
    this.bridge.close();
  }

  #tellHeld(leg: Leg, held: boolean): void {
    if (this.#told.has(leg) === held) return;
    if (held) this.#told.add(leg);
    else this.#told.delete(leg);
    // A phone that does not take the news hears the music all the same.
    leg.setHeldByFarEnd(held).catch(() => undefined);
  }

  #record(said: SaidFrame): void {
    if (this.#pair === null) return;
    const [near, far] = this.#pair;
    if ([near, far].some((leg) => isService(leg))) return;
    const frameOf = (leg: Leg) => (this.isHeldBy(leg) ? null : (said.get(leg.party) ?? null));
    this.recorder.add(frameOf(near), frameOf(far));
  }
}
