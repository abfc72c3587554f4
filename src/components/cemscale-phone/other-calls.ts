import { str } from '@lit/localize/internal/str-tag.js';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CallSnapshot } from '../../phone/call-state.js';
import { isLive } from '../../softphone/snapshot.js';
import { icon } from '../internal/more-icons.js';
import type { Msg } from '../internal/localize.js';
import { shownNumber } from '../internal/shown-number.js';
import { holdWords } from './active-view.js';
import { otherCallStyles } from './other-calls.styles.js';
import { partyOf } from './party.js';
import type { CallView } from './view.js';

export const styles = [otherCallStyles];

/** The calls beside the one at hand: whoever rings, with what may be done about it, and whoever waits. */
export function otherCalls(view: CallView): TemplateResult | typeof nothing {
  const others = view.model.snapshot.calls.filter((one) => isLive(one) && one.id !== view.call.id);
  if (others.length === 0) return nothing;
  const ringing = others.filter(isRinging);
  const waiting = others.filter((one) => !isRinging(one));
  return html`<div class="others">
    ${ringing.map((one) => ringingCall(one, view))} ${waiting.length === 0 ? nothing : waitingCalls(waiting, view)}
  </div>`;
}

function isRinging({ state }: CallSnapshot): boolean {
  return state.phase === 'incoming' || state.phase === 'answering';
}

/** Answering lets the one at hand wait, where that is possible: a call on its way or of three cannot. */
function ringingCall(other: CallSnapshot, { call, model, msg, ask }: CallView): TemplateResult {
  const name = partyOf(other, msg);
  const { id: callId } = other;
  const isTalk = call.state.phase === 'active';
  const mayWait = (isTalk && !model.snapshot.threeWay) || isRinging(call);
  const label = msg(str`${name} is calling you`, { id: 'waiting-call' });
  return html`<section class="ringing-call" part="waiting-call" aria-label=${label}>
    <p>
      <b><bdi>${name}</bdi></b> <span>${msg('is calling you', { id: 'incoming-detail' })}</span>
    </p>
    <div class="ringing-actions">
      <button type="button" class="chip" part="end-button" @click=${() => ask({ type: 'hangup', callId })}>
        ${msg('Decline', { id: 'decline' })}
      </button>
      ${
        isRinging(call)
          ? nothing
          : html`<button
              type="button"
              class="chip"
              part="answer-button"
              @click=${() => ask({ type: 'answer', callId, others: 'end' })}
            >
              ${msg('End and answer', { id: 'end-and-answer' })}
            </button>`
      }
      ${
        mayWait
          ? html`<button
              type="button"
              class="chip green"
              part="answer-button"
              @click=${() => ask({ type: 'answer', callId })}
            >
              ${isTalk ? msg('Hold and answer', { id: 'hold-and-answer' }) : msg('Answer', { id: 'answer' })}
            </button>`
          : nothing
      }
    </div>
  </section>`;
}

function waitingCalls(others: readonly CallSnapshot[], view: CallView): TemplateResult {
  const { call, model, msg } = view;
  const { phase } = call.state;
  // A call that may be answered any moment is not left, nor one of three.
  const mayLeave = (phase === 'active' || phase === 'incoming') && !model.snapshot.threeWay;
  return html`<ul class="waiting-calls" aria-label=${msg('Other calls', { id: 'other-calls' })}>
    ${others.map((one) => html`<li>${waitingCall(one, mayLeave, view)}</li>`)}
  </ul>`;
}

function waitingCall(other: CallSnapshot, mayLeave: boolean, { msg, ask }: CallView): TemplateResult {
  const { state, remote } = other;
  const name = partyOf(other, msg);
  const since = 'answeredAt' in state ? state.answeredAt : null;
  const content = html`<span class="text"
    ><bdi class="name">${name}</bdi>
    <span class="sub"
      >${stateWords(other, msg)}${since === null ? nothing : html` <cemscale-call-timer .since=${since}></cemscale-call-timer>`}${name === remote.number ? nothing : html`<span class="figures"> · <bdi dir="ltr">${shownNumber(remote.number)}</bdi></span>`}</span
    ></span
  >`;
  if (!mayLeave || state.phase !== 'active') return html`<div class="waiting-call">${content}</div>`;
  return html`<button
    type="button"
    class="waiting-call"
    part="switch-button"
    @click=${() => ask({ type: 'switch', callId: other.id })}
  >
    ${content}
    <span class="switch">${icon('swap')}<span>${msg('Switch', { id: 'switch-call' })}</span></span>
  </button>`;
}

function stateWords({ state }: CallSnapshot, msg: Msg): string {
  if (state.phase !== 'active') return msg('Connecting…', { id: 'progress-dialing' });
  return state.held
    ? msg('On hold', { id: 'held' })
    : holdWords(state, msg) || msg('On a call', { id: 'call-active' });
}
