import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import type { ActiveState } from '../../phone/call-state.js';
import { keypad } from '../internal/keypad.js';
import { partyOf } from './party.js';
import type { CallView } from './view.js';

/** The keys of a live call, with those that were sent above them. */
export function callKeys(
  { call, msg }: CallView,
  { answeredAt }: ActiveState,
  onDigit: (digit: string) => void,
): TemplateResult {
  return html`<div class="strip">
      <h2 class="strip-name" tabindex="-1" data-focus><bdi>${partyOf(call, msg)}</bdi></h2>
      <cemscale-call-timer .since=${answeredAt}></cemscale-call-timer>
    </div>
    <p class="sent" dir="ltr" aria-label=${msg('Keys sent', { id: 'keys-sent' })} role="group">
      ${call.digits === '' ? html`<span class="hint">${msg('Keys you press are sent', { id: 'keys-hint' })}</span>` : html`<bdi>${tailOf(call.digits)}</bdi>`}
    </p>
    ${keypad({
      label: msg('Keypad', { id: 'keypad' }),
      names: { '*': msg('star', { id: 'key-star' }), '#': msg('pound', { id: 'key-pound' }) },
      onKey: onDigit,
    })}`;
}

/** The last of many digits: what was pressed just now matters. */
function tailOf(digits: string): string {
  return digits.length > 24 ? `…${digits.slice(-23)}` : digits;
}

export const callKeyStyles = css`
  .strip {
    flex: none;
    display: flex;
    align-items: baseline;
    gap: 12px;
    padding-block: 6px 0;
    color: var(--_ink-2);
  }
  .strip-name {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--_ink);
    font-weight: 600;
  }
  .sent {
    flex: none;
    margin-block-start: auto;
    display: flex;
    align-items: center;
    justify-content: center;
    min-height: 76px;
    padding-block: 8px;
    font-size: 22px;
    font-weight: 500;
    line-height: 1.25;
    letter-spacing: 0.04em;
    font-variant-numeric: tabular-nums;
    text-align: center;
    overflow-wrap: anywhere;
  }
  .sent + .keys {
    margin-block-end: auto;
  }
  .sent .hint {
    color: var(--_ink-2);
    font-size: 14px;
    font-weight: 400;
    letter-spacing: 0;
  }
`;
