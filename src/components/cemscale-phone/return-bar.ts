import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { Msg } from '../internal/localize.js';
import { icon } from '../internal/panel-icons.js';
import { partyOf } from './party.js';

/** Leads back to the call that goes on while one looks for something in the phone. */
export function returnBar(call: CallSnapshot, msg: Msg, back: () => void): TemplateResult {
  const { state } = call;
  return html`<button type="button" class="return" part="return-button" @click=${back}>
    ${icon('phone')}
    <span class="sr-only">${msg('Back to the call', { id: 'back-to-call' })}</span>
    <bdi class="return-name">${partyOf(call, msg)}</bdi>
    ${state.phase === 'active' ? html`<cemscale-call-timer .since=${state.answeredAt}></cemscale-call-timer>` : ''}
  </button>`;
}
