import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { str } from '@lit/localize/internal/str-tag.js';
import { isMissed, type RecentCall } from '../../softphone/recents/recent-call.js';
import type { Place } from '../cemscale-presence/grid-keys.js';
import { avatar } from '../internal/avatar.js';
import type { Locale, Msg } from '../internal/localize.js';
import { icon } from '../internal/more-icons.js';
import type { RecentsNames } from './recents-rows.js';
import { outcomeIcon, outcomeWord, timeWords } from './recents-words.js';

/** What a row is drawn with and asks by. */
export interface RowTools {
  readonly msg: Msg;
  readonly locale: Locale;
  readonly names: RecentsNames;
  readonly tabindex: (row: number, column: Place['column']) => number;
  readonly call: (row: number, call: RecentCall) => void;
  readonly warmUp: () => void;
  readonly open: (row: number) => void;
}

/** What to call the other side: name, else number. */
export function partyWords(call: RecentCall, names: RecentsNames, msg: Msg): string {
  return names.name(call) || names.shown(call.number) || msg('Unknown caller', { id: 'unknown-caller' });
}

/** Calls with one person: one press calls back, the button at the end opens the details. */
export function callsRow(row: number, calls: readonly RecentCall[], tools: RowTools): TemplateResult {
  const { msg, locale, names, tabindex } = tools;
  const [call] = calls;
  if (!call) return html``;
  const party = partyWords(call, names, msg);
  const canCall = call.number !== '';
  return html`<div class="cell" role="gridcell">
      <button
        type="button"
        class="entry ${isMissed(call) ? 'missed' : ''}"
        tabindex=${tabindex(row, 0)}
        aria-disabled=${!canCall}
        @click=${() => tools.call(row, call)}
        @pointerenter=${tools.warmUp}
      >
        ${avatar(names.name(call) || null)}
        <span class="text">
          <span class="name">
            ${canCall ? html`<span class="sr-only">${msg('Call', { id: 'call' })}</span>` : ''}
            <bdi>${party}</bdi> ${calls.length > 1 ? html`<span class="count">(${calls.length})</span>` : ''}
          </span>
          <span class="sub">${outcomeIcon(call)}<span class="word">${outcomeWord(call, msg)}</span></span>
        </span>
        <span class="figure">${timeWords(call.at, locale)}</span>
      </button>
    </div>
    <div class="cell" role="gridcell">
      <button
        type="button"
        class="round"
        tabindex=${tabindex(row, 1)}
        aria-label=${msg(str`Details of ${party}`, { id: 'recent-details-of' })}
        @click=${() => tools.open(row)}
      >
        ${icon('info')}
      </button>
    </div>`;
}
