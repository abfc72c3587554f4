import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { drawn } from './icons.js';
import { personShape } from './person-shape.js';

/** First letters of the first and the last word of a name; empty for numbers and names without letters. */
export function initialsOf(name: string | null): string {
  const words = (name ?? '').match(/[\p{L}\p{M}]+/gu) ?? [];
  const first = words[0];
  if (!first) return '';
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return [first, last]
    .map((word) => (word ? ([...word][0] ?? '') : ''))
    .join('')
    .toLocaleUpperCase();
}

/**
 * Round picture of a person: theirs, else initials, or a figure when only a number is known. Decoration: the name
 * stands beside it. A picture that does not come lets the initials behind it be seen.
 */
export function avatar(name: string | null, rings = false, picture: string | null = null): TemplateResult {
  return html`<div class="avatar ${rings ? 'rings' : ''}" part="avatar" aria-hidden="true">
    ${initialsOf(name) || drawn(personShape)}
    ${picture ? html`<img src=${picture} alt="" referrerpolicy="no-referrer" decoding="async" @error=${hide} />` : ''}
  </div>`;
}

function hide(event: Event): void {
  (event.target as HTMLElement).hidden = true;
}
