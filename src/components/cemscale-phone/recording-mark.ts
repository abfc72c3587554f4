import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import { ConferenceRecording } from '../../softphone/conference-recording.js';
import type { Softphone } from '../../softphone/softphone.js';
import { base } from '../internal/base.styles.js';
import { define } from '../internal/define.js';
import { englishMsg, type Msg } from '../internal/localize.js';

/**
 * Says that a conference is recorded, for as long as it is.
 *
 * @tag cemscale-recording-mark
 * @internal
 */
export class RecordingMark extends LitElement {
  static override readonly styles = [
    base,
    css`
      p {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 8px;
        padding: 6px 12px;
        font-size: 13px;
        font-weight: 600;
      }
      i {
        width: 10px;
        height: 10px;
        border-radius: 50%;
        background: var(--_bad);
      }
      @media (forced-colors: active) {
        i {
          forced-color-adjust: none;
          background: CanvasText;
        }
      }
    `,
  ];

  #recording: ConferenceRecording | null = null;
  #stops: Unsubscribe[] = [];

  @property({ attribute: false }) softphone: Softphone | null = null;
  /** Name of the conference; empty when there is none. */
  @property({ attribute: false }) conference = '';
  @property({ attribute: false }) msg: Msg = englishMsg;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('softphone') || changed.has('conference')) this.#watch();
  }

  protected override render(): TemplateResult {
    const { msg } = this;
    // Always there, so that assistive technology hears of what enters it.
    return html`<div role="status">
      ${
        this.#recording?.value
          ? html`<p><i aria-hidden="true"></i>${msg('This call is recorded', { id: 'recorded' })}</p>`
          : nothing
      }
    </div>`;
  }

  #watch(): void {
    this.#release();
    const { softphone, conference } = this;
    if (!softphone || conference === '' || !this.isConnected) return;
    const recording = (this.#recording = new ConferenceRecording(conference, { tokens: softphone.tokens }));
    this.#stops = [recording.on('change', () => this.requestUpdate()), recording.use()];
  }

  #release(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#recording = null;
  }
}

define('cemscale-recording-mark', RecordingMark);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-recording-mark': RecordingMark;
  }
}
