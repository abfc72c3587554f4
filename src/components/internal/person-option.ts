import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Colleague } from '../../softphone/presence-board.js';
import { nameOf, statusWord } from '../cemscale-presence/presence-words.js';
import { avatar } from './avatar.js';
import type { Msg } from './localize.js';
import { presenceMark } from './presence-mark.js';

/** A colleague in a listbox, with what they do right now. `choose` runs only for what a person pressed. */
export function personOption(
  colleague: Colleague,
  index: number,
  isMarked: boolean,
  choose: () => void,
  msg: Msg,
): TemplateResult {
  const { number, displayName, status } = colleague;
  // Pressing must not take the focus out of the field first.
  const keep = (event: Event): void => event.preventDefault();
  return html`<div
    id="option-${index}"
    class="option"
    role="option"
    aria-selected=${isMarked ? 'true' : 'false'}
    @pointerdown=${keep}
    @click=${(event: Event) => event.isTrusted && choose()}
  >
    ${avatar(displayName)}
    <span class="text"><span class="name">${nameOf(colleague)}</span><span class="sub">${number}</span></span>
    <span class="state">${presenceMark(status)}<span>${statusWord(status, msg)}</span></span>
  </div>`;
}

/** The one that an arrow key leads to; over the ends it goes round. */
export function nextOption(found: readonly Colleague[], marked: string, by: 1 | -1): string {
  const at = found.findIndex(({ number }) => number === marked);
  const next = at < 0 ? (by > 0 ? 0 : -1) : at + by;
  return found.at(next % found.length)?.number ?? '';
}

export const optionStyles = css`
  .option {
    --_avatar: 34px;
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 48px;
    padding: 4px 10px;
    border-radius: 10px;
    cursor: pointer;
  }
  .option:hover,
  .option[aria-selected='true'] {
    background: var(--_raise);
  }
  .option[aria-selected='true'] {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }
  .option .text {
    flex: 1;
    min-width: 0;
    display: grid;
    line-height: 1.3;
  }
  .option .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 500;
  }
  .option .sub,
  .option .state {
    color: var(--_ink-2);
    font-size: 12.5px;
  }
  .option .state {
    flex: none;
    display: flex;
    align-items: center;
    gap: 5px;
  }
  @media (forced-colors: active) {
    .option[aria-selected='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
