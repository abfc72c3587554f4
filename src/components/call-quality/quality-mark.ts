import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { QualityVerdict } from '../../phone/media/quality/quality.js';

const bars = { good: 3, fair: 2, poor: 1 } as const satisfies Record<QualityVerdict, number>;

/** Three bars, as many of them full as the sound is good. The word beside it is the accessible part. */
export function qualityMark(verdict: QualityVerdict): TemplateResult {
  return html`<svg
    class="bars ${verdict}"
    viewBox="0 0 16 16"
    width="16"
    height="16"
    aria-hidden="true"
    focusable="false"
  >
    ${[0, 1, 2].map((at) => {
      const height = 4 + at * 4;
      return svg`<rect class=${at < bars[verdict] ? 'full' : 'empty'} x=${1.5 + at * 5} y=${14 - height} width="3" height=${height} rx="1"/>`;
    })}
  </svg>`;
}
