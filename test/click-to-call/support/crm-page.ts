import { CrmTexts, phoneText, plain, type ExpectedNumber, type Written } from './crm-texts.js';
import {
  cities,
  companies,
  names,
  phoneFields,
  phoneLabels,
  phoneSentences,
  plainColumns,
  twoPhoneSentences,
} from './crm-words.js';
import { decoys, languageOf, selfEvident, type Decoy, type Language } from './decoys.js';
import { Markup } from './markup.js';
import type { Country } from './number-plans.js';
import { writePhone } from './phones.js';
import { Random } from './random.js';

export interface CrmPage {
  readonly root: HTMLElement;
  readonly textNodes: number;
  /** Text nodes that hold numbers. Every other text node holds none. */
  readonly expected: ReadonlyMap<Text, readonly ExpectedNumber[]>;
}

type Cell = (row: number) => Written;

/**
 * Writes a page as CRMs have them: tables with and without headers, grids of divs, details, notes, signatures,
 * in the language and the number formats of `country`, among ids, dates, IBANs, cards and prices. Where the form
 * of a number does not give it away, a label, a header, a class or a word does, as for a person who reads it.
 */
export function writeCrmPage(document: Document, country: Country, textNodes: number, seed = 1): CrmPage {
  return new CrmWriter(document, country, new Random(seed)).write(textNodes);
}

class CrmWriter {
  readonly #markup: Markup;
  readonly #country: Country;
  readonly #language: Language;
  readonly #random: Random;
  readonly #texts: CrmTexts;

  constructor(document: Document, country: Country, random: Random) {
    this.#markup = new Markup(document, random);
    this.#country = country;
    this.#language = languageOf(country);
    this.#random = random;
    this.#texts = new CrmTexts(random, country);
  }

  write(textNodes: number): CrmPage {
    const root = this.#markup.element('main');
    const sections = [
      () => this.#table(true),
      () => this.#table(true),
      () => this.#table(false),
      () => this.#fieldTable(),
      () => this.#grid(),
      () => this.#definitions(),
      () => this.#labelledFields(),
      () => this.#notes(),
      () => this.#signature(),
      () => this.#markup.navigation(),
    ];
    while (this.#markup.textNodes < textNodes) root.append(this.#random.pick(sections)());
    return { root, textNodes: this.#markup.textNodes, expected: this.#markup.expected };
  }

  /** A table whose headers are all that tells ids from telephone numbers, or one without any. */
  #table(withHeaders: boolean): HTMLElement {
    const columns = this.#columns(withHeaders);
    const table = this.#markup.element('table');
    if (withHeaders) {
      const head = this.#markup.element(
        'tr',
        {},
        ...columns.map((column) => this.#markup.element('th', {}, this.#markup.plain(column.header))),
      );
      table.append(this.#markup.element('thead', {}, head));
    }
    const body = this.#markup.element('tbody');
    const rows = this.#random.int(8, 40);
    for (let row = 0; row < rows; row += 1) {
      const actions = this.#markup.element('td', {}, ...this.#markup.actions());
      body.append(
        this.#markup.element(
          'tr',
          {},
          ...columns.map((column) => this.#markup.element('td', {}, this.#markup.value(column.cell(row)))),
          actions,
        ),
      );
    }
    table.append(body);
    return table;
  }

  #columns(withHeaders: boolean): { header: string; cell: Cell }[] {
    const fits = decoys.filter((decoy) => withHeaders || !decoy.needsLabel);
    const phone = { header: this.#random.pick(phoneLabels[this.#language]), cell: this.#phoneCell(withHeaders) };
    const decoyColumns = this.#some(fits, 3).map((decoy) => ({
      header: this.#texts.label(decoy),
      cell: this.#decoyCell(decoy),
    }));
    const columns = [
      { header: 'Name', cell: () => plain(this.#random.pick(names)) },
      phone,
      ...decoyColumns,
      ...this.#some(plainColumns, 5).map(({ header, values }) => ({
        header,
        cell: () => plain(this.#random.pick(values)),
      })),
    ];
    return columns.sort(() => this.#random.next() - 0.5);
  }

