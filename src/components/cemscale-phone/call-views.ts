import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { ResumingState } from '../../phone/call-state.js';
import { icon } from '../internal/panel-icons.js';
import type { Msg } from '../internal/localize.js';
import { callWord } from './status-words.js';
import { person } from './view.js';
import type { CallView } from './view.js';

function comingBack({ answeredAt }: ResumingState, words: string): TemplateResult {
  return html`<cemscale-call-timer .since=${answeredAt}></cemscale-call-timer><span class="held">${words}</span>`;
}

/** A call on its way out, or back from another page: who, and how far it has come. */
export function outgoingView(view: CallView): TemplateResult {
  const { call, msg, ask } = view;
  const isResuming = call.state.phase === 'resuming';
  const detail =
    call.state.phase === 'resuming' ? comingBack(call.state, callWord(call, msg)) : progressWords(view);
  return html`<div class="body">${person(view, detail, !isResuming)}</div>
    <div class="actions">
      <button type="button" class="action red" part="end-button" @click=${() => ask({ type: 'hangup' })}>
        ${icon('hangup')}<span>${isResuming ? endWord(msg) : msg('Cancel call', { id: 'cancel-call' })}</span>
      </button>
    </div>`;
}

/** How far an outgoing call has come, in words. */
export function progressWords({ call, model, msg }: Pick<CallView, 'call' | 'model' | 'msg'>): string {
  const { state } = call;
  if (state.phase === 'preparing') {
    return model.snapshot.microphone === 'granted'
      ? msg('Getting ready…', { id: 'progress-preparing' })
      : msg('Allow the microphone when the browser asks', { id: 'progress-microphone' });
  }
  if (state.phase !== 'ringing') return msg('Connecting…', { id: 'progress-dialing' });
  return state.earlyMedia
    ? msg('Listen: the line is playing a message', { id: 'progress-early-media' })
    : msg('Ringing…', { id: 'progress-ringing' });
}

/** A call that wants an answer. Red stays at the start and green at the end, here and in every other view. */
export function incomingView(view: CallView): TemplateResult {
  const { call, msg, ask } = view;
  const answering = call.state.phase === 'answering';
  const detail = answering
    ? msg('Connecting…', { id: 'progress-dialing' })
    : msg('is calling you', { id: 'incoming-detail' });
  return html`<div class="body">${person(view, detail, !answering)}${view.model.countdown}</div>
    <div class="actions two">
      <button type="button" class="action red" part="end-button" @click=${() => ask({ type: 'hangup' })}>
        ${icon('hangup')}<span>${answering ? endWord(msg) : msg('Decline', { id: 'decline' })}</span>
      </button>
      <button
        type="button"
        class="action green"
        part="answer-button"
        aria-disabled=${answering ? 'true' : 'false'}
        @pointerenter=${() => ask({ type: 'warm-up' })}
        @focus=${() => ask({ type: 'warm-up' })}
        @click=${() => answering || ask({ type: 'answer' })}
      >
        ${answering ? '' : icon('phone')}<span
          >${answering ? msg('Answering…', { id: 'answering' }) : msg('Answer', { id: 'answer' })}</span
        >
      </button>
    </div>`;
}

/** The word on the button that ends a live call. */
export function endWord(msg: Msg): string {
  return msg('End call', { id: 'end-call' });
}
