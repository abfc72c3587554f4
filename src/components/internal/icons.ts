import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';

const shapes = {
  phone: svg`<path d="M6.2 3.8h2.6l1.7 4.4-2.1 1.6a12.4 12.4 0 0 0 5.8 5.8l1.6-2.1 4.4 1.7v2.6a2 2 0 0 1-2.2 2A16.6 16.6 0 0 1 4.2 6a2 2 0 0 1 2-2.2Z"/>`,
  hangup: svg`<path d="M3.4 14.6c-.9-1.7-.6-3.2.7-4.1a14 14 0 0 1 15.8 0c1.3.9 1.6 2.4.7 4.1l-.5.9-4.4-1.5-.3-2.4a11.6 11.6 0 0 0-6.8 0l-.3 2.4-4.4 1.5Z"/>`,
  mic: svg`<rect x="9" y="3.5" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v2.5"/>`,
  micOff: svg`<path d="M15 9.5v-3a3 3 0 0 0-5.7-1.3M9 9.5v2a3 3 0 0 0 4.5 2.6M5.5 11.5a6.5 6.5 0 0 0 10.2 5.3M18.5 11.5a6.5 6.5 0 0 1-.6 2.7M12 18v2.5M4 4l16 16"/>`,
  pause: svg`<path d="M8.5 5.5v13M15.5 5.5v13"/>`,
  play: svg`<path d="M8 5.5v13l10.5-6.5Z"/>`,
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
