import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { str } from '@lit/localize/internal/str-tag.js';
import type { PresenceBoard } from '../../softphone/presence-board.js';
import { drawn } from '../internal/icons.js';
import type { Msg } from '../internal/localize.js';
import type { AskPresence } from './asks.js';
import { magnifier } from './glyphs.js';
import { ownStatus, type OwnStatus } from './own-status.js';
import { feedWords } from './presence-words.js';

/** Fewer people than this are found by looking. */
const searchFrom = 9;

/** Several people. */
export interface TeamModel {
  readonly board: PresenceBoard | null;
  /** How many there are without a search. */
  readonly count: number;
  readonly numbers: readonly string[];
  readonly query: string;
  readonly label: string;
  readonly compact: boolean;
  readonly canCall: boolean;
  readonly own: OwnStatus | null;
  readonly shown: string | null;
  readonly problem: string;
}

/** A heading with the own status, a search when there are many, and the list. */
export function team(
  model: TeamModel,
  msg: Msg,
  ask: AskPresence,
  search: (query: string) => void,
): TemplateResult {
  const { board, count, numbers, query, compact, canCall, own, shown, problem } = model;
  const label = model.label || msg('Team', { id: 'presence-team' });
  return html`<div class="team" part="team" role="group" aria-labelledby="title">
    <div class="head">
      <p class="title" id="title">${label}</p>
      ${own ? ownStatus(own, msg, ask) : nothing}
    </div>
    ${count >= searchFrom ? searchField(query, msg, search) : nothing}
    <p class="notice" role="status">${feedWords(board, msg)}</p>
    <p class="problem" role="alert">${problem}</p>
    <p class="empty" role="status">${emptyWords(model, msg)}</p>
    <p class="sr-only" role="status">${foundWords(model, msg)}</p>
    <cemscale-presence-list
      exportparts="list, person, call-button"
      .msg=${msg}
      .board=${board}
      .numbers=${numbers}
      .label=${label}
      .compact=${compact}
      .own=${board?.own?.number ?? null}
      .canCall=${canCall}
      .shown=${shown}
      .ask=${ask}
    ></cemscale-presence-list>
  </div>`;
}

function searchField(query: string, msg: Msg, search: (query: string) => void): TemplateResult {
  const words = msg('Search by name, number or department', { id: 'presence-search' });
  const onInput = (event: Event): void => search((event.target as HTMLInputElement).value);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || query === '') return;
    event.stopPropagation();
    search('');
  };
  return html`<div class="search">
    ${drawn(magnifier)}
    <input
      type="search"
      part="search"
      aria-label=${words}
      placeholder=${msg('Search', { id: 'presence-search-short' })}
      autocomplete="off"
      spellcheck="false"
      .value=${query}
      @input=${onInput}
      @keydown=${onKey}
    />
  </div>`;
}

/** For those who do not see the list grow shorter. */
function foundWords({ query, numbers }: TeamModel, msg: Msg): string {
  if (query.trim() === '' || numbers.length === 0) return '';
  const found = String(numbers.length);
  return msg(str`Found: ${found}`, { id: 'presence-found' });
}

function emptyWords({ board, numbers, query }: TeamModel, msg: Msg): string {
  if (numbers.length > 0) return '';
  if (query.trim() !== '') return msg(str`Nobody found for “${query}”.`, { id: 'presence-nobody' });
  if (!board) return msg('There is no phone on this page yet.', { id: 'presence-no-phone' });
  return board.state === 'connecting' ? msg('Looking who is there…', { id: 'presence-loading' }) : '';
}
