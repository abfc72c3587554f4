import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';

const shapes = {
  phone: svg`<path d="M6.2 3.8h2.6l1.7 4.4-2.1 1.6a12.4 12.4 0 0 0 5.8 5.8l1.6-2.1 4.4 1.7v2.6a2 2 0 0 1-2.2 2A16.6 16.6 0 0 1 4.2 6a2 2 0 0 1 2-2.2Z"/>`,
  chevronDown: svg`<path d="m6 9.5 6 6 6-6"/>`,
} as const;

/** Names of the icons of the closed phone; the open one has more, in `panel-icons.ts`. */
export type LauncherIcon = keyof typeof shapes;

/** An icon of the closed phone. */
export function icon(name: LauncherIcon): TemplateResult {
  return drawn(shapes[name]);
}

/**
 * An icon in the colour of the text beside it, from its shape: 24 px grid, 1.75 px stroke, round caps. Hidden from
 * assistive technology: the control carries the name.
 */
export function drawn(shape: TemplateResult): TemplateResult {
  return html`<svg
    class="icon"
    viewBox="0 0 24 24"
    width="24"
    height="24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${shape}
  </svg>`;
}
