import { str } from '@lit/localize/internal/str-tag.js';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { EndedState } from '../../phone/call-state.js';
import { formatDuration } from '../internal/call-timer.js';
import { icon } from '../internal/more-icons.js';
import type { Msg } from '../internal/localize.js';
import { shownNumber } from '../internal/shown-number.js';
import { partyOf } from './party.js';
import type { CallView } from './view.js';
import { wordsForDuration, wordsForEnd } from './words.js';

/** What became of a call, in the largest type, and the two things one may want next. */
export function endedView({ call, model, msg, ask }: CallView, state: EndedState): TemplateResult {
  const words = wordsForEnd(msg, state.reason, state.error);
  const { number } = call.remote;
  const name = partyOf(call, msg);
  const slot = state.reason === 'parked' ? (model.snapshot.parked?.slot ?? '') : '';
  const again = slot === '' ? number : `*71${slot}`;
  return html`<div class="body">
      <div class="person ended">
        <div class="mark ${toneOf(state)}" aria-hidden="true">${icon(markOf(state))}</div>
        <h2 class="name" tabindex="-1" data-focus>${words.title}</h2>
        ${slot ? slotText(slot, msg) : ''} ${words.text ? html`<p class="reason">${words.text}</p>` : ''}
        <p class="with">
          <bdi>${name}</bdi
          >${name === number || number === '' ? '' : html`<bdi dir="ltr" class="number">${shownNumber(number)}</bdi>`}
        </p>
        ${state.answered ? html`<p class="detail">${wordsForDuration(msg, formatDuration(state.durationSeconds))}</p>` : ''}
      </div>
    </div>
    <div class="actions ${number ? 'two' : ''}">
      <button type="button" class="action quiet" part="done-button" @click=${() => ask({ type: 'dismiss' })}>
        <span>${msg('Done', { id: 'done' })}</span>
      </button>
      ${
        number
          ? html`<button
              type="button"
              class="action green"
              part="call-button"
              @pointerenter=${() => ask({ type: 'warm-up' })}
              @focus=${() => ask({ type: 'warm-up' })}
              @click=${() => ask({ type: 'call', number: again })}
            >
              ${icon('phone')}<span
                >${slot ? msg('Take back', { id: 'parked-take-back' }) : againWord(call.direction === 'inbound', state, msg)}</span
              >
            </button>`
          : ''
      }
    </div>`;
}

/** Large enough to be read out across a room. */
function slotText(slot: string, msg: Msg): TemplateResult {
  const code = `*71${slot}`;
  return html`<p class="slot" dir="ltr" aria-label=${msg(str`Slot ${slot}`, { id: 'parked-slot' })}>${slot}</p>
    <p class="reason">
      ${msg(str`Any phone of the company takes the call with ${code}.`, { id: 'parked-how' })}
    </p>`;
}

function againWord(inbound: boolean, state: EndedState, msg: Msg): string {
  if (inbound) return msg('Call back', { id: 'call-back' });
  return state.reason === 'microphone'
    ? msg('Try again', { id: 'try-again' })
    : msg('Call again', { id: 'call-again' });
}

const went = {
  hangup: 1,
  canceled: 1,
  declined: 1,
  'remote-hangup': 1,
  'answered-elsewhere': 1,
  transferred: 1,
  'taken-over': 1,
  'ended-meanwhile': 1,
  parked: 1,
} as const;

function toneOf({ reason }: EndedState): 'calm' | 'attention' {
  return reason in went ? 'calm' : 'attention';
}

function markOf(state: EndedState): 'check' | 'hangup' | 'micOff' | 'alert' {
  if (state.reason === 'microphone') return 'micOff';
  if (state.error || ['media-failed', 'connection-lost', 'failed'].includes(state.reason)) return 'alert';
  return state.answered || state.reason === 'answered-elsewhere' ? 'check' : 'hangup';
}
