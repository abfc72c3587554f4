import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { QualitySample } from '../../phone/media/quality/quality.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import type { Softphone } from '../../softphone/softphone.js';
import type { PanelModel } from '../cemscale-phone/view.js';
import { base } from '../internal/base.styles.js';
import { define } from '../internal/define.js';
import { LatePart } from '../internal/late-part.js';
import { englishMsg, languageOf, type Msg } from '../internal/localize.js';
import { icon } from '../internal/panel-icons.js';
import { asker } from '../internal/request.js';
import { callQualityStyles } from './call-quality.styles.js';
import { qualityMark } from './quality-mark.js';
import { verdictWord, warningWords, type Repair, type WarningWords } from './quality-words.js';

/** So long a repair may take; after that one may ask again. */
const REPAIR_MS = 8000;

/**
 * How the current call sounds: a quiet mark that opens into numbers, and what is wrong, with the repair.
 *
 * @tag cemscale-call-quality
 * @internal
 */
export class CallQualityView extends LitElement {
  static override readonly styles = [base, callQualityStyles];

  readonly #ask = asker(this);
  readonly #details = new LatePart(this, () => import('./quality-details.js'));
  #stopListening: Unsubscribe | null = null;
  #repairing: ReturnType<typeof setTimeout> | undefined;
  @state() private open = false;
  @state() private sample: QualitySample | null = null;
  @state() private asked = false;

  @property({ attribute: false }) softphone: Softphone | null = null;
  @property({ attribute: false }) model!: PanelModel;
  @property({ attribute: false }) msg: Msg = englishMsg;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listen(null);
    clearTimeout(this.#repairing);
    this.open = this.asked = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('softphone') || changed.has('open')) this.#listen(this.open ? this.softphone : null);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { msg, open } = this;
    const quality = this.model.snapshot.currentCall?.quality;
    if (!quality?.verdict) return nothing;
    const words = quality.warnings.map((warning) => warningWords(warning, msg)).find(({ mild }) => !mild);
    const details = open ? this.#details.part : null;
    return html`<button
        type="button"
        class="mark"
        aria-expanded=${open ? 'true' : 'false'}
        @click=${this.#toggle}
        @keydown=${this.#onKey}
      >
        ${qualityMark(quality.verdict)}<span>${verdictWord(quality.verdict, msg)}</span>${icon('chevronDown')}
      </button>
      <div role="status">${words ? this.#warning(words) : nothing}</div>
      ${
        details
          ? details.qualityDetails(this.sample, quality.warnings, languageOf(this), msg)
          : open && this.#details.failed
            ? html`<p>${msg('Could not load', { id: 'load-failed' })}</p>`
            : nothing
      }`;
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

  readonly #toggle = (): void => {
    this.open = !this.open;
    if (this.open) void this.#details.load();
  };

  /** Escape goes one step back: it closes the numbers before it leaves the phone. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.open) return;
    event.preventDefault();
    event.stopPropagation();
    this.open = false;
  };

  #repair(repair: Repair): void {
    if (this.asked) return;
    this.asked = true;
    clearTimeout(this.#repairing);
    this.#repairing = setTimeout(() => (this.asked = false), REPAIR_MS);
    this.#ask({ type: repair });
  }

  #listen(softphone: Softphone | null): void {
    this.#stopListening?.();
    this.#stopListening =
      softphone?.on('call-sample', ({ callId, sample }) => {
        if (callId === this.model.snapshot.currentCall?.id) this.sample = sample;
      }) ?? null;
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
