import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { str } from '@lit/localize/internal/str-tag.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import type { BoardChange, Colleague, PresenceBoard } from '../../softphone/presence-board.js';
import { initialsOf } from '../internal/avatar.js';
import { base } from '../internal/base.styles.js';
import { define } from '../internal/define.js';
import { drawn, icon } from '../internal/icons.js';
import { personShape } from '../internal/person-shape.js';
import { englishMsg, type Msg } from '../internal/localize.js';
import { markStyles, presenceMark } from '../internal/presence-mark.js';
import { byHand, type AskPresence } from './asks.js';
import { moveIn, type Place } from './grid-keys.js';
import { listStyles } from './presence-list.styles.js';
import { nameOf, statusWord } from './presence-words.js';

/** Height of every row in pixels: fixed, so that a place in the list is a multiplication. */
export const rowHeight = { normal: 56, compact: 44 } as const;
/** Rows drawn beyond each edge, so that a quick scroll meets rows and not emptiness. */
const overscan = 4;

/**
 * People in rows of one height, of which only those in sight exist. One grid for assistive technology: arrows move
 * between rows and between a person and the button that calls them.
 *
 * @tag cemscale-presence-list
 * @internal
 */
export class PresenceList extends LitElement {
  static override readonly styles = [base, markStyles, listStyles];

