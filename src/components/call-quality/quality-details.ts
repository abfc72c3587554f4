import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DirectionSample, QualitySample, QualityWarning } from '../../phone/media/quality/quality.js';
import type { Msg } from '../internal/localize.js';
import { warningWords } from './quality-words.js';

/** The numbers of the last second. */
export function qualityDetails(
  sample: QualitySample | null,
  warnings: readonly QualityWarning[],
  locale: string,
  msg: Msg,
): TemplateResult {
  const mild = warnings.map((warning) => warningWords(warning, msg)).filter((words) => words.mild);
  const row = (name: string, read: (way: DirectionSample) => string): TemplateResult =>
    html`<tr>
      <th scope="row">${name}</th>
      <td>${sample ? read(sample.incoming) : '–'}</td>
      <td>${sample ? read(sample.outgoing) : '–'}</td>
    </tr>`;
  const number = (value: number | null, digits: number, unit: string): string => {
    if (value === null) return '–';
    const format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return `${format.format(value)}${unit}`;
  };
  return html`<div class="details">
    ${
      mild.length > 0
        ? html`<ul>
            ${mild.map(({ title }) => html`<li>${title}</li>`)}
          </ul>`
        : nothing
    }
    <table>
      <caption class="sr-only">
        ${msg('Sound of this call, each second', { id: 'sound-numbers' })}
      </caption>
      <thead>
        <tr>
          <td></td>
          <th scope="col">${msg('You hear', { id: 'sound-in' })}</th>
          <th scope="col">${msg('They hear', { id: 'sound-out' })}</th>
        </tr>
      </thead>
      <tbody>
        ${row(msg('Score (1 to 4.4)', { id: 'sound-score' }), ({ mos }) => number(mos, 1, ''))}
        ${row(msg('Lost', { id: 'sound-lost' }), ({ lossPercent }) => number(lossPercent, 1, ' %'))}
        ${row(msg('Uneven by', { id: 'sound-jitter' }), ({ jitterMs }) => number(jitterMs, 0, ' ms'))}
        <tr>
          <th scope="row">${msg('There and back', { id: 'sound-round-trip' })}</th>
          <td colspan="2">${number(sample?.roundTripMs ?? null, 0, ' ms')}</td>
        </tr>
      </tbody>
    </table>
  </div>`;
}
