const HOLD_MS = 550;

/** Tells a long press from a click that follows its release. */
export class LongPress {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #fired = false;

  /** The pointer went down: `act` runs once it has stayed down long enough. */
  start(act: () => void): void {
    this.reset();
    this.#timer = setTimeout(() => {
      this.#fired = true;
      act();
    }, HOLD_MS);
  }

  /** The pointer went down on something else: a long press whose release was elsewhere is forgotten. */
  reset(): void {
    this.cancel();
    this.#fired = false;
  }

  /** The pointer went up or away. */
  cancel(): void {
    clearTimeout(this.#timer);
  }

  /** True once when the click at hand only ends a long press. */
  ended(): boolean {
    const fired = this.#fired;
    this.#fired = false;
    return fired;
  }
}
