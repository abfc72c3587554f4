import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import type { KnownPresence } from '../../softphone/presence-board.js';

/** One path each, so that a change of status changes attributes and no elements. Holes by the even-odd rule. */
const forms: Record<KnownPresence, string> = {
  available: 'M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10Z',
  busy: 'M8 1.8 14.2 8 8 14.2 1.8 8Z',
  on_call: 'M5 3h6a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Z',
  ringing:
    'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13Zm0 1.8a4.7 4.7 0 1 1 0 9.4a4.7 4.7 0 1 1 0-9.4Zm0 2.2a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5Z',
  dnd: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12ZM4.8 6.9h6.4v2.2H4.8Z',
  offline: 'M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10Zm0 1.9a3.1 3.1 0 1 1 0 6.2a3.1 3.1 0 1 1 0-6.2Z',
  unknown:
    'M5.2 6.1a2.9 2.9 0 1 1 4.3 2.4c-.5.3-.6.5-.6 1v.3H7V9.3c0-1.1.5-1.8 1.4-2.3a1.1 1.1 0 1 0-1.4-1ZM7 11.2h1.9v1.9H7Z',
};

/** The mark of a status. The word beside it, or the label around it, is the accessible part. */
export function presenceMark(status: KnownPresence): TemplateResult {
  return html`<svg
    class="mark ${status}"
    viewBox="0 0 16 16"
    width="16"
    height="16"
    aria-hidden="true"
    focusable="false"
  >
    <path fill="currentColor" fill-rule="evenodd" d=${forms[status]} />
  </svg>`;
}

/** Colour repeats what the form says. */
export const markStyles = css`
  .mark {
    display: block;
    flex: none;
    width: 14px;
    height: 14px;
    color: var(--_ink-2);
  }
  .mark.available {
    color: var(--_ok);
  }
  .mark.busy,
  .mark.on_call,
  .mark.dnd {
    color: var(--_bad);
  }
  .mark.ringing {
    color: var(--_warn);
  }
  @media (forced-colors: active) {
    .mark,
    .mark[class] {
      color: CanvasText;
    }
  }
`;
