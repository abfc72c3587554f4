import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { StepState } from '../../softphone/preflight/report.js';

const shapes: Record<StepState, TemplateResult> = {
  waiting: svg`<circle cx="8" cy="8" r="1.5" fill="currentColor" stroke="none"/>`,
  running: svg`<path class="turns" d="M8 2.5a5.5 5.5 0 1 1-5.5 5.5"/>`,
  ok: svg`<path d="m3 8.5 3.5 3.5L13 4.5"/>`,
  warning: svg`<path d="M8 2 14.5 13.5h-13Z"/><path d="M8 6.2v3.2M8 11.5v.01"/>`,
  failed: svg`<path d="m4 4 8 8m0-8-8 8"/>`,
  skipped: svg`<path d="M4 8h8"/>`,
};

/** The mark of a step, a form for each state; the word beside it is the accessible part. */
export function checkMark(state: StepState): TemplateResult {
  return html`<svg
    class="step-mark ${state}"
    viewBox="0 0 16 16"
    width="18"
    height="18"
    fill="none"
    stroke="currentColor"
    stroke-width="1.9"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${shapes[state]}
  </svg>`;
}
