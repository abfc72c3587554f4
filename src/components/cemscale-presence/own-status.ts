import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { SettablePresence } from '../../api/types/presence.js';
import type { KnownPresence } from '../../softphone/presence-board.js';
import { icon } from '../internal/icons.js';
import type { Msg } from '../internal/localize.js';
import { presenceMark } from '../internal/presence-mark.js';
import type { AskPresence } from './asks.js';
import { statusWord } from './presence-words.js';

const settable: readonly SettablePresence[] = ['available', 'busy', 'offline'];

/** What the control of the own status shows. */
export interface OwnStatus {
  readonly status: KnownPresence;
  /** Asked for and not confirmed yet. */
  readonly pending: SettablePresence | null;
}

/**
 * The own status and the three a person can choose. What the phone does (on a call, ringing) is shown, and cannot be
 * chosen.
 */
export function ownStatus({ status, pending }: OwnStatus, msg: Msg, ask: AskPresence): TemplateResult {
  const shown = pending ?? status;
  const isSettable = settable.some((one) => one === shown);
  const onChange = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    const chosen = settable.find((one) => one === value);
    if (event.isTrusted && chosen) ask({ type: 'set', status: chosen });
  };
  return html`<span class="own" part="own-status" aria-busy=${pending !== null}>
    ${presenceMark(shown)}
    <select aria-label=${msg('Your status', { id: 'presence-own' })} .value=${live(shown)} @change=${onChange}>
      ${isSettable ? '' : html`<option value=${shown} selected hidden>${statusWord(shown, msg)}</option>`}
      ${settable.map((one) => html`<option value=${one} ?selected=${one === shown}>${statusWord(one, msg)}</option>`)}
    </select>
    ${icon('chevronDown')}
  </span>`;
}
