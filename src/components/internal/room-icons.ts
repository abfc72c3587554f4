import { svg } from 'lit';
import type { TemplateResult } from 'lit';
import { drawn } from './icons.js';

const shapes = {
  backspace: svg`<path d="M9 5.5h9.5a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H9L3 12Z"/><path d="m11 9.5 5 5m0-5-5 5"/>`,
  recents: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`,
  star: svg`<path d="m12 4 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8Z"/>`,
  voicemail: svg`<circle cx="7" cy="12" r="3.75"/><circle cx="17" cy="12" r="3.75"/><path d="M7 15.75h10"/>`,
  settings: svg`<path d="M4.5 7h8m5 0h2M4.5 17h2m5 0h8"/><circle cx="15" cy="7" r="2.25"/><circle cx="9" cy="17" r="2.25"/>`,
  trash: svg`<path d="M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5m3-5.5v5.5"/>`,
  forward: svg`<path d="M4.5 18.5v-3a5 5 0 0 1 5-5h9.5m-4-4 4 4-4 4"/>`,
  look: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5v17a8.5 8.5 0 0 0 0-17Z" fill="currentColor"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`,
  people: svg`<circle cx="9" cy="9" r="3.5"/><path d="M2.5 19.5a6.5 6.5 0 0 1 13 0M15.5 5.8a3.5 3.5 0 0 1 0 6.4M18 14.5a6.5 6.5 0 0 1 3.5 5"/>`,
  ear: svg`<path d="M7 10a5 5 0 0 1 10 0c0 3.5-3 4-3 7a3 3 0 0 1-5.5 1.6M10 10a2 2 0 0 1 4 0c0 1.5-1.5 2-1.5 3"/>`,
  sliders: svg`<path d="M4.5 7h7m5 0h3M4.5 17h3m5 0h7"/><circle cx="14" cy="7" r="2.5"/><circle cx="10" cy="17" r="2.5"/>`,
  headset: svg`<path d="M4.5 15v-2.5a7.5 7.5 0 0 1 15 0V15M19.5 16.5a3.5 3.5 0 0 1-3.5 3.5h-2.5"/><rect x="3.5" y="13" width="4" height="6" rx="2"/><rect x="16.5" y="13" width="4" height="6" rx="2"/>`,
  quiet: svg`<path d="M6.5 16.5v-5a5.5 5.5 0 0 1 9-4.2M17.5 11v5.5h-9M4.5 16.5h2m4.2 3a2 2 0 0 0 2.6 0M4 4l16 16"/>`,
} as const;

/** Names of the icons that only the keypad and the rooms have. */
export type RoomIconName = keyof typeof shapes;

/** One of them. */
export function roomIcon(name: RoomIconName): TemplateResult {
  return drawn(shapes[name]);
}
