import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { ExtensionIdentity } from '../../api/token.js';
import type { LogTeller } from '../internal/call-log.js';
import { NotesDesk } from '../internal/call-notes.js';
import { define } from '../internal/define.js';
import { englishMsg, type Msg } from '../internal/localize.js';
import { noteOf, setNote, type Note } from '../internal/note-drafts.js';
import { roomViewStyles } from '../internal/room.styles.js';

const MOST_LETTERS = 4000;

/**
 * What a person notes about a call, during it and after. The page is told when the call is over, and of each change
 * that comes later.
 *
 * @tag cemscale-call-notes-field
 * @internal
 */
export class CallNotesField extends LitElement {
  static override readonly styles = [
    ...roomViewStyles,
    css`
      .notes {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
        padding: 4px 12px 8px;
        overflow-y: auto;
      }
      label {
        display: grid;
        gap: 4px;
        font-size: 13px;
        font-weight: 600;
      }
      textarea {
        min-height: 62px;
        resize: vertical;
        font-weight: 400;
      }
      select {
        font-weight: 400;
      }
    `,
  ];

  /** What of the shown call the page was told already. */
  #told = '';
  @state() private note: Note = noteOf('');

  @property({ attribute: false }) call: CallSnapshot | null = null;
  @property({ attribute: false }) extension: ExtensionIdentity | null = null;
  /** The element that tells the page. */
  @property({ attribute: false }) teller: LogTeller | null = null;
  /** What the page offers to choose from; none draws no choice. */
  @property({ attribute: false }) dispositions: readonly string[] = [];
  @property({ attribute: false }) msg: Msg = englishMsg;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Whoever leaves the view by a key has not left the field.
    this.#tell(this.call);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('call')) return;
    const before = changed.get('call');
    const isOther = before?.id !== this.call?.id;
    if (before && isOther) this.#tell(before);
    if (isOther) this.#told = '';
    this.note = noteOf(this.call?.id ?? '');
    this.#tell(this.call);
  }

  protected override render(): TemplateResult {
    const { msg, note, dispositions } = this;
    return html`<div class="notes">
      ${
        dispositions.length === 0
          ? nothing
          : html`<label
              >${msg('Outcome', { id: 'notes-disposition' })}
              <select @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}>
                <option value="" ?selected=${note.disposition === null}>
                  ${msg('Not chosen', { id: 'notes-none' })}
                </option>
                ${dispositions.map(
                  (one) => html`<option value=${one} ?selected=${one === note.disposition}>${one}</option>`,
                )}
              </select>
            </label>`
      }
      <label
        >${msg('Notes', { id: 'notes' })}
        <textarea
          rows="2"
          maxlength=${MOST_LETTERS}
          .value=${live(note.notes)}
          @input=${(event: Event) => this.#write((event.target as HTMLTextAreaElement).value)}
          @change=${() => this.#tell(this.call)}
        ></textarea>
      </label>
    </div>`;
  }

  #write(notes: string): void {
    this.#set({ ...this.note, notes });
  }

  #choose(disposition: string): void {
    this.#set({ ...this.note, disposition: disposition === '' ? null : disposition });
    this.#tell(this.call);
  }

  #set(note: Note): void {
    if (!this.call) return;
    this.note = note;
    setNote(this.call.id, note);
  }

  /** During a call nothing is told: it is not over what is noted. */
  #tell(call: CallSnapshot | null): void {
    const { teller, extension } = this;
    if (!teller || call?.state.phase !== 'ended') return;
    const { notes, disposition } = noteOf(call.id);
    const told = JSON.stringify([call.id, notes, disposition]);
    if (told === this.#told || (this.#told === '' && notes === '' && disposition === null)) return;
    this.#told = told;
    const { number, displayName: name } = call.remote;
    const changedAt = new Date().toISOString();
    void new NotesDesk(teller).take(extension?.id ?? '', {
      id: call.id,
      number,
      name,
      notes,
      disposition,
      changedAt,
    });
  }
}

define('cemscale-call-notes-field', CallNotesField);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-call-notes-field': CallNotesField;
  }
}
