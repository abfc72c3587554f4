import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { QualitySample } from '../../phone/media/quality/quality.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import type { PanelModel } from '../cemscale-phone/view.js';
import { base } from '../internal/base.styles.js';
import { define } from '../internal/define.js';
import { englishMsg, languageOf, type Msg } from '../internal/localize.js';
import { icon } from '../internal/more-icons.js';
import { asker } from '../internal/request.js';
import { callQualityStyles } from './call-quality.styles.js';
import { qualityDetails } from './quality-details.js';
import { warningWords, type Repair, type WarningWords } from './quality-words.js';

/** So long a repair may take; after that one may ask again. */
const REPAIR_MS = 8000;

/**
 * What is wrong with the sound of the current call, with the repair; open, the numbers of each second as well.
 *
 * @tag cemscale-call-quality
 * @internal
 */
export class CallQualityView extends LitElement {
  static override readonly styles = [base, callQualityStyles];

  readonly #ask = asker(this);
  #stopListening: Unsubscribe | null = null;
  #repairing: ReturnType<typeof setTimeout> | undefined;
  @state() private sample: QualitySample | null = null;
  @state() private asked = false;

  @property({ attribute: false }) model!: PanelModel;
  @property({ attribute: false }) msg: Msg = englishMsg;
  /** Shows the numbers. */
  @property({ attribute: false }) open = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
    clearTimeout(this.#repairing);
    this.asked = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('open')) this.#listen();
  }

  protected override render(): TemplateResult {
    const { msg, open, sample } = this;
    const warnings = this.model.snapshot.currentCall?.quality?.warnings ?? [];
    const words = warnings.map((warning) => warningWords(warning, msg)).find(({ mild }) => !mild);
    return html`<div role="status">${words ? this.#warning(words) : nothing}</div>
      ${open ? qualityDetails(sample, warnings, languageOf(this), msg) : nothing}`;
  }

  #warning({ title, text, repair }: WarningWords): TemplateResult {
    const { msg, asked } = this;
    return html`<div class="warning">
      ${icon('alert')}<b>${title}</b>
      ${text ? html`<p>${text}</p>` : nothing}
      ${
        repair
          ? html`<button
              type="button"
              aria-disabled=${asked ? 'true' : 'false'}
              @click=${() => this.#repair(repair)}
            >
              ${asked ? msg('One moment…', { id: 'sound-repairing' }) : repairWord(repair, msg)}
            </button>`
          : nothing
      }
    </div>`;
  }

  #repair(repair: Repair): void {
    if (this.asked) return;
    this.asked = true;
    clearTimeout(this.#repairing);
    this.#repairing = setTimeout(() => (this.asked = false), REPAIR_MS);
    this.#ask({ type: repair });
  }

  #listen(): void {
    this.#stopListening?.();
    const { softphone } = this.model;
    this.#stopListening =
      (this.open &&
        softphone?.on('call-sample', ({ callId, sample }) => {
          if (callId === this.model.snapshot.currentCall?.id) this.sample = sample;
        })) ||
      null;
  }
}

function repairWord(repair: Repair, msg: Msg): string {
  return repair === 'restore-media'
    ? msg('Reconnect the sound', { id: 'sound-reconnect' })
    : msg('Restart the microphone', { id: 'sound-restart-mic' });
}

define('cemscale-call-quality', CallQualityView);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-call-quality': CallQualityView;
  }
}
