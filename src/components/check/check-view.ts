import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { runPreflight } from '../../softphone/preflight/preflight.js';
import type { PreflightReport, PreflightStep } from '../../softphone/preflight/report.js';
import type { Softphone } from '../../softphone/softphone.js';
import type { PanelModel } from '../cemscale-phone/view.js';
import { base } from '../internal/base.styles.js';
import { define } from '../internal/define.js';
import { englishMsg, languageOf, type Msg } from '../internal/localize.js';
import { checkMark } from './check-mark.js';
import { checkStyles } from './check-view.styles.js';
import { findingWords, measureWords, reportText, stateWord, stepWord, verdictWords } from './check-words.js';

/**
 * Checks what a call needs before there is one, and says what it comes to and what to do.
 *
 * @tag cemscale-check-view
 * @internal
 */
export class CheckView extends LitElement {
  static override readonly styles = [base, checkStyles];

  #running: AbortController | null = null;
  @state() private report: PreflightReport | null = null;
  /** `by-hand`: the browser does not let us write to the clipboard. */
  @state() private copied: 'no' | 'yes' | 'by-hand' = 'no';
  @query('.main') private readonly mainButton!: HTMLElement | null;
  @query('textarea') private readonly text!: HTMLTextAreaElement | null;

  @property({ attribute: false }) softphone: Softphone | null = null;
  @property({ attribute: false }) model!: PanelModel;
  @property({ attribute: false }) msg: Msg = englishMsg;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#running?.abort();
  }

  override focus(options?: FocusOptions): void {
    this.mainButton?.focus(options);
  }

  protected override render(): TemplateResult {
    const { msg, report, copied } = this;
    const isRunning = report !== null && report.verdict === null;
    return html`<div
        class="scroll"
        role="group"
        aria-label=${msg('Check microphone and network', { id: 'settings-check' })}
        tabindex=${report ? 0 : nothing}
      >
        ${this.#head()}
        ${
          report
            ? html`<ol>
                ${report.steps.map((step) => this.#step(step))}
              </ol>`
            : nothing
        }
        ${
          report && copied === 'by-hand'
            ? html`<textarea
                readonly
                aria-label=${msg('The check as text', { id: 'check-as-text' })}
                .value=${reportText(report, languageOf(this), msg)}
              ></textarea>`
            : nothing
        }
      </div>
      <div class="row">
        ${
          report?.verdict
            ? html`<button type="button" @click=${this.#copy}>
                <span role="status"
                  >${copied === 'yes' ? msg('Copied', { id: 'check-copied' }) : msg('Copy report', { id: 'check-copy' })}</span
                >
              </button>`
            : nothing
        }
        <button type="button" class="main" @click=${isRunning ? this.#stop : this.#start}>
          ${
            isRunning
              ? msg('Stop', { id: 'check-stop' })
              : report
                ? msg('Check again', { id: 'check-microphone' })
                : msg('Check now', { id: 'check-start' })
          }
        </button>
      </div>`;
  }

  #head(): TemplateResult {
    const { msg, report } = this;
    const verdict = report?.verdict && verdictWords(report.verdict, msg);
    const title = verdict ? verdict.title : report ? msg('Checking…', { id: 'check-running' }) : '';
    return html`<div role="status">
      ${title ? html`<h3>${title}</h3>` : nothing}
      <p class="lead">${verdict ? verdict.text : this.#plan()}</p>
    </div>`;
  }

  #plan(): string {
    const { msg } = this;
    return this.model.snapshot.permissions.includes('calls:originate')
      ? msg('Tries your microphone, the network, and a test call of a few seconds that nobody hears.', {
          id: 'check-lead',
        })
      : msg('Tries your microphone and the network. Your account may not make a test call.', {
          id: 'check-lead-no-call',
        });
  }

  #step({ name, state: stepState, finding, durationMs, measures }: PreflightStep): TemplateResult {
    const { msg } = this;
    const locale = languageOf(this);
    const words = finding && findingWords(finding, msg);
    const measured = measureWords(measures, locale, msg);
    const seconds = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    const lasted = durationMs === null ? '' : ` · ${seconds.format(durationMs / 1000)} s`;
    return html`<li>
      ${checkMark(stepState)}
      <span class="step-name">${stepWord(name, msg)}</span>
      <span class="step-state">${stateWord(stepState, msg)}${lasted}</span>
      ${words ? html`<p class="finding">${words.title}</p>` : nothing}
      ${words?.text ? html`<p class="remedy">${words.text}</p>` : nothing}
      ${measured ? html`<p class="measured"><bdi>${measured}</bdi></p>` : nothing}
    </li>`;
  }

  readonly #start = async (): Promise<void> => {
    const { softphone } = this;
    if (!softphone) return;
    const running = new AbortController();
    this.#running = running;
    this.copied = 'no';
    await runPreflight(softphone, {
      signal: running.signal,
      onChange: (report) => {
        if (this.#running === running) this.report = report;
      },
    });
  };

  readonly #stop = (): void => this.#running?.abort();

  readonly #copy = async (): Promise<void> => {
    if (!this.report) return;
    try {
      await navigator.clipboard.writeText(reportText(this.report, languageOf(this), this.msg));
      this.copied = 'yes';
    } catch {
      // A frame without the permission: the text can be copied by hand.
      this.copied = 'by-hand';
      await this.updateComplete;
      this.text?.select();
    }
  };
}

define('cemscale-check-view', CheckView);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-check-view': CheckView;
  }
}
