import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** What every field has. Their look is in `field.styles.ts`. */
interface Field {
  /** Unique in its tree. */
  readonly id: string;
  readonly label: string;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface SelectField extends Field {
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChoose: (value: string) => void;
}

export interface SliderField extends Field {
  readonly value: number;
  readonly max: number;
  readonly step: number;
  /** What the value means, such as `80 %`. */
  readonly words: string;
  /** Each step while it is dragged; without it only where it is let go. */
  readonly onInput?: (value: number) => void;
  readonly onChange?: (value: number) => void;
}

export interface CheckField extends Field {
  readonly checked: boolean;
  readonly hint?: string;
  readonly onChange: (checked: boolean) => void;
}

/** One of several. */
export function selectField({ id, label, value, choices, onChoose }: SelectField): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select
      id=${id}
      .value=${live(value)}
      @change=${(event: Event) => onChoose((event.target as HTMLSelectElement).value)}
    >
      ${choices.map((choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`)}
    </select>
  </div>`;
}

/** A number between 0 and `max`. */
export function sliderField({
  id,
  label,
  value,
  max,
  step,
  words,
  onInput,
  onChange,
}: SliderField): TemplateResult {
  const read = (event: Event) => Number((event.target as HTMLInputElement).value);
  return html`<div class="field slider">
    <label for=${id}>${label}</label>
    <output for=${id} aria-hidden="true">${words}</output>
    <input
      id=${id}
      type="range"
      min="0"
      max=${max}
      step=${step}
      .value=${live(String(value))}
      aria-valuetext=${words}
      @input=${onInput ? (event: Event) => onInput(read(event)) : nothing}
      @change=${onChange ? (event: Event) => onChange(read(event)) : nothing}
    />
  </div>`;
}

/** On or off. */
export function checkField({ id, label, checked, hint, onChange }: CheckField): TemplateResult {
  return html`<label class="row" for=${id}>
    <input
      id=${id}
      class="switch"
      type="checkbox"
      role="switch"
      .checked=${live(checked)}
      @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
    />
    <span class="text"><b>${label}</b>${hint ? html`<span class="sub">${hint}</span>` : nothing}</span>
  </label>`;
}