  #stop: Unsubscribe | undefined;
  #observer: ResizeObserver | undefined;
  #drawn: ReadonlySet<string> = new Set();
  #focusNext = false;
  @query('.rows') private readonly rows!: HTMLElement | null;
  @state() private view = { top: 0, height: 400 };
  /** Where the keyboard is: the one row and column that Tab reaches. */
  @state() private place: Place = { row: 0, column: 0 };
  @property({ attribute: false }) msg: Msg = englishMsg;
  @property({ attribute: false }) board: PresenceBoard | null = null;
  /** Numbers to show, in order. A new list is drawn from its beginning only where it has to be. */
  @property({ attribute: false }) numbers: readonly string[] = [];
  @property({ attribute: false }) label = '';
  @property({ type: Boolean }) compact = false;
  /** Number that is the reader's own; null when it is not known. */
  @property({ attribute: false }) own: string | null = null;
  @property({ attribute: false }) canCall = false;
  /** Whose card is open; null when none is. */
  @property({ attribute: false }) shown: string | null = null;
  @property({ attribute: false }) ask: AskPresence = () => {};

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate('board', null);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('board')) {
      this.#stop?.();
      this.#stop = this.board?.on('change', (change) => this.#onChange(change));
    }
    const last = Math.max(0, this.numbers.length - 1);
    if (this.place.row > last) this.place = { ...this.place, row: last };
  }

  protected override updated(): void {
    this.#observe();
    if (!this.#focusNext) return;
    this.#focusNext = false;
    this.rows?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { numbers, compact, label } = this;
    if (numbers.length === 0) return nothing;
    const rows = this.#rowsInSight();
    this.#drawn = new Set(rows.map((row) => numbers[row] ?? ''));
    return html`<div
      class="rows ${compact ? 'compact' : ''}"
      part="list"
      role="grid"
      aria-label=${label}
      aria-rowcount=${numbers.length}
      @scroll=${this.#onScroll}
      @keydown=${this.#onKey}
    >
      <div class="whole" role="presentation" .style=${`height:${numbers.length * this.#height}px`}>
        ${repeat(
          rows,
          (row) => numbers[row],
          (row) => this.#row(row),
        )}
      </div>
    </div>`;
  }

  get #height(): number {
    return this.compact ? rowHeight.compact : rowHeight.normal;
  }

  /** The row that has the keyboard stays, wherever it was scrolled to, or the focus would be lost. */
  #rowsInSight(): number[] {
    const { top, height } = this.view;
    const first = Math.max(0, Math.floor(top / this.#height) - overscan);
    const end = Math.min(this.numbers.length, Math.ceil((top + height) / this.#height) + overscan);
    const rows = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
    const { row } = this.place;
    return row < first ? [row, ...rows] : row >= end ? [...rows, row] : rows;
  }

  #row(row: number): TemplateResult {
    const number = this.numbers[row] ?? '';
    const colleague = this.board?.get(number) ?? nobody(number);
    return html`<div
      class="row"
      role="row"
      aria-rowindex=${row + 1}
      .style=${`transform:translateY(${row * this.#height}px)`}
    >
      <div class="cell" role="gridcell">${this.#person(row, colleague)}</div>
      <div class="cell" role="gridcell">
        ${this.canCall && number !== this.own ? this.#callButton(row, colleague) : nothing}
      </div>
    </div>`;
  }

  #person(row: number, colleague: Colleague): TemplateResult {
    const { msg } = this;
    const { number, displayName, status } = colleague;
    const isOwn = number === this.own;
    return html`<button
      class="person"
      part="person"
      tabindex=${this.#tabindex(row, 0)}
      aria-haspopup="dialog"
      aria-expanded=${this.shown === number}
      @click=${(event: Event) => this.#show(row, number, event)}
    >
      <span class="avatar" aria-hidden="true">${initialsOf(displayName) || drawn(personShape)}</span>
      <span class="text">
        <span class="name"
          >${nameOf(colleague)}${isOwn ? html` <span class="you">${msg('You', { id: 'presence-you' })}</span>` : nothing}</span
        >
        <span class="sub">
          ${presenceMark(status)}<span class="word">${statusWord(status, msg)}</span
          >${displayName ? html`<span class="number">${number}</span>` : nothing}
        </span>
      </span>
    </button>`;
  }

  #callButton(row: number, colleague: Colleague): TemplateResult {
    const name = nameOf(colleague);
    return html`<button
      class="round call"
      part="call-button"
      tabindex=${this.#tabindex(row, 1)}
      aria-label=${this.msg(str`Call ${name}`, { id: 'presence-call' })}
      @click=${byHand(() => this.#call(row, colleague.number))}
      @pointerenter=${() => this.ask({ type: 'warm-up' })}
    >
      ${icon('phone')}
    </button>`;
  }

  #tabindex(row: number, column: number): number {
    return this.place.row === row && this.place.column === column ? 0 : -1;
  }

  #show(row: number, extension: string, { currentTarget }: Event): void {
    this.place = { row, column: 0 };
    if (currentTarget instanceof HTMLElement) this.ask({ type: 'show', extension, anchor: currentTarget });
  }

  #call(row: number, extension: string): void {
    this.place = { row, column: 1 };
    this.ask({ type: 'call', extension });
  }

  #onChange({ extensions }: BoardChange): void {
    for (const number of this.#drawn)
      if (extensions.has(number)) {
        this.requestUpdate();
        return;
      }
  }

  #observe(): void {
    if (!this.rows) {
      this.#observer?.disconnect();
      this.#observer = undefined;
      return;
    }
    if (this.#observer) return;
    this.#observer = new ResizeObserver(() => this.#look());
    this.#observer.observe(this.rows);
  }

  readonly #onScroll = (): void => {
    if (this.shown !== null) this.ask({ type: 'hide' });
    this.#look();
  };

  #look(): void {
    const { scrollTop: top = 0, clientHeight: height = 0 } = this.rows ?? {};
    if (top !== this.view.top || height !== this.view.height) this.view = { top, height };
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { rows, place, numbers } = this;
    if (!rows) return;
    const page = Math.max(1, Math.floor(rows.clientHeight / this.#height) - 1);
    const isRtl = getComputedStyle(rows).direction === 'rtl';
    const hasCall = (row: number): boolean => this.canCall && numbers[row] !== this.own;
    const next = moveIn(place, event.key, { count: numbers.length, page, isRtl, hasCall });
    if (!next) return;
    event.preventDefault();
    this.place = next;
    this.#focusNext = true;
    const top = next.row * this.#height;
    if (top < rows.scrollTop) rows.scrollTop = top;
    else if (top + this.#height > rows.scrollTop + rows.clientHeight)
      rows.scrollTop = top + this.#height - rows.clientHeight;
    this.#look();
  };
}

/** Somebody of whom only the number is known. */
export function nobody(number: string): Colleague {
  return { id: '', number, displayName: '', status: 'unknown', since: null };
}

define('cemscale-presence-list', PresenceList);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-presence-list': PresenceList;
  }
}
