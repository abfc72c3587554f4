import { svg } from 'lit';
import type { TemplateResult } from 'lit';
import { drawn, icon as launcherIcon } from './icons.js';
import type { LauncherIcon } from './icons.js';

const shapes = {
  inView: svg`<rect x="3.5" y="5" width="17" height="14" rx="2.5"/><rect x="12" y="11.5" width="6" height="5" rx="1"/>`,
  hangup: svg`<path d="M3.4 14.6c-.9-1.7-.6-3.2.7-4.1a14 14 0 0 1 15.8 0c1.3.9 1.6 2.4.7 4.1l-.5.9-4.4-1.5-.3-2.4a11.6 11.6 0 0 0-6.8 0l-.3 2.4-4.4 1.5Z"/>`,
  mic: svg`<rect x="9" y="3.5" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v2.5"/>`,
  micOff: svg`<path d="M15 9.5v-3a3 3 0 0 0-5.7-1.3M9 9.5v2a3 3 0 0 0 4.5 2.6M5.5 11.5a6.5 6.5 0 0 0 10.2 5.3M18.5 11.5a6.5 6.5 0 0 1-.6 2.7M12 18v2.5M4 4l16 16"/>`,
  pause: svg`<path d="M8.5 5.5v13M15.5 5.5v13"/>`,
  play: svg`<path d="M8 5.5v13l10.5-6.5Z"/>`,
  keypad: svg`<path d="M6 6h.01M12 6h.01M18 6h.01M6 12h.01M12 12h.01M18 12h.01M6 18h.01M12 18h.01M18 18h.01" stroke-width="3"/>`,
  addPerson: svg`<circle cx="10" cy="8.5" r="4"/><path d="M3 20a7 7 0 0 1 11.6-5.3M18 14.5v6m-3-3h6"/>`,
  transfer: svg`<path d="M4 12h12.5M12 7l5 5-5 5M20.5 5v14"/>`,
  park: svg`<rect x="4" y="4" width="16" height="16" rx="4.5"/><path d="M9.8 17V7.5h3a3 3 0 0 1 0 6h-3"/>`,
} as const;

/** Names of the icons of a call; what is drawn beside it has more, in `more-icons.ts`. */
export type PanelIcon = LauncherIcon | keyof typeof shapes;

/** An icon of a call. */
export function icon(name: PanelIcon): TemplateResult {
  return Object.hasOwn(shapes, name)
    ? drawn(shapes[name as keyof typeof shapes])
    : launcherIcon(name as LauncherIcon);
}
