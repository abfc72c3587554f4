import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { str } from '@lit/localize/internal/str-tag.js';
import { repeat } from 'lit/directives/repeat.js';
import { presenceBoard, type Colleague, type PresenceBoard } from '../../softphone/presence-board.js';
import type { Softphone } from '../../softphone/softphone.js';
import type { PanelModel } from '../cemscale-phone/view.js';
import { magnifier } from '../cemscale-presence/glyphs.js';
import { feedWords, nameOf, statusWord } from '../cemscale-presence/presence-words.js';
import { avatar } from '../internal/avatar.js';
import { avatarStyles } from '../internal/avatar.styles.js';
import { define } from '../internal/define.js';
import { drawn } from '../internal/icons.js';
import { englishMsg, type Msg } from '../internal/localize.js';
import { roomIcon } from '../internal/room-icons.js';
import { markStyles, presenceMark } from '../internal/presence-mark.js';
import { asker } from '../internal/request.js';
import { roomViewStyles } from '../internal/room.styles.js';
import { rowListStyles } from '../internal/row-list.styles.js';
import { RowWindow } from '../internal/row-window.js';
import { Uses } from '../internal/uses.js';
import { Favourites } from './favourites.js';
import { peopleRows, type PeopleRow } from './people-rows.js';

const peopleStyles = css`
  .you {
    flex: none;
    padding: 0 6px;
    border-radius: 8px;
    background: var(--_raise);
    color: var(--_ink-2);
    font-size: 12px;
    font-weight: 400;
  }
  .star[aria-pressed='true'] {
    color: var(--_accent);
  }
  .star[aria-pressed='true'] .icon {
    fill: currentColor;
  }
`;

/**
 * The people of the company under their departments, with what they do right now: one press calls, the star keeps
 * somebody at the top.
 *
 * @tag cemscale-people-view
 * @internal
 */
export class PeopleView extends LitElement {
  static override readonly styles = [...roomViewStyles, avatarStyles, markStyles, rowListStyles, peopleStyles];

  readonly #ask = asker(this);
  readonly #uses = new Uses<PresenceBoard>(this, presenceBoard);
  readonly #favourites = new Favourites(this);
  readonly #window = new RowWindow(this);
  #rows: readonly PeopleRow[] = [];
  #drawnFrom: readonly unknown[] = [];
  @state() private text = '';
  @query('input') private readonly input!: HTMLInputElement | null;
  @property({ attribute: false }) softphone: Softphone | null = null;
  @property({ attribute: false }) model!: PanelModel;
  @property({ attribute: false }) msg: Msg = englishMsg;

  override focus(options?: FocusOptions): void {
    if (this.input) this.input.focus(options);
    else void this.updateComplete.then(() => this.input?.focus(options));
  }

