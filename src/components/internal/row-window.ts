import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Place } from '../cemscale-presence/grid-keys.js';

/** A row of a list that may be far longer than its window. */
export interface WindowRow {
  /** Pixels. */
  readonly height: number;
  /** Controls in it that the arrow keys reach; 0 for a heading. */
  readonly stops: 0 | 1 | 2;
}

type Host = ReactiveControllerHost & { readonly renderRoot: DocumentFragment | HTMLElement };

/** Pixels drawn beyond each edge, so that a quick scroll meets rows and not emptiness. */
const OVERSCAN = 240;

/**
 * The rows of a scrolling grid that are in sight, and where the keyboard is in it. The host draws `.rows` (it scrolls)
 * with a `.whole` of `height` in it, and the rows of `inSight` at their `top`.
 */
export class RowWindow implements ReactiveController {
  readonly #host: Host;
  #rows: readonly WindowRow[] = [];
  /** Where each row begins, and behind the last one where the list ends. */
  #tops: readonly number[] = [0];
  #view = { top: 0, height: 400 };
  #observer: ResizeObserver | undefined;
  #watched: Element | null = null;
  #focusNext = false;
  place: Place = { row: 0, column: 0 };

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#watched = null;
  }

  hostUpdated(): void {
    const list = this.#list;
    if (list !== this.#watched) {
      this.#observer?.disconnect();
      this.#observer = list ? new ResizeObserver(() => this.look()) : undefined;
      if (list) this.#observer?.observe(list);
      this.#watched = list;
    }
    if (!this.#focusNext) return;
    this.#focusNext = false;
    this.focus();
  }

  /** Takes the rows that are shown now; the same array costs nothing. */
  set rows(rows: readonly WindowRow[]) {
    if (rows === this.#rows) return;
    this.#rows = rows;
    const tops = [0];
    for (const { height } of rows) tops.push((tops.at(-1) ?? 0) + height);
    this.#tops = tops;
    this.place = this.#near(Math.min(this.place.row, rows.length - 1), 1) ?? { row: 0, column: 0 };
  }

  /** Of the whole list, in pixels. */
  get height(): number {
    return this.#tops.at(-1) ?? 0;
  }

  top(row: number): number {
    return this.#tops[row] ?? 0;
  }

  /** Rows to draw. The row that has the keyboard stays, wherever it was scrolled to, or the focus would be lost. */
  get inSight(): readonly number[] {
    const { top, height } = this.#view;
    const first = this.#rowAt(top - OVERSCAN);
    const end = Math.min(this.#rows.length, this.#rowAt(top + height + OVERSCAN) + 1);
    const rows = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
    const { row } = this.place;
    if (row >= this.#rows.length) return rows;
    return row < first ? [row, ...rows] : row >= end ? [...rows, row] : rows;
  }

  /** The end of the list is in sight, or will be in a moment. */
  get atEnd(): boolean {
    return this.#view.top + this.#view.height + 2 * OVERSCAN >= this.height;
  }

  tabindex(row: number, column: Place['column']): 0 | -1 {
    return this.place.row === row && this.place.column === column ? 0 : -1;
  }

  /** Puts the focus where the keyboard is. */
  focus(): boolean {
    const stop = this.#list?.querySelector<HTMLElement>('[tabindex="0"]');
    stop?.focus({ preventScroll: true });
    return stop != null;
  }

  /** Where the keyboard goes on from. */
  standAt(row: number, column: Place['column']): void {
    this.place = { row, column };
    this.#host.requestUpdate();
  }

  /** What is in sight may be something else. */
  readonly look = (): void => {
    const { scrollTop: top = 0, clientHeight: height = 0 } = this.#list ?? {};
    if (top === this.#view.top && height === this.#view.height) return;
    this.#view = { top, height };
    this.#host.requestUpdate();
  };

  /** Moves by arrows, Home, End and the page keys; everything else is left alone. */
  readonly onKey = (event: KeyboardEvent): void => {
    const list = this.#list;
    if (!list || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = this.#move(event.key, list);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    this.#focusNext = true;
    this.#show(next.row, list);
    this.standAt(next.row, next.column);
    this.look();
  };

  get #list(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.rows');
  }

  #move(key: string, list: HTMLElement): Place | null {
    const { row, column } = this.place;
    switch (key) {
      case 'ArrowDown':
        return this.#near(row + 1, 1, false);
      case 'ArrowUp':
        return this.#near(row - 1, -1, false);
      case 'PageDown':
        return this.#near(this.#rowAt(this.top(row) + list.clientHeight), 1);
      case 'PageUp':
        return this.#near(this.#rowAt(this.top(row) - list.clientHeight), -1);
      case 'Home':
        return this.#near(0, 1);
      case 'End':
        return this.#near(this.#rows.length - 1, -1);
      case 'ArrowRight':
      case 'ArrowLeft': {
        const isOn = (key === 'ArrowRight') !== (getComputedStyle(list).direction === 'rtl');
        return { row, column: isOn && this.#rows[row]?.stops === 2 ? 1 : 0 };
      }
      default:
        return column === 1 && key === 'Escape' ? { row, column: 0 } : null;
    }
  }

  /** The row with controls that is nearest in that direction, else in the other one. */
  #near(row: number, step: 1 | -1, turns = true): Place | null {
    const { column } = this.place;
    for (let at = row; at >= 0 && at < this.#rows.length; at += step) {
      const stops = this.#rows[at]?.stops ?? 0;
      if (stops > 0) return { row: at, column: stops === 2 ? column : 0 };
    }
    return turns ? this.#near(row, step === 1 ? -1 : 1, false) : null;
  }

  #show(row: number, list: HTMLElement): void {
    // With the heading above it, which names the day or the department.
    const isHeaded = this.#rows[row - 1]?.stops === 0;
    const top = this.top(isHeaded ? row - 1 : row);
    const end = this.top(row + 1);
    if (top < list.scrollTop) list.scrollTop = top;
    else if (end > list.scrollTop + list.clientHeight) list.scrollTop = end - list.clientHeight;
  }

  #rowAt(pixel: number): number {
    let low = 0;
    let high = Math.max(0, this.#rows.length - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.top(middle) <= pixel) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
