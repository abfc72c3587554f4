import { str } from '@lit/localize/internal/str-tag.js';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { businessHours, type OpenState } from '../../softphone/business-hours.js';
import { define } from '../internal/define.js';
import { languageOf, type Locale, type Msg } from '../internal/localize.js';
import { markStyles, presenceMark } from '../internal/presence-mark.js';
import { Uses } from '../internal/uses.js';
import { readersTag } from '../internal/when-words.js';
import { Section } from './section.js';

/**
 * The company's business hours: open or closed, and until when.
 *
 * @tag cemscale-hours-section
 * @internal
 */
export class HoursSection extends Section {
  static override readonly styles = [...Section.styles, markStyles];

  readonly #hours = new Uses(this, businessHours);

  protected override render(): TemplateResult {
    const { msg } = this;
    const hours = this.#hours.current;
    const { value } = hours ?? {};
    if (!value) return this.absent(hours);
    if (value.length === 0)
      return html`<div class="state"><p>${msg('No business hours are set', { id: 'hours-none' })}</p></div>`;
    const locale = languageOf(this);
    return html`${this.notes(hours)}
      <div class="scroll">
        <ul>
          ${value.map(
            (one) =>
              html`<li class="row">
                ${presenceMark(one.isOpen ? 'available' : 'offline')}
                <span class="text"
                  ><b><bdi>${one.name}</bdi></b
                  ><span class="sub">${openWords(one, locale, msg)}</span></span
                >
              </li>`,
          )}
        </ul>
      </div>`;
  }
}

/** `Open until 17:00`; the time is the reader's, with the day when it is another. */
function openWords({ isOpen, nextChange }: OpenState, locale: Locale, msg: Msg): string {
  if (nextChange === null)
    return isOpen ? msg('Open', { id: 'hours-open' }) : msg('Closed', { id: 'hours-closed' });
  const date = new Date(nextChange);
  const isToday = date.toDateString() === new Date().toDateString();
  const time = new Intl.DateTimeFormat(readersTag(locale), {
    ...(isToday ? {} : { weekday: 'long' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(date);
  return isOpen
    ? msg(str`Open until ${time}`, { id: 'hours-open-until' })
    : msg(str`Closed until ${time}`, { id: 'hours-closed-until' });
}

define('cemscale-hours-section', HoursSection);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-hours-section': HoursSection;
  }
}