  protected override willUpdate(): void {
    const board = this.#uses.current;
    const from = [board, board?.numbers, this.#favourites.numbers, this.text];
    if (from.every((one, index) => one === this.#drawnFrom[index])) return;
    this.#drawnFrom = from;
    this.#rows = board ? peopleRows(board, this.#favourites.numbers, this.text) : [];
    this.#window.rows = this.#rows;
  }

  protected override render(): TemplateResult | typeof nothing {
    const board = this.#uses.current;
    if (!board) return nothing;
    const { msg } = this;
    const isEmpty = this.#rows.length === 0;
    // With nobody in the list, what stands in the way is all there is to say.
    const notice = isEmpty && this.#hasFailed(board) ? '' : feedWords(board, msg);
    return html`<div class="tools">${this.#search()}</div>
      ${notice ? html`<div class="note warn"><p role="status">${notice}</p></div>` : nothing}
      <p class="sr-only" role="status">${this.#foundWords()}</p>
      ${isEmpty ? this.#nobody(board) : this.#list(board)}`;
  }

  #search(): TemplateResult {
    const { msg } = this;
    return html`<div class="search">
      ${drawn(magnifier)}
      <input
        type="search"
        aria-label=${msg('Search by name, number or department', { id: 'presence-search' })}
        placeholder=${msg('Search', { id: 'presence-search-short' })}
        autocomplete="off"
        spellcheck="false"
        .value=${this.text}
        @input=${() => (this.text = this.input?.value ?? '')}
        @keydown=${this.#onSearchKey}
      />
    </div>`;
  }

  #list(board: PresenceBoard): TemplateResult {
    const window = this.#window;
    const { msg } = this;
    return html`<div
      class="rows"
      role="grid"
      aria-label=${msg('People', { id: 'people' })}
      aria-rowcount=${this.#rows.length}
      @scroll=${window.look}
      @keydown=${window.onKey}
    >
      <div class="whole" role="presentation" .style=${`height:${window.height}px`}>
        ${repeat(
          window.inSight,
          (row) => this.#rows[row]?.key,
          (row) => this.#row(row, board),
        )}
      </div>
    </div>`;
  }

  #row(index: number, board: PresenceBoard): TemplateResult | typeof nothing {
    const row = this.#rows[index];
    if (!row) return nothing;
    const colleague = row.kind === 'person' ? board.get(row.number) : undefined;
    return html`<div
      class="line ${row.kind}"
      role="row"
      aria-rowindex=${index + 1}
      .style=${`height:${row.height}px;transform:translateY(${this.#window.top(index)}px)`}
    >
      ${row.kind === 'heading' ? html`<div role="rowheader"><bdi>${this.#headingWords(row.group)}</bdi></div>` : colleague ? this.#person(index, colleague, board) : nothing}
    </div>`;
  }

  #person(index: number, colleague: Colleague, board: PresenceBoard): TemplateResult {
    const { msg } = this;
    const { number, displayName, status } = colleague;
    const name = nameOf(colleague);
    const isOwn = number === board.own?.number;
    const isStarred = this.#favourites.has(number);
    return html`<div class="cell" role="gridcell">
        <button
          type="button"
          class="entry"
          tabindex=${this.#window.tabindex(index, 0)}
          aria-disabled=${isOwn || !this.#canCall}
          @click=${() => this.#call(index, number, isOwn)}
          @pointerenter=${() => this.#ask({ type: 'warm-up' })}
        >
          ${avatar(displayName)}
          <span class="text">
            <span class="name">
              ${isOwn || !this.#canCall ? nothing : html`<span class="sr-only">${msg('Call', { id: 'call' })}</span>`}
              <bdi>${name}</bdi>
              ${isOwn ? html`<span class="you">${msg('You', { id: 'presence-you' })}</span>` : nothing}
            </span>
            <span class="sub"
              >${presenceMark(status)}<span class="word">${statusWord(status, msg)}</span
              >${displayName ? html`<span class="figure"> · ${number}</span>` : nothing}</span
            >
          </span>
        </button>
      </div>
      <div class="cell" role="gridcell">
        <button
          type="button"
          class="round star"
          tabindex=${this.#window.tabindex(index, 1)}
          aria-pressed=${isStarred}
          aria-label=${msg(str`Favourite: ${name}`, { id: 'people-star' })}
          @click=${() => this.#star(index, number)}
        >
          ${roomIcon('star')}
        </button>
      </div>`;
  }

  get #canCall(): boolean {
    return this.#uses.current?.may('calls:originate') ?? false;
  }

  #call(index: number, number: string, isOwn: boolean): void {
    this.#window.standAt(index, 0);
    if (!isOwn && this.#canCall) this.#ask({ type: 'call', number });
  }

  #star(index: number, number: string): void {
    this.#window.standAt(index, 1);
    this.#favourites.toggle(number);
  }

  #headingWords(group: Extract<PeopleRow, { kind: 'heading' }>['group']): string {
    const { msg } = this;
    if (group === 'favourites') return msg('Favourites', { id: 'people-favourites' });
    return group === 'others' ? msg('Others', { id: 'people-others' }) : group.department;
  }

  #foundWords(): string {
    const { msg, text } = this;
    if (text.trim() === '' || this.#rows.length === 0) return '';
    const found = String(this.#rows.length);
    return msg(str`Found: ${found}`, { id: 'presence-found' });
  }

  /** Nobody is known, and why is; the board asks again by itself. */
  #hasFailed({ state }: PresenceBoard): boolean {
    return state === 'failed' && this.text.trim() === '';
  }

  #nobody(board: PresenceBoard): TemplateResult {
    const hasFailed = this.#hasFailed(board);
    return html`<div class="state" role=${hasFailed ? 'alert' : 'status'}>
      <p>${hasFailed ? feedWords(board, this.msg) : this.#emptyWords(board)}</p>
    </div>`;
  }

  #emptyWords({ state }: PresenceBoard): string {
    const { msg, text: query } = this;
    if (query.trim() !== '') return msg(str`Nobody found for “${query}”.`, { id: 'presence-nobody' });
    return state === 'connecting' || state === 'idle'
      ? msg('Looking who is there…', { id: 'presence-loading' })
      : msg('Nobody is in the company’s list yet', { id: 'people-none' });
  }

  readonly #onSearchKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      if (!this.#window.focus() && event.key === 'ArrowDown') return;
    } else if (event.key === 'Escape' && this.text !== '') this.text = '';
    else return;
    event.preventDefault();
    // Enter belongs to this field, not to the dial pad behind it.
    event.stopPropagation();
  };
}

define('cemscale-people-view', PeopleView);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-people-view': PeopleView;
  }
}
