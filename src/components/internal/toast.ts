import { css, html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { systemClock, type CancelTimer } from '../../shared/clock.js';

/** What was done, and how it is taken back. */
export interface Toast {
  readonly text: string;
  readonly action?: { readonly label: string; readonly act: () => void };
  /** Called once when it goes without the action: what was done is final. */
  readonly onGone?: () => void;
}

const SHOWN_MS = 8000;

/**
 * One passing message at the foot of a view, such as "Deleted. Undo". It waits while it is pointed at or has the
 * focus. The host draws `draw()` last and takes `toastStyles`; it must be positioned.
 */
export class Toaster implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #toast: Toast | null = null;
  #cancel: CancelTimer = () => {};

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#end();
  }

  /** Shows it in place of the one before, which is over then. */
  show(toast: Toast): void {
    this.#end();
    this.#toast = toast;
    this.#wait();
    this.#host.requestUpdate();
  }

  draw(): TemplateResult {
    const toast = this.#toast;
    // Always there, so that assistive technology hears of what enters it.
    return html`<div
      class="toasts"
      role="status"
      @pointerenter=${() => this.#cancel()}
      @focusin=${() => this.#cancel()}
      @pointerleave=${this.#wait}
      @focusout=${this.#wait}
    >
      ${toast ? html`<div class="toast"><span>${toast.text}</span>${this.#button(toast)}</div>` : nothing}
    </div>`;
  }

  #button({ action }: Toast): TemplateResult | typeof nothing {
    if (!action) return nothing;
    const onClick = () => {
      this.#toast = null;
      this.#cancel();
      action.act();
      this.#host.requestUpdate();
    };
    return html`<button type="button" @click=${onClick}>${action.label}</button>`;
  }

  readonly #wait = (): void => {
    this.#cancel();
    if (this.#toast) this.#cancel = systemClock.after(SHOWN_MS, () => this.#end());
  };

  #end(): void {
    this.#cancel();
    const over = this.#toast;
    if (!over) return;
    this.#toast = null;
    over.onGone?.();
    this.#host.requestUpdate();
  }
}

export const toastStyles = css`
  .toasts {
    position: absolute;
    inset: auto 12px 12px;
    z-index: 1;
  }
  .toast {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 48px;
    padding-block: 2px;
    padding-inline: 16px 6px;
    border-radius: 14px;
    background: var(--_ink);
    color: var(--_bg);
    font-size: 13px;
  }
  .toast span {
    flex: 1;
    min-width: 0;
    padding-block: 8px;
    overflow-wrap: anywhere;
  }
  .toast button {
    flex: none;
    min-height: 44px;
    padding: 0 12px;
    border-radius: 10px;
    font-weight: 600;
    text-decoration: underline;
  }
  .toast button:focus-visible {
    outline-color: currentColor;
    outline-offset: -4px;
  }
  @media (forced-colors: active) {
    .toast {
      border: 1px solid CanvasText;
    }
  }
`;
