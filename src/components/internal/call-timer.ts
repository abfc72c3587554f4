import { LitElement, html } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from './define.js';

/** `4:05`, `1:00:09`: how long something lasts, for people. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${two(minutes)}:${two(whole % 60)}`;
}

/**
 * Counts up from a moment; redraws its own text only, on the full second of the call.
 *
 * @tag cemscale-call-timer
 * @internal
 */
export class CallTimer extends LitElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Epoch milliseconds of the start. */
  @property({ type: Number }) since = 0;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('role', 'timer');
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render(): unknown {
    const elapsed = Math.max(0, Date.now() - this.since);
    clearTimeout(this.#timer);
    if (this.isConnected) this.#timer = setTimeout(() => this.requestUpdate(), 1000 - (elapsed % 1000) + 5);
    return html`${formatDuration(elapsed / 1000)}`;
  }
}

define('cemscale-call-timer', CallTimer);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-call-timer': CallTimer;
  }
}
