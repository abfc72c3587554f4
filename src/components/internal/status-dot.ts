import { html, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';

const shapes = {
  online: svg`<circle cx="8" cy="8" r="4.5" fill="currentColor" stroke="none"/>`,
  quiet: svg`<circle cx="8" cy="8" r="6" fill="currentColor" stroke="none"/><path class="cut" d="M5 8h6"/>`,
  offline: svg`<circle cx="8" cy="8" r="4"/>`,
  connecting: svg`<path class="turns" d="M8 3.5a4.5 4.5 0 1 1-4.5 4.5"/>`,
  reconnecting: svg`<path class="turns" d="M8 3.5a4.5 4.5 0 1 1-4.5 4.5"/><circle cx="8" cy="8" r="1.25" fill="currentColor" stroke="none"/>`,
  failed: svg`<path d="M8 2 14.5 13.5h-13Z" fill="currentColor" stroke-width="1.5"/><path class="cut" d="M8 6.2v3.2M8 11.5v.01"/>`,
  ringing: svg`<circle cx="8" cy="8" r="2.5" fill="currentColor" stroke="none"/><circle cx="8" cy="8" r="5.5"/>`,
  call: svg`<rect x="3.5" y="3.5" width="9" height="9" rx="2.5" fill="currentColor" stroke="none"/>`,
  held: svg`<path d="M5.5 4v8M10.5 4v8" stroke-width="2.75"/>`,
  ended: svg`<path d="M3.5 8h9" stroke-width="2.75"/>`,
} as const;

/** What the one status mark of the phone can say. Each has a form of its own; colour only repeats it. */
export type StatusKind = keyof typeof shapes;

/** The status that matters most now: a live call before the registration. */
export function statusOf({ status, currentCall }: SoftphoneSnapshot): StatusKind {
  const state = currentCall?.state;
  switch (state?.phase) {
    case 'resuming':
      return state.held ? 'held' : 'call';
    case 'active':
      return state.held || state.heldByRemote ? 'held' : 'call';
    case 'preparing':
    case 'dialing':
    case 'ringing':
    case 'incoming':
    case 'answering':
      return 'ringing';
    case 'ended':
    case undefined:
      return status;
  }
}

/** The mark itself. The word beside it is the accessible part, so the mark is hidden. */
export function statusDot(kind: StatusKind): TemplateResult {
  return html`<svg
    class="dot ${kind}"
    viewBox="0 0 16 16"
    width="16"
    height="16"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${shapes[kind]}
  </svg>`;
}
