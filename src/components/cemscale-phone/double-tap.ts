import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { PhoneRequestEvent } from '../internal/request.js';

/** The second tap of a double tap, meant for the view before, must not end the call of the view that just came. */
const DOUBLE_TAP_MS = 500;
const endsOrDismisses = new Set(['hangup', 'dismiss', 'answer', 'call']);

/** Drops what the second tap of a double tap asks of a view that came between the two. */
export class DoubleTapGuard implements ReactiveController {
  readonly #host: EventTarget;
  #viewSince = 0;
  #presses: [before: number, last: number] = [-Infinity, -Infinity];

  constructor(host: ReactiveControllerHost & EventTarget) {
    this.#host = host;
    host.addController(this);
    this.#host.addEventListener('pointerdown', this.#onPointer, { capture: true });
    this.#host.addEventListener('keydown', this.#onKey, { capture: true });
    this.#host.addEventListener(PhoneRequestEvent.type, this.#dropHasty);
  }

  hostConnected(): void {}

  /** Another view has come. `pressed`: by a press that the guard did not see, on the page. */
  viewChanged(pressed = false): void {
    this.#viewSince = performance.now();
    if (pressed) this.#presses = [-Infinity, this.#viewSince - 1];
  }

  /** The last press belongs to the view before. */
  isHasty(): boolean {
    const [before, last] = this.#presses;
    return before < this.#viewSince && this.#viewSince < last && last - before < DOUBLE_TAP_MS;
  }

  readonly #onPointer = (): void => {
    this.#presses = [this.#presses[1], performance.now()];
  };

  readonly #onKey = (): void => {
    this.#presses = [-Infinity, -Infinity];
  };

  readonly #dropHasty = (event: Event): void => {
    if (event instanceof PhoneRequestEvent && endsOrDismisses.has(event.request.type) && this.isHasty())
      event.stopImmediatePropagation();
  };
}
