import { str } from '@lit/localize/internal/str-tag.js';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { CallForward, ForwardType } from '../../api/types/extensions.js';
import { callForwarding } from '../../softphone/call-forwarding.js';
import { define } from '../internal/define.js';
import { readDialString, type DialProblem } from '../internal/dial-string.js';
import type { Msg } from '../internal/localize.js';
import { Uses } from '../internal/uses.js';
import { Section } from './section.js';

type Choice = 'off' | ForwardType;

const choices: readonly Choice[] = ['off', 'always', 'no-answer', 'busy'];
const seconds = [10, 15, 20, 30, 45, 60] as const;

/** What is being typed, until it is saved. */
interface Draft {
  readonly choice: Choice;
  readonly destination: string;
  readonly ringTimeoutSec: number;
}

/**
 * Where calls go instead: never, always, unanswered or when busy.
 *
 * @tag cemscale-forwarding-section
 * @internal
 */
export class ForwardingSection extends Section {
  readonly #forwarding = new Uses(this, callForwarding);
  @state() private draft: Draft | null = null;
  /** Why the destination cannot be taken; empty when it can. */
  @state() private wrong = '';
  @state() private isSaved = false;
  @query('#destination') private readonly field!: HTMLInputElement | null;

  protected override render(): TemplateResult {
    const { msg } = this;
    const forwarding = this.#forwarding.current;
    const { value } = forwarding ?? {};
    if (!value) return this.absent(forwarding);
    const draft = this.draft ?? draftOf(value);
    const mayWrite = this.may('forwarding:write');
    return html`${this.notes(forwarding)}
      <form class="scroll" @submit=${this.#save} novalidate>
        <fieldset ?disabled=${!mayWrite}>
          <legend>${msg('Forward calls', { id: 'forward-title' })}</legend>
          ${choices.map(
            (one) =>
              html`<label class="row">
                <input
                  type="radio"
                  name="choice"
                  .checked=${live(draft.choice === one)}
                  @change=${() => this.#edit({ choice: one })}
                />
                <span class="text">${choiceWord(one, msg)}</span>
              </label>`,
          )}
        </fieldset>
        ${draft.choice === 'off' ? nothing : this.#details(draft, mayWrite)}
        <p class="chips row">
          ${
            mayWrite
              ? html`<button
                  type="submit"
                  class="chip primary"
                  aria-disabled=${this.busy || !this.draft ? 'true' : 'false'}
                >
                  ${msg('Save', { id: 'save' })}
                </button>`
              : nothing
          }
          <span class="sub" role="status">${this.isSaved ? savedWord(value, msg) : ''}</span>
        </p>
      </form>`;
  }

  #details({ choice, destination, ringTimeoutSec }: Draft, mayWrite: boolean): TemplateResult {
    const { msg, wrong } = this;
    return html`<div class="field">
        <label for="destination">${msg('To', { id: 'forward-to' })}</label>
        <input
          id="destination"
          type="tel"
          dir="ltr"
          autocomplete="off"
          maxlength="40"
          ?disabled=${!mayWrite}
          aria-invalid=${wrong ? 'true' : 'false'}
          aria-describedby="destination-note"
          .value=${live(destination)}
          @input=${(event: Event) => this.#edit({ destination: (event.target as HTMLInputElement).value })}
        />
        <p id="destination-note" class=${wrong ? 'wrong' : 'sub'} role=${wrong ? 'alert' : nothing}>
          ${wrong || msg('A number or an extension', { id: 'forward-to-note' })}
        </p>
      </div>
      ${
        choice === 'no-answer'
          ? html`<div class="field">
              <label for="seconds">${msg('Ring here first', { id: 'forward-after' })}</label>
              <select
                id="seconds"
                ?disabled=${!mayWrite}
                @change=${(event: Event) => this.#edit({ ringTimeoutSec: Number((event.target as HTMLSelectElement).value) })}
              >
                ${secondsWith(ringTimeoutSec).map(
                  (one) =>
                    html`<option value=${one} ?selected=${one === ringTimeoutSec}>
                      ${msg(str`${one} seconds`, { id: 'seconds' })}
                    </option>`,
                )}
              </select>
            </div>`
          : nothing
      }`;
  }

  #edit(change: Partial<Draft>): void {
    const { value } = this.#forwarding.current ?? {};
    if (!value) return;
    this.draft = { ...(this.draft ?? draftOf(value)), ...change };
    this.wrong = '';
    this.isSaved = false;
  }

  readonly #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { draft, msg } = this;
    const forwarding = this.#forwarding.current;
    if (!draft || !forwarding?.value) return;
    const { choice, ringTimeoutSec } = draft;
    const enabled = choice !== 'off';
    const { value: destination, problem } = readDialString(draft.destination);
    this.wrong = enabled ? this.#wrongWith(destination, problem, msg) : '';
    if (this.wrong) return this.field?.focus();
    const type = choice === 'off' ? forwarding.value.type : choice;
    const done = await this.wish(() =>
      forwarding.set({
        enabled,
        type,
        ringTimeoutSec,
        destination: destination || (forwarding.value?.destination ?? ''),
      }),
    );
    if (!done) return;
    this.draft = null;
    this.isSaved = true;
  };

  #wrongWith(destination: string, problem: DialProblem | null, msg: Msg): string {
    if (problem) return msg('Enter a number in digits, or an extension.', { id: 'forward-unreadable' });
    if (destination === '') return msg('Enter where the calls shall go.', { id: 'forward-needed' });
    return destination === this.model.snapshot.extension?.number
      ? msg('Calls cannot be forwarded to yourself.', { id: 'forward-self' })
      : '';
  }
}

function draftOf({ enabled, type, destination, ringTimeoutSec = 20 }: CallForward): Draft {
  return { choice: enabled ? type : 'off', destination, ringTimeoutSec };
}

/** The usual waits, and the one that is set if it is none of them. */
function secondsWith(set: number): readonly number[] {
  return [...new Set([...seconds, set])].sort((one, other) => one - other);
}

function choiceWord(choice: Choice, msg: Msg): string {
  switch (choice) {
    case 'off':
      return msg('Never', { id: 'forward-off' });
    case 'always':
      return msg('Always', { id: 'forward-always' });
    case 'no-answer':
      return msg('When nobody answers', { id: 'forward-no-answer' });
    case 'busy':
      return msg('When busy', { id: 'forward-busy' });
  }
}

function savedWord({ enabled }: CallForward, msg: Msg): string {
  return enabled
    ? msg('Saved. Calls are forwarded.', { id: 'forward-saved-on' })
    : msg('Saved. Calls ring here.', { id: 'forward-saved-off' });
}

define('cemscale-forwarding-section', ForwardingSection);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-forwarding-section': ForwardingSection;
  }
}
