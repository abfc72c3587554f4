import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { str } from '@lit/localize/internal/str-tag.js';
import type { Colleague } from '../../softphone/presence-board.js';
import { icon } from '../internal/icons.js';
import type { Msg } from '../internal/localize.js';
import { presenceMark } from '../internal/presence-mark.js';
import { byHand, type AskPresence } from './asks.js';
import { nameOf, statusWord } from './presence-words.js';

/** One person in a line of text or a cell of a table. */
export interface ChipModel {
  readonly colleague: Colleague;
  /** What the page calls this person; the name when empty. */
  readonly label: string;
  readonly compact: boolean;
  readonly canCall: boolean;
  /** Where a call leads without a phone on the page; empty when nowhere. */
  readonly link: string;
  readonly isShown: boolean;
}

/** Mark, name, word, and a button that calls; `compact` leaves the mark, whose name is read and shown on hover. */
export function chip(
  { colleague, label, compact, canCall, link, isShown }: ChipModel,
  msg: Msg,
  ask: AskPresence,
): TemplateResult {
  const { number, status } = colleague;
  const name = label || nameOf(colleague);
  const word = statusWord(status, msg);
  const whole = msg(str`${name}: ${word}`, { id: 'presence-whole' });
  const show = ({ currentTarget }: Event): void => {
    if (currentTarget instanceof HTMLElement) ask({ type: 'show', extension: number, anchor: currentTarget });
  };
  const called = msg(str`Call ${name}`, { id: 'presence-call' });
  const callControl = (): TemplateResult | typeof nothing => {
    if (!canCall)
      return link
        ? html`<a class="round call" part="call-button" aria-label=${called} href=${link}>${icon('phone')}</a>`
        : nothing;
    return html`<button
      class="round call"
      part="call-button"
      aria-label=${called}
      @click=${byHand(() => ask({ type: 'call', extension: number }))}
      @pointerenter=${() => ask({ type: 'warm-up' })}
    >
      ${icon('phone')}
    </button>`;
  };
  return html`<span class="chip ${compact ? 'compact' : ''}" part="chip">
    <button
      class="person"
      part="person"
      aria-label=${compact ? whole : nothing}
      title=${compact ? whole : nothing}
      aria-haspopup="dialog"
      aria-expanded=${isShown}
      @click=${show}
    >
      ${presenceMark(status)}
      ${compact ? nothing : html`<span class="name">${name}</span> <span class="word">${word}</span>`}
    </button>
    ${compact ? nothing : callControl()}
  </span>`;
}
