import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { str } from '@lit/localize/internal/str-tag.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RecentCall } from '../../softphone/recents/recent-call.js';
import { recentsOf, type Recents } from '../../softphone/recents/recents.js';
import type { Softphone } from '../../softphone/softphone.js';
import { magnifier } from '../cemscale-presence/glyphs.js';
import type { PanelModel } from '../cemscale-phone/view.js';
import { avatarStyles } from '../internal/avatar.styles.js';
import { define } from '../internal/define.js';
import { drawn } from '../internal/icons.js';
import { englishMsg, languageOf, type Msg } from '../internal/localize.js';
import { NumbersLink } from '../internal/phone-numbers.js';
import { asker } from '../internal/request.js';
import { roomViewStyles } from '../internal/room.styles.js';
import { rowListStyles } from '../internal/row-list.styles.js';
import { RowWindow } from '../internal/row-window.js';
import { Uses } from '../internal/uses.js';
import { RecentNames } from './recent-names.js';
import './recent-details.js';
import { callsRow, type RowTools } from './recents-row.js';
import { filtered, rowsOf, type RecentsRow } from './recents-rows.js';
import { recentsStyles } from './recents.styles.js';
import { dayWords, recentsEmpty, recentsNotice } from './recents-words.js';

/** A search of the platform begins when nothing was typed for this long. */
const PAUSE_MS = 400;

/**
 * The calls of this extension, newest first: one press calls back, the button beside it opens what else can be done.
 *
 * @tag cemscale-recents-view
 * @internal
 */
export class RecentsView extends LitElement {
  static override readonly styles = [...roomViewStyles, avatarStyles, rowListStyles, recentsStyles];

  readonly #ask = asker(this);
  readonly #uses = new Uses<Recents>(this, recentsOf);
  readonly #numbers = new NumbersLink(this);
  readonly #window = new RowWindow(this);
  #drawnFrom: readonly unknown[] = [];
  #rows: readonly RecentsRow[] = [];
  #count = 0;
  #searchTimer: ReturnType<typeof setTimeout> | undefined;
  @state() private onlyMissed = false;
  @state() private text = '';
  /** What the platform found beside the calls that were fetched. */
  @state() private found: readonly RecentCall[] = [];
  /** Whose details are open, by the first of their calls. */
  @state() private opened: RecentsRow | null = null;
  @query('input') private readonly input!: HTMLInputElement | null;
  @query('cemscale-recent-details') private readonly details!: HTMLElement | null;
  @property({ attribute: false }) softphone: Softphone | null = null;
  @property({ attribute: false }) model!: PanelModel;
  @property({ attribute: false }) msg: Msg = englishMsg;

