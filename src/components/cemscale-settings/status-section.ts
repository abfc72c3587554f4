import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { SettablePresence } from '../../api/types/presence.js';
import { presenceBoard } from '../../softphone/presence-board.js';
import { statusWord } from '../cemscale-presence/presence-words.js';
import { define } from '../internal/define.js';
import type { Msg } from '../internal/localize.js';
import { markStyles, presenceMark } from '../internal/presence-mark.js';
import { Uses } from '../internal/uses.js';
import { Section } from './section.js';

const choices: readonly SettablePresence[] = ['available', 'busy', 'offline'];

/**
 * The own status, and with it who reaches this person.
 *
 * @tag cemscale-status-section
 * @internal
 */
export class StatusSection extends Section {
  static override readonly styles = [...Section.styles, markStyles];

  readonly #board = new Uses(this, presenceBoard);
  /** What was chosen while an earlier choice is on its way: the last one counts. */
  #next: SettablePresence | null = null;

  protected override render(): TemplateResult {
    const { msg, busy } = this;
    const own = this.model.snapshot.extension?.number ?? '';
    const board = this.#board.current;
    const status = board?.get(own)?.status ?? 'unknown';
    if (status === 'unknown' && board?.error) return this.failed(board.error);
    if (!board || board.state === 'idle' || board.state === 'connecting') return this.loading();
    const isShown = choices.some((one) => one === status);
    return html`${this.notes(null)}
      <div class="scroll">
        <fieldset aria-busy=${busy ? 'true' : 'false'}>
          <legend>${msg('Your status', { id: 'presence-own' })}</legend>
          ${choices.map(
            (one) =>
              html`<label class="row">
                <input
                  type="radio"
                  name="status"
                  value=${one}
                  .checked=${live(one === status)}
                  @change=${() => void this.#set(one)}
                />
                <span class="text"
                  ><b>${choiceWord(one, msg)}</b><span class="sub">${choiceText(one, msg)}</span></span
                >
                ${presenceMark(one)}
              </label>`,
          )}
        </fieldset>
        ${
          isShown || status === 'unknown'
            ? ''
            : html`<p class="row">
                ${presenceMark(status)}<span class="text"
                  >${msg('What the phone does right now:', { id: 'status-now' })} ${statusWord(status, msg)}</span
                >
              </p>`
        }
      </div>`;
  }

  async #set(status: SettablePresence): Promise<void> {
    this.#next = status;
    if (this.busy) return;
    while (this.#next) {
      const next = this.#next;
      this.#next = null;
      await this.wish(() => this.#board.current?.setOwn(next));
    }
    // What was not confirmed is not shown as chosen.
    this.requestUpdate();
  }
}

function choiceWord(status: SettablePresence, msg: Msg): string {
  return status === 'busy' ? msg('Do not disturb', { id: 'presence-dnd' }) : statusWord(status, msg);
}

function choiceText(status: SettablePresence, msg: Msg): string {
  switch (status) {
    case 'available':
      return msg('Calls ring here.', { id: 'status-available-text' });
    case 'busy':
      return msg('Callers hear busy and can leave a message.', { id: 'status-busy-text' });
    case 'offline':
      return msg('You are shown as away, and calls do not ring.', { id: 'status-offline-text' });
  }
}

define('cemscale-status-section', StatusSection);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-status-section': StatusSection;
  }
}
