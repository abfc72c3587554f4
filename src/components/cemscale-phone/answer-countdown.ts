import { str } from '@lit/localize/internal/str-tag.js';
import { LitElement, css, html } from 'lit';
import type { TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { base } from '../internal/base.styles.js';
import { chipStyles } from '../internal/chip.styles.js';
import { define } from '../internal/define.js';
import { englishMsg, type Msg } from '../internal/localize.js';

const own = css`
  :host {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding-block-end: 12px;
    text-align: center;
  }
  p {
    font-weight: 500;
    font-variant-numeric: tabular-nums;
  }
`;

/**
 * How long until a call is answered by itself, and the way to prevent that. Redraws its own text only; said once.
 *
 * @tag cemscale-answer-countdown
 * @internal
 */
export class AnswerCountdown extends LitElement {
  static override readonly styles = [base, chipStyles, own];

  #timer: ReturnType<typeof setTimeout> | undefined;
  /** For assistive technology, which hears of what enters a region that was there before; gone with the first second. */
  @state() private said = '';

  /** Milliseconds of `performance.now()` at which it is answered. */
  @property({ attribute: false }) at = 0;
  @property({ attribute: false }) msg: Msg = englishMsg;
  @property({ attribute: false }) onStop: () => void = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render(): TemplateResult {
    const { msg } = this;
    return html`<p role="timer">${this.#words()}</p>
      <div class="sr-only" role="status">${this.said}</div>
      <button type="button" class="chip" @click=${() => this.onStop()}>
        ${msg('Do not answer by itself', { id: 'answer-myself' })}
      </button>`;
  }

  protected override firstUpdated(): void {
    this.said = this.#words();
  }

  protected override updated(): void {
    clearTimeout(this.#timer);
    if (!this.isConnected) return;
    this.#timer = setTimeout(
      () => {
        this.said = '';
        this.requestUpdate();
      },
      (this.#left % 1000) + 5,
    );
  }

  get #left(): number {
    return Math.max(0, this.at - performance.now());
  }

  #words(): string {
    const seconds = Math.ceil(this.#left / 1000);
    return this.msg(str`Answers by itself in ${seconds} s`, { id: 'answers-itself' });
  }
}

define('cemscale-answer-countdown', AnswerCountdown);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-answer-countdown': AnswerCountdown;
  }
}