  override focus(options?: FocusOptions): void {
    if (this.details) this.details.focus(options);
    else if (!this.#window.focus()) this.input?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#searchTimer);
  }

  protected override willUpdate(): void {
    const recents = this.#uses.current;
    const { numbers } = this.#numbers;
    const from = [recents, recents?.calls, numbers, this.onlyMissed, this.text, this.found, this.#canSeek];
    if (from.every((one, index) => one === this.#drawnFrom[index])) return;
    this.#drawnFrom = from;
    const names = this.#names;
    const { onlyMissed, text: query } = this;
    const calls = filtered(merged(recents?.calls ?? [], this.found), { onlyMissed, query }, names);
    this.#count = calls.length;
    this.#rows = rowsOf(calls, names, this.#canSeek && query.trim() === '');
    this.#window.rows = this.#rows;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const recents = this.#uses.current;
    if (!recents || this.details) return;
    if (document.visibilityState === 'visible') recents.markSeen();
    if (!this.onlyMissed && this.text === '' && recents.state === 'ready' && this.#window.atEnd)
      void recents.more();
  }

  protected override render(): TemplateResult | typeof nothing {
    const recents = this.#uses.current;
    if (!recents) return nothing;
    const { msg, opened } = this;
    if (opened?.kind === 'calls')
      return html`<cemscale-recent-details
        .msg=${msg}
        .recents=${recents}
        .calls=${opened.calls}
        .names=${this.#names}
        .model=${this.model}
        @close=${this.#close}
      ></cemscale-recent-details>`;
    return html`${this.#tools()} ${this.#notice(recents)}
      <p class="sr-only" role="status">${this.#foundWords()}</p>
      ${this.#rows.length > 0 ? this.#list() : html`<div class="state" role="status"><p>${recentsEmpty(recents, { query: this.text, onlyMissed: this.onlyMissed }, msg)}</p></div>`}`;
  }

  #tools(): TemplateResult {
    const { msg, onlyMissed } = this;
    return html`<div class="tools">
      <div class="choice" role="group" aria-label=${msg('Which calls', { id: 'recents-which' })}>
        <button type="button" aria-pressed=${!onlyMissed} @click=${() => (this.onlyMissed = false)}>
          ${msg('All', { id: 'recents-all' })}
        </button>
        <button type="button" aria-pressed=${onlyMissed} @click=${() => (this.onlyMissed = true)}>
          ${msg('Missed', { id: 'recent-missed' })}
        </button>
      </div>
      <div class="search">
        ${drawn(magnifier)}
        <input
          type="search"
          aria-label=${msg('Search calls by name or number', { id: 'recents-search' })}
          placeholder=${msg('Search', { id: 'presence-search-short' })}
          autocomplete="off"
          spellcheck="false"
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#onSearchKey}
        />
      </div>
    </div>`;
  }

  #notice(recents: Recents): TemplateResult | typeof nothing {
    const { msg } = this;
    const words = recentsNotice(recents, msg);
    if (words === '') return nothing;
    return html`<div class="note warn">
      <p role="alert">${words}</p>
      <button type="button" class="chip" @click=${() => recents.refresh()}>
        ${msg('Try again', { id: 'try-again' })}
      </button>
    </div>`;
  }

  #list(): TemplateResult {
    const window = this.#window;
    const { msg } = this;
    return html`<div
      class="rows"
      role="grid"
      aria-label=${msg('Recent calls', { id: 'recents-list' })}
      aria-rowcount=${this.#uses.current?.hasMore ? -1 : this.#rows.length}
      @scroll=${window.look}
      @keydown=${window.onKey}
    >
      <div class="whole" role="presentation" .style=${`height:${window.height}px`}>
        ${repeat(
          window.inSight,
          (row) => this.#rows[row]?.key,
          (row) => this.#row(row),
        )}
      </div>
    </div>`;
  }

  #row(index: number): TemplateResult | typeof nothing {
    const row = this.#rows[index];
    if (!row) return nothing;
    const { msg } = this;
    const place = `height:${row.height}px;transform:translateY(${this.#window.top(index)}px)`;
    const content =
      row.kind === 'day'
        ? html`<div role="rowheader">${dayWords(row.at, this.#locale, msg)}</div>`
        : row.kind === 'older'
          ? html`<div class="cell" role="gridcell">
              <button
                type="button"
                class="chip older"
                tabindex=${this.#window.tabindex(index, 0)}
                @click=${() => this.#uses.current?.more()}
              >
                ${msg('Look for older calls', { id: 'recents-older' })}
              </button>
            </div>`
          : callsRow(index, row.calls, this.#rowTools);
    return html`<div
      class="line ${row.kind === 'day' ? 'heading' : row.kind}"
      role="row"
      aria-rowindex=${index + 1}
      .style=${place}
    >
      ${content}
    </div>`;
  }

  get #rowTools(): RowTools {
    return {
      msg: this.msg,
      locale: this.#locale,
      names: this.#names,
      tabindex: (row, column) => this.#window.tabindex(row, column),
      call: (row, { number }) => {
        this.#window.standAt(row, 0);
        if (number !== '') this.#ask({ type: 'call', number });
      },
      warmUp: () => this.#ask({ type: 'warm-up' }),
      open: (row) => this.#open(row),
    };
  }

  get #names(): RecentNames {
    return new RecentNames(this.#uses.current, this.softphone, this.#numbers.numbers);
  }

  get #locale() {
    return languageOf(this);
  }

  /** Among missed calls alone, older ones are looked for when somebody asks: there may be thousands between. */
  get #canSeek(): boolean {
    return this.onlyMissed && (this.#uses.current?.hasMore ?? false);
  }

  #foundWords(): string {
    if (this.text.trim() === '' || this.#count === 0) return '';
    const found = String(this.#count);
    const { msg } = this;
    return msg(str`Found: ${found}`, { id: 'presence-found' });
  }

  async #open(row: number): Promise<void> {
    this.#window.standAt(row, 1);
    this.opened = this.#rows[row] ?? null;
    await this.updateComplete;
    this.focus();
  }

  readonly #close = async (): Promise<void> => {
    this.opened = null;
    await this.updateComplete;
    this.#window.focus();
  };

  readonly #typed = (): void => {
    this.text = this.input?.value ?? '';
    this.found = [];
    clearTimeout(this.#searchTimer);
    const { text } = this;
    const recents = this.#uses.current;
    if (text.trim().length < 2 || !recents?.hasMore) return;
    this.#searchTimer = setTimeout(() => {
      // What was fetched is searched all the same.
      recents.find(text.trim()).then(
        (found) => text === this.text && (this.found = found),
        () => undefined,
      );
    }, PAUSE_MS);
  };

  readonly #onSearchKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' && this.#window.focus()) event.preventDefault();
    else if (event.key === 'Escape' && this.text !== '') {
      this.text = '';
      this.found = [];
      event.preventDefault();
    } else if (event.key !== 'Enter') return;
    // Enter belongs to this field, not to the dial pad behind it.
    event.stopPropagation();
  };
}

/** The calls that were fetched and those that a search found, each once. */
function merged(calls: readonly RecentCall[], found: readonly RecentCall[]): readonly RecentCall[] {
  if (found.length === 0) return calls;
  const known = new Set(calls.map(({ at, number }) => `${at} ${number}`));
  const more = found.filter(({ at, number }) => !known.has(`${at} ${number}`));
  return [...calls, ...more].sort((one, other) => other.at - one.at);
}

define('cemscale-recents-view', RecentsView);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-recents-view': RecentsView;
  }
}