  /** A table that has no visible headers: attributes and classes carry the names of the fields. */
  #fieldTable(): HTMLElement {
    const attribute = this.#random.pick(['class', 'data-field', 'data-label', 'headers', 'aria-label']);
    const fields = [
      { name: this.#random.pick(phoneFields), cell: this.#phoneCell(true) },
      ...this.#some(decoys, 3).map((decoy) => ({
        name: this.#random.pick(decoy.fields),
        cell: this.#decoyCell(decoy),
      })),
      { name: 'company', cell: () => plain(this.#random.pick(companies)) },
    ];
    const table = this.#markup.element('table');
    for (let row = this.#random.int(5, 20); row > 0; row -= 1) {
      const cells = fields.map((field) =>
        this.#markup.element(
          'td',
          { [attribute]: attribute === 'class' ? `cell ${field.name}` : field.name },
          this.#markup.value(field.cell(row)),
        ),
      );
      table.append(this.#markup.element('tr', {}, ...cells));
    }
    return table;
  }

  /** A grid of divs, as the data grids of today are. */
  #grid(): HTMLElement {
    const columns = this.#columns(true);
    const grid = this.#markup.element('div', { role: 'grid' });
    const row = (cells: HTMLElement[]): HTMLElement => this.#markup.element('div', { role: 'row' }, ...cells);
    const place = (index: number): Record<string, string> => ({ 'aria-colindex': String(index + 1) });
    grid.append(
      row(
        columns.map((column, index) =>
          this.#markup.element(
            'div',
            { role: 'columnheader', ...place(index) },
            this.#markup.element('span', {}, this.#markup.plain(column.header)),
          ),
        ),
      ),
    );
    for (let line = this.#random.int(5, 30); line > 0; line -= 1) {
      grid.append(
        row(
          columns.map((column, index) =>
            this.#markup.element(
              'div',
              { role: 'gridcell', ...place(index) },
              this.#markup.value(column.cell(line)),
            ),
          ),
        ),
      );
    }
    return grid;
  }

  #definitions(): HTMLElement {
    const list = this.#markup.element('dl');
    for (const { label, value } of this.#details()) {
      list.append(
        this.#markup.element('dt', {}, this.#markup.plain(label)),
        this.#markup.element('dd', {}, this.#markup.value(value)),
      );
    }
    return list;
  }

  /** Fields as forms show them: a label element, a div or a bold word before the value. */
  #labelledFields(): HTMLElement {
    const box = this.#markup.element('section');
    const tag = this.#random.pick(['label', 'div', 'strong', 'span']);
    for (const { label, value } of this.#details()) {
      const colon = this.#random.chance(0.4) ? ':' : '';
      box.append(
        this.#markup.element(
          'div',
          { class: 'row' },
          this.#markup.element(tag, { class: 'caption' }, this.#markup.plain(label + colon)),
          this.#markup.element('span', { class: 'value' }, this.#markup.text(value)),
        ),
      );
    }
    return box;
  }

  #details(): { label: string; value: Written }[] {
    const details = this.#some(decoys, 5).map((decoy) => ({
      label: this.#texts.label(decoy),
      value: this.#decoyCell(decoy)(0),
    }));
    for (let phones = this.#random.int(1, 3); phones > 0; phones -= 1) {
      const at = this.#random.int(0, details.length);
      details.splice(at, 0, {
        label: this.#random.pick(phoneLabels[this.#language]),
        value: phoneText(writePhone(this.#random, this.#country)),
      });
    }
    return details;
  }

  #notes(): HTMLElement {
    const box = this.#markup.element('div', { class: 'activity' });
    for (let notes = this.#random.int(5, 15); notes > 0; notes -= 1)
      box.append(this.#markup.element('p', {}, this.#markup.text(this.#texts.note())));
    return box;
  }

  #signature(): HTMLElement {
    const box = this.#markup.element('address');
    const lines: Written[] = [
      plain(this.#random.pick(names)),
      plain(this.#random.pick(companies)),
      plain(this.#random.pick(cities)),
      this.#texts.sentence(this.#random.pick(twoPhoneSentences)),
      this.#texts.sentence(this.#random.pick(phoneSentences[this.#language])),
      plain(this.#random.pick(selfEvident)(this.#random, this.#country)),
    ];
    for (const line of lines) box.append(this.#markup.text(line), this.#markup.element('br'));
    return box;
  }

  #phoneCell(labelled: boolean): Cell {
    return () => {
      if (this.#random.chance(0.08)) return plain(this.#random.pick(['\u2014', 'n/a', '', '-']));
      return phoneText(writePhone(this.#random, this.#country, labelled ? {} : { bare: false }));
    };
  }

  #decoyCell(decoy: Decoy): Cell {
    return () => plain(decoy.write(this.#random, this.#country));
  }

  #some<T>(list: readonly T[], count: number): T[] {
    return [...list].sort(() => this.#random.next() - 0.5).slice(0, count);
  }
}
