import { plain, type ExpectedNumber, type Written } from './crm-texts.js';
import type { Random } from './random.js';

/** Classes as frameworks write them; they say nothing about the content. */
const layers = [
  'slds-truncate',
  'cell-inner',
  'ng-binding ng-scope',
  'css-1x2y3z4 e1k2',
  'MuiBox-root',
  'text-right d-none d-md-block',
  'ember-view',
  'forceOutputText',
  'x-grid-cell-inner',
];
const pages = [
  'Home',
  'Accounts',
  'Contacts',
  'Leads',
  'Opportunities',
  'Reports',
  'Dashboards',
  'Calendar',
  'Forecasts',
  'Files',
  'Settings',
];

/** Makes elements and texts, and keeps what numbers they hold. Elements are nested as deep as in the CRMs of today. */
export class Markup {
  readonly #document: Document;
  readonly #random: Random;
  readonly expected = new Map<Text, readonly ExpectedNumber[]>();
  textNodes = 0;

  constructor(document: Document, random: Random) {
    this.#document = document;
    this.#random = random;
  }

  element(tag: string, attributes: Record<string, string> = {}, ...children: Node[]): HTMLElement {
    const element = this.#document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  plain(text: string): Text {
    return this.text(plain(text));
  }

  text(written: Written): Text {
    const node = this.#document.createTextNode(written.text);
    this.textNodes += 1;
    if (written.numbers.length > 0) this.expected.set(node, written.numbers);
    return node;
  }

  /** The content of a cell: its text in up to three layers that frameworks put around it. */
  value(written: Written): Node {
    let node: Node = this.text(written);
    for (let depth = this.#random.int(0, 3); depth > 0; depth -= 1) {
      node = this.element(this.#random.pick(['span', 'div', 'span']), { class: this.#random.pick(layers) }, node);
      if (this.#random.chance(0.2)) node.insertBefore(this.#document.createComment(''), node.firstChild);
    }
    return node;
  }

  /** What can be done with a row. */
  actions(): Node[] {
    return [
      this.element('button', { type: 'button' }, this.plain('Edit')),
      this.element('a', { href: '#record' }, this.plain('View')),
    ];
  }

  navigation(): HTMLElement {
    const items = pages.map((page) =>
      this.element('li', { class: 'nav-item' }, this.element('a', { href: '#' }, this.plain(page))),
    );
    return this.element('nav', {}, this.element('ul', {}, ...items));
  }
}
