import { attribute } from '../dom.js';
import { judgeShort } from './labels.js';
import type { Verdict } from './words.js';

const grids = '[role=grid], [role=table], [role=treegrid]';

/** No header spans more. */
const mostColumns = 100;

interface Columns {
  /** The header of each column, until it is asked for; then what it says. */
  readonly headers: (Element | Verdict)[];
  /** No header spans several columns, so that a cell's place among its siblings is its column. */
  readonly isPlain: boolean;
}

/** What headers say about cells: of columns, and the terms of definition lists. Reads each header once. */
export class ColumnHeaders {
  /** By table or grid, and by what holds its rows: asking a cell for its table takes longer. */
  readonly #known = new Map<Node, Columns | null>();
  /** The next cell is mostly one of the same row. */
  #row: Element | null = null;
  #rowColumns: Columns | null = null;

  judge(cell: Element): Verdict {
    if (cell.localName === 'dd') return judgeTerm(cell);
    const row = cell.parentElement;
    if (!row) return 'none';
    if (row !== this.#row) {
      this.#row = row;
      this.#rowColumns = this.#columnsOf(row);
    }
    const columns = this.#rowColumns;
    if (!columns || columns.headers.length === 0) return 'none';
    const column = columnOf(cell, row, columns);
    const header = columns.headers[column] ?? 'none';
    if (typeof header === 'string') return header;
    const verdict = judgeShort(header);
    columns.headers[column] = verdict;
    return verdict;
  }

  #columnsOf(row: Element): Columns | null {
    const key = row.parentNode ?? row;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const container = row.closest(row.localName === 'tr' ? 'table' : grids);
    let columns = container && (this.#known.get(container) ?? null);
    if (container && !columns) {
      columns = container.localName === 'table' ? readTable(container as HTMLTableElement) : readGrid(container);
      this.#known.set(container, columns);
    }
    this.#known.set(key, columns);
    return columns;
  }
}

function judgeTerm(definition: Element): Verdict {
  let before = definition.previousElementSibling;
  while (before && before.localName === 'dd') before = before.previousElementSibling;
  return before?.localName === 'dt' ? judgeShort(before) : 'none';
}

function columnOf(cell: Element, row: Element, { isPlain }: Columns): number {
  if (row.localName === 'tr') return isPlain ? (cell as HTMLTableCellElement).cellIndex : spannedColumnOf(cell);
  const index = attribute(cell, 'aria-colindex');
  return index === null ? [...row.children].indexOf(cell) : Number(index) - 1;
}

function spannedColumnOf(cell: Element): number {
  let column = 0;
  for (let before = cell.previousElementSibling; before; before = before.previousElementSibling) {
    column += (before as Partial<HTMLTableCellElement>).colSpan ?? 1;
  }
  return column;
}

function readTable(table: HTMLTableElement): Columns {
  const row = headerRow(table) ?? separateHeader(table);
  const headers: Element[] = [];
  let isPlain = true;
  for (let cell = row?.firstElementChild; cell; cell = cell.nextElementSibling) {
    const { colSpan = 1 } = cell as Partial<HTMLTableCellElement>;
    isPlain &&= colSpan === 1;
    for (let column = Math.min(Math.max(colSpan, 1), mostColumns); column > 0; column -= 1) headers.push(cell);
  }
  return { headers, isPlain };
}

function headerRow(table: HTMLTableElement): Element | null {
  const rows = table.tHead?.rows;
  const first = rows && rows.length > 0 ? rows[rows.length - 1] : table.rows[0];
  return first && (rows || isAllHeaders(first)) ? first : null;
}

function isAllHeaders(row: Element): boolean {
  let cell = row.firstElementChild;
  while (cell?.localName === 'th') cell = cell.nextElementSibling;
  return cell === null;
}

/** Tables that scroll under a fixed header keep it in a table of its own, somewhere before. */
function separateHeader(table: HTMLTableElement): Element | null {
  const columns = table.rows[0]?.children.length;
  let element: Element | null = table;
  for (let level = 0; element && level < 4; level += 1, element = element.parentElement) {
    const other = element.previousElementSibling;
    const header = other?.localName === 'table' ? other : other?.querySelector('table');
    const row = header ? headerRow(header as HTMLTableElement) : null;
    if (row && row.children.length === columns && !header?.querySelector('td')) return row;
  }
  return null;
}

function readGrid(grid: Element): Columns {
  const headers: Element[] = [];
  for (const [index, header] of [...grid.querySelectorAll('[role=columnheader]')].entries()) {
    const place = attribute(header, 'aria-colindex');
    headers[place === null ? index : Number(place) - 1] = header;
  }
  return { headers, isPlain: true };
}
