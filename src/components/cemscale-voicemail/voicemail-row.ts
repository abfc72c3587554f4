import { str } from '@lit/localize/internal/str-tag.js';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Voicemail } from '../../api/types/voicemail.js';
import type { Locale, Msg } from '../internal/localize.js';
import { icon } from '../internal/panel-icons.js';
import { roomIcon } from '../internal/room-icons.js';
import { lengthWords, whenWords } from '../internal/when-words.js';
import { rates, type Player } from './player.js';

export interface RowOptions {
  readonly msg: Msg;
  readonly locale: Locale;
  readonly player: Player;
  readonly isOpen: boolean;
  /** Messages chosen for one deletion; null while they are not chosen. */
  readonly picked: ReadonlySet<string> | null;
  readonly mayDelete: boolean;
  readonly mayCall: boolean;
  /** A call is at the ear: nothing is played. */
  readonly isTalking: boolean;
  readonly onToggle: (id: string) => void;
  readonly onPick: (id: string) => void;
  readonly onPlay: (id: string) => void;
  readonly onDelete: (id: string) => void;
  readonly onCall: (number: string) => void;
}

/** One message: who, when, how long; opened, what can be done with it. */
export function voicemailRow(message: Voicemail, options: RowOptions): TemplateResult {
  const { id, is_read } = message;
  const { isOpen, picked } = options;
  return html`<li class="item ${is_read ? '' : 'unread'} ${isOpen ? 'open' : ''}">
    <div class="line">
      ${picked ? picker(message, picked, options) : playButton(message, options)} ${about(message, options)}
    </div>
    ${isOpen && !picked ? html`<div class="player" id="player-${id}">${controls(message, options)}</div>` : nothing}
  </li>`;
}

/** What to call whoever left a message. */
function callerOf({ caller_name, caller_id }: Voicemail, msg: Msg): string {
  return caller_name || caller_id || msg('Unknown caller', { id: 'unknown-caller' });
}

function about(message: Voicemail, options: RowOptions): TemplateResult {
  const { id, caller_id, is_read, created_at, duration_seconds } = message;
  const { msg, locale, isOpen, picked, onToggle, onPick } = options;
  const name = callerOf(message, msg);
  const when = whenWords(Date.parse(created_at), locale);
  return html`<button
    type="button"
    class="row"
    id="row-${id}"
    aria-expanded=${picked ? nothing : isOpen ? 'true' : 'false'}
    aria-controls=${isOpen && !picked ? `player-${id}` : nothing}
    @click=${() => (picked ? onPick(id) : onToggle(id))}
  >
    <span class="text">
      <b class="name"
        >${is_read ? nothing : html`<span class="new" aria-hidden="true"></span><span class="sr-only">${msg('New', { id: 'vm-new' })}</span>`}<bdi
          >${name}</bdi
        ></b
      >
      <span class="sub"
        >${caller_id && caller_id !== name ? html`<bdi dir="ltr">${caller_id}</bdi> · ` : nothing}<bdi
          >${when}</bdi
        ></span
      >
    </span>
    <span class="figure">${lengthWords(duration_seconds)}</span>
  </button>`;
}

function picker(message: Voicemail, picked: ReadonlySet<string>, { msg, onPick }: RowOptions): TemplateResult {
  const { id } = message;
  return html`<label class="pick">
    <input
      type="checkbox"
      aria-label=${msg(str`Select the message of ${callerOf(message, msg)}`, { id: 'vm-pick' })}
      .checked=${live(picked.has(id))}
      @change=${() => onPick(id)}
    />
  </label>`;
}

function playButton(message: Voicemail, { msg, player, isTalking, onPlay }: RowOptions): TemplateResult {
  const { id } = message;
  const isHere = player.id === id;
  const isOn = isHere && (player.state === 'playing' || player.state === 'loading');
  const name = callerOf(message, msg);
  return html`<button
    type="button"
    class="round play"
    part="control"
    aria-disabled=${isTalking && !isOn ? 'true' : 'false'}
    aria-label=${isOn ? msg('Pause', { id: 'vm-pause' }) : msg(str`Play the message of ${name}`, { id: 'vm-play' })}
    aria-busy=${isHere && player.state === 'loading' ? 'true' : 'false'}
    @click=${() => onPlay(id)}
  >
    ${icon(isOn ? 'pause' : 'play')}
  </button>`;
}

function controls(message: Voicemail, options: RowOptions): TemplateResult {
  const { id, caller_id } = message;
  const { msg, player, mayDelete, mayCall, onDelete, onCall } = options;
  return html`${seeker(message, options)}
    ${
      player.id === id && player.state === 'failed'
        ? html`<p class="wrong" role="alert">
            ${msg('The message could not be played. Try again.', { id: 'vm-not-played' })}
          </p>`
        : nothing
    }
    <div class="chips">
      ${
        mayCall && caller_id
          ? html`<button type="button" class="chip" part="call-button" @click=${() => onCall(caller_id)}>
              ${icon('phone')}${msg('Call back', { id: 'call-back' })}
            </button>`
          : nothing
      }
      ${
        mayDelete
          ? html`<button type="button" class="chip" @click=${() => onDelete(id)}>
              ${roomIcon('trash')}${msg('Delete', { id: 'vm-delete' })}
            </button>`
          : nothing
      }
    </div>`;
}

/** Where in the message one is; the numbers of the platform stand until the sound itself is there. */
function seeker({ id, duration_seconds }: Voicemail, { msg, player }: RowOptions): TemplateResult {
  const isHere = player.id === id;
  const length = isHere && Number.isFinite(player.length) ? player.length : duration_seconds;
  const position = isHere ? Math.min(player.position, length) : 0;
  const [at, whole] = [lengthWords(position), lengthWords(length)];
  const rate = new Intl.NumberFormat(undefined).format(player.rate);
  const next = rates[(rates.findIndex((one) => one === player.rate) + 1) % rates.length] ?? 1;
  return html`<div class="seek">
    <span class="figure">${at}</span>
    <input
      type="range"
      min="0"
      max=${length}
      step="0.1"
      aria-label=${msg('Position in the message', { id: 'vm-position' })}
      aria-valuetext=${msg(str`${at} of ${whole}`, { id: 'vm-position-of' })}
      ?disabled=${!isHere || player.state === 'idle'}
      .value=${live(String(position))}
      @input=${(event: Event) => player.seek(Number((event.target as HTMLInputElement).value))}
    />
    <span class="figure">${whole}</span>
    <button
      type="button"
      class="round speed"
      aria-label=${msg(str`Speed ${rate}`, { id: 'vm-speed' })}
      @click=${() => player.setRate(next)}
    >
      ${rate}×
    </button>
  </div>`;
}
