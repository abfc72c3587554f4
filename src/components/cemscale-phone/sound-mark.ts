import { LitElement, css, html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { QualityVerdict } from '../../phone/media/quality/quality.js';
import { base } from '../internal/base.styles.js';
import { define } from '../internal/define.js';
import { LatePart } from '../internal/late-part.js';
import { englishMsg, type Msg } from '../internal/localize.js';
import { icon } from '../internal/panel-icons.js';
import type { PanelModel } from './view.js';

const bars = { good: 3, fair: 2, poor: 1 } as const;

/**
 * A quiet mark of how the current call sounds. What is behind it comes when somebody opens it, or when the sound is so
 * bad that it has to be told.
 *
 * @tag cemscale-sound-mark
 * @internal
 */
export class SoundMark extends LitElement {
  static override readonly styles = [
    base,
    css`
      :host {
        display: block;
      }
      .mark {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 44px;
        margin-inline: auto;
        padding-inline: 12px;
        border-radius: 22px;
        color: var(--_ink-2);
        font-size: 13px;
      }
      .mark:hover,
      .mark[aria-expanded='true'] {
        background: var(--_raise);
        color: var(--_ink);
      }
      svg.good {
        color: var(--_ok);
      }
      svg.fair {
        color: var(--_warn);
      }
      svg.poor {
        color: var(--_bad);
      }
      .mark .icon {
        width: 16px;
        height: 16px;
      }
      .mark[aria-expanded='true'] .icon {
        transform: scaleY(-1);
      }
      @media (forced-colors: active) {
        svg[class] {
          color: CanvasText;
        }
      }
    `,
  ];

  readonly #behind = new LatePart(this, () => import('../call-quality/call-quality.js'));
  @state() private open = false;

  @property({ attribute: false }) model!: PanelModel;
  @property({ attribute: false }) msg: Msg = englishMsg;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.open = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model, msg, open } = this;
    const verdict = model.snapshot.currentCall?.quality?.verdict;
    if (!verdict) return nothing;
    if (open || verdict === 'poor') this.#behind.want();
    return html`<button
        type="button"
        class="mark"
        aria-expanded=${open ? 'true' : 'false'}
        @click=${() => (this.open = !open)}
        @keydown=${this.#onKey}
      >
        ${drawnMark(verdict)}<span>${verdictWord(verdict, msg)}</span>${icon('chevronDown')}
      </button>
      ${
        this.#behind.part
          ? html`<cemscale-call-quality .model=${model} .msg=${msg} .open=${open}></cemscale-call-quality>`
          : open && this.#behind.failed
            ? msg('Could not load', { id: 'load-failed' })
            : nothing
      }`;
  }

  /** Escape goes one step back: it closes the numbers before it leaves the phone. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.open) return;
    event.preventDefault();
    event.stopPropagation();
    this.open = false;
  };
}

/** Three bars, as many of them full as the sound is good. The word beside it is the accessible part. */
function drawnMark(verdict: QualityVerdict): TemplateResult {
  return html`<svg
    class=${verdict}
    viewBox="0 0 16 16"
    width="16"
    height="16"
    stroke="currentColor"
    aria-hidden="true"
    focusable="false"
  >
    ${[0, 1, 2].map((at) => {
      const height = 4 + at * 4;
      const fill = at < bars[verdict] ? 'currentColor' : 'none';
      return svg`<rect fill=${fill} x=${1.5 + at * 5} y=${14 - height} width="3" height=${height} rx="1"/>`;
    })}
  </svg>`;
}

function verdictWord(verdict: QualityVerdict, msg: Msg): string {
  switch (verdict) {
    case 'good':
      return msg('Good sound', { id: 'sound-good' });
    case 'fair':
      return msg('Fair sound', { id: 'sound-fair' });
    case 'poor':
      return msg('Poor sound', { id: 'sound-poor' });
  }
}

define('cemscale-sound-mark', SoundMark);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-sound-mark': SoundMark;
  }
}
