import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Unsubscribe } from '../../shared/emitter.js';
import type { Softphone } from '../../softphone/softphone.js';

/** A view that has a core for as long as there is one. */
export interface CoreView extends ReactiveControllerHost {
  readonly softphone: Softphone | null;
}

/** What is kept up to date while somebody uses it, such as a `Watched`. */
export interface Usable {
  use(): Unsubscribe;
  on(event: 'change', listener: () => void): Unsubscribe;
}

/** Uses something of the view's core for as long as the view is in the page, and draws the view with each change. */
export class Uses<One extends Usable> implements ReactiveController {
  readonly #host: CoreView;
  readonly #pick: (softphone: Softphone) => One;
  #softphone: Softphone | null = null;
  #stops: Unsubscribe[] = [];
  /** Null without a core. */
  current: One | null = null;

  constructor(host: CoreView, pick: (softphone: Softphone) => One) {
    this.#host = host;
    this.#pick = pick;
    host.addController(this);
  }

  hostConnected(): void {
    this.hostUpdate();
  }

  hostUpdate(): void {
    const { softphone } = this.#host;
    if (softphone === this.#softphone) return;
    this.#release();
    this.#softphone = softphone;
    if (!softphone) return;
    const one = (this.current = this.#pick(softphone));
    this.#stops = [one.on('change', () => this.#host.requestUpdate()), one.use()];
  }

  hostDisconnected(): void {
    this.#release();
  }

  #release(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#softphone = null;
    this.current = null;
  }
}
