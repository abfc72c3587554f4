import { svg } from 'lit';
import type { TemplateResult } from 'lit';
import { drawn } from './icons.js';
import { icon as panelIcon } from './panel-icons.js';
import type { PanelIcon } from './panel-icons.js';

const shapes = {
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  bell: svg`<path d="M6 16.5h12l-1.4-2v-4a4.6 4.6 0 0 0-9.2 0v4ZM10.3 19.2a1.8 1.8 0 0 0 3.4 0"/>`,
  minus: svg`<path d="M6 12h12"/>`,
  alert: svg`<path d="M12 4 21 19.5H3ZM12 10v4M12 16.8v.01"/>`,
  info: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 8v.01"/>`,
  speaker: svg`<path d="M4 9.5h3.5L12 5.5v13l-4.5-4H4ZM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11"/>`,
  swap: svg`<path d="M4.5 8.5h13l-3.5-3.5M19.5 15.5h-13l3.5 3.5"/>`,
  merge: svg`<path d="M6 4.5v3a4.5 4.5 0 0 0 4.5 4.5H12m6-7.5v3a4.5 4.5 0 0 1-4.5 4.5H12m0 0v7.5m-3-3 3 3 3-3"/>`,
  bellOff: svg`<path d="M9.6 5.2A5.5 5.5 0 0 1 17.5 10c0 2 .4 3.6 1 4.9M6.8 8.2c-.2.6-.3 1.2-.3 1.8 0 4-1.5 5.5-2.5 6.5h12.5M10 19.5a2.2 2.2 0 0 0 4 0M4 4l16 16"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
} as const;

/** Names of the icons of a call, and of what is told and done beside it; the rooms have more, in `room-icons.ts`. */
export type IconName = PanelIcon | keyof typeof shapes;

/** One of them. */
export function icon(name: IconName): TemplateResult {
  return Object.hasOwn(shapes, name) ? drawn(shapes[name as keyof typeof shapes]) : panelIcon(name as PanelIcon);
}
