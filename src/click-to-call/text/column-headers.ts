import { attribute } from '../dom.js';
import { judgeShort } from './labels.js';
import type { Verdict } from './words.js';

const grids = '[role=grid], [role=table], [role=treegrid]';

/** What headers say about cells: of columns, of rows, and the terms of definition lists. Reads each header once. */
export class ColumnHeaders {
  readonly #ofTables = new Map<Element, readonly Verdict[]>();

  judge(cell: Element): Verdict {
    if (cell.localName === 'dd') return judgeTerm(cell);
    const container =
      cell.localName === 'td' || cell.localName === 'th' ? cell.closest('table') : cell.closest(grids);
    const row = cell.parentElement;
    if (!container || !row) return 'none';
    const column = container.localName === 'table' ? columnOf(cell) : gridColumnOf(cell, row);
    const verdict = this.#columnsOf(container)[column] ?? 'none';
    return verdict === 'none' ? judgeRow(cell) : verdict;
  }

  #columnsOf(container: Element): readonly Verdict[] {
    const known = this.#ofTables.get(container);
    if (known) return known;
    const columns =
      container.localName === 'table' ? readTable(container as HTMLTableElement) : readGrid(container);
    this.#ofTables.set(container, columns);
    return columns;
  }
}

function judgeTerm(definition: Element): Verdict {
  let before = definition.previousElementSibling;
  while (before && before.localName === 'dd') before = before.previousElementSibling;
  return before?.localName === 'dt' ? judgeShort(before) : 'none';
}

/** A header of the row, or in tables that lay out forms the cell before. */
function judgeRow(cell: Element): Verdict {
  const before = cell.previousElementSibling;
  return before && (before.localName === 'td' || before.localName === 'th') ? judgeShort(before) : 'none';
}

function columnOf(cell: Element): number {
  let column = 0;
  for (let before = cell.previousElementSibling; before; before = before.previousElementSibling) {
    column += (before as Partial<HTMLTableCellElement>).colSpan ?? 1;
  }
  return column;
}

function gridColumnOf(cell: Element, row: Element): number {
  const index = attribute(cell, 'aria-colindex');
  return index === null ? [...row.children].indexOf(cell) : Number(index) - 1;
}

function readTable(table: HTMLTableElement): Verdict[] {
  const row = headerRow(table) ?? separateHeader(table);
  return row
    ? [...row.children].flatMap((cell) => repeat(judgeShort(cell), (cell as HTMLTableCellElement).colSpan))
    : [];
}

function headerRow(table: HTMLTableElement): Element | null {
  const rows = table.tHead?.rows;
  const first = rows && rows.length > 0 ? rows[rows.length - 1] : table.rows[0];
  const isHeader = first && (rows || [...first.children].every((cell) => cell.localName === 'th'));
  return isHeader ? first : null;
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

function readGrid(grid: Element): Verdict[] {
  const columns: Verdict[] = [];
  for (const [index, header] of [...grid.querySelectorAll('[role=columnheader]')].entries()) {
    const place = attribute(header, 'aria-colindex');
    columns[place === null ? index : Number(place) - 1] = judgeShort(header);
  }
  return columns;
}

function repeat(verdict: Verdict, times: number): Verdict[] {
  return Array.from({ length: Math.min(Math.max(times, 1), 100) }, () => verdict);
}
