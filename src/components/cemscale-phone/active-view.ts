import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { ActiveState } from '../../phone/call-state.js';
import { icon } from '../internal/panel-icons.js';
import type { PanelIcon } from '../internal/panel-icons.js';
import type { Msg } from '../internal/localize.js';
import { endWord } from './call-views.js';
import { person } from './view.js';
import type { CallView } from './view.js';

export interface ActiveViewOptions {
  readonly state: ActiveState;
  /** The keys, while they are open. */
  readonly keys: TemplateResult | null;
  readonly onKeypad: (open: boolean) => void;
  /** Opens the field for a third person; null when the token does not allow one. */
  readonly onAdd: (() => void) | null;
  /** Opens the field for whom to hand the call to; null when that is not allowed or not possible now. */
  readonly onTransfer: (() => void) | null;
}

/**
 * A live call. The end of the bottom row, where Answer was a moment ago, opens the keypad;
 * a second tap of an impatient finger ends nothing.
 */
export function activeView(view: CallView, options: ActiveViewOptions): TemplateResult {
  const { msg, ask } = view;
  const { keys, onKeypad } = options;
  return html`<div class="body">${keys ?? controlsBody(view, options)}</div>
    <div class="actions two">
      <button type="button" class="action red" part="end-button" @click=${() => ask({ type: 'hangup' })}>
        ${icon('hangup')}<span>${endWord(msg)}</span>
      </button>
      <button
        type="button"
        class="action quiet"
        part="keypad-button"
        aria-expanded=${keys ? 'true' : 'false'}
        @click=${() => onKeypad(!keys)}
      >
        ${icon(keys ? 'chevronDown' : 'keypad')}
        <span>${keys ? msg('Hide keys', { id: 'hide-keypad' }) : msg('Keypad', { id: 'keypad' })}</span>
      </button>
    </div>`;
}

function controlsBody(view: CallView, { state, onAdd, onTransfer }: ActiveViewOptions): TemplateResult {
  const { msg, ask } = view;
  return html`${person(view, liveDetail(state, msg))}
    <cemscale-sound-mark .model=${view.model} .msg=${msg}></cemscale-sound-mark>
    <div class="controls">
      ${control(
        state.muted ? 'micOff' : 'mic',
        msg('Mute', { id: 'mute' }),
        state.muted,
        msg('Muted', { id: 'muted' }),
        () => ask({ type: 'mute', on: !state.muted }),
      )}
      ${control(
        state.held ? 'play' : 'pause',
        msg('Hold', { id: 'hold' }),
        state.held,
        msg('On hold', { id: 'held' }),
        () => ask({ type: 'hold', on: !state.held }),
      )}
      ${onAdd ? plainControl('addPerson', msg('Add call', { id: 'three-add' }), onAdd) : ''}
      ${onTransfer ? plainControl('transfer', msg('Transfer', { id: 'transfer' }), onTransfer) : ''}
      ${onTransfer ? plainControl('park', msg('Park', { id: 'park' }), () => ask({ type: 'park' })) : ''}
    </div>`;
}

function control(name: PanelIcon, label: string, on: boolean, onLabel: string, act: () => void): TemplateResult {
  return html`<button
    type="button"
    class="control"
    part="control"
    aria-pressed=${on ? 'true' : 'false'}
    @click=${act}
  >
    <i>${icon(name)}</i><span>${on ? onLabel : label}</span>
  </button>`;
}

function plainControl(name: PanelIcon, label: string, act: () => void): TemplateResult {
  return html`<button type="button" class="control" part="control" @click=${act}>
    <i>${icon(name)}</i><span>${label}</span>
  </button>`;
}

function liveDetail(state: ActiveState, msg: Msg): TemplateResult {
  const hold = holdWords(state, msg);
  return html`<cemscale-call-timer .since=${state.answeredAt}></cemscale-call-timer
    >${hold ? html`<span class="held">${hold}</span>` : ''}`;
}

/** Who waits for whom; empty when both sides talk. */
export function holdWords({ held, heldByRemote }: ActiveState, msg: Msg): string {
  if (held && heldByRemote) return msg('Both sides are on hold', { id: 'hold-both' });
  if (held) return msg('They are on hold', { id: 'hold-here' });
  return heldByRemote ? msg('They put you on hold', { id: 'hold-there' }) : '';
}
