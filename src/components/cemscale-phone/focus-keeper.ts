import type { LitElement, ReactiveController } from 'lit';

/** Keeps the focus in the phone when the control that had it goes, and brings it into a panel that was asked for. */
export class FocusKeeper implements ReactiveController {
  readonly #host: LitElement;
  readonly #panel: () => HTMLElement | null;
  #hadFocus = false;
  /** The panel gets the focus as soon as it is there. */
  wantsPanel = false;

  constructor(host: LitElement, panel: () => HTMLElement | null) {
    this.#host = host;
    this.#panel = panel;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#hadFocus = (this.#host.shadowRoot?.activeElement ?? null) !== null;
  }

  hostUpdated(): void {
    const panel = this.#panel();
    if (this.wantsPanel && panel) {
      this.wantsPanel = false;
      void (panel as LitElement).updateComplete.then(() => this.#panel()?.focus());
    } else if (this.#hadFocus && this.#host.shadowRoot?.activeElement === null) {
      // The control that had the focus is gone, with the panel or with its call.
      this.#host.focus();
    }
  }
}
