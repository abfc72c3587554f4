import { attribute, nameOf, namesOf, parentOf } from '../dom.js';
import { ColumnHeaders } from './column-headers.js';
import { elementOf } from './hits.js';
import { judgeShort, longestLabel } from './labels.js';
import type { Places } from './places.js';
import { judgeClass, judgeLabel, type Verdict } from './words.js';

/** Attributes in which pages name the field that an element shows. */
const fieldAttributes =
  /^(?:data-(?:label|field|title|column|col|name)|col-id|headers|itemprop|aria-label|title|name|id)$/;
/** Follow each other as sentences do, not as a label and its value. */
const paragraph = /^(?:p|li|h[1-6]|blockquote|article|section|address)$/;

/**
 * What the page says about a text by its labels: attributes and classes of what wraps only that text, a label
 * before it, the term of a definition, the header of its column or row. The nearest that says anything decides.
 */
export class Evidence {
  readonly #places: Places;
  #headers = new ColumnHeaders();

  constructor(places: Places) {
    this.#places = places;
  }

  judge(node: Text): Verdict {
    const parent = elementOf(node);
    if (!parent) return 'none';
    const label = judgeSibling(node);
    if (label !== 'none') return label;
    const { cell } = this.#places.of(parent);
    // The header before attributes: it is remembered, while attributes are read anew for each cell.
    const header = cell ? this.#headers.judge(cell) : 'none';
    if (header !== 'none') return header;
    const around = judgeAround(parent, cell);
    return around === 'none' && cell ? judgeRow(cell) : around;
  }

  /** Forgets the headers of tables: the page may have changed. */
  reset(): void {
    this.#headers = new ColumnHeaders();
  }
}

/** From the text outwards, as long as nothing else is wrapped with it. */
function judgeAround(parent: Element, cell: Element | null): Verdict {
  for (let element: Element | null = parent; element; element = parentOf(element)) {
    const verdict = judgeAttributes(element);
    if (verdict !== 'none' || element === cell || paragraph.test(nameOf(element))) return verdict;
    if ((parentOf(element)?.childElementCount ?? 0) > 1) return judgeSibling(element);
  }
  return 'none';
}

/** A header of the row, or in tables that lay out forms the cell before. */
function judgeRow(cell: Element): Verdict {
  const before = cell.previousElementSibling;
  return before && (before.localName === 'td' || before.localName === 'th') ? judgeShort(before) : 'none';
}

function judgeAttributes(element: Element): Verdict {
  for (const name of namesOf(element)) {
    const verdict = judgeAttribute(element, name);
    if (verdict !== 'none') return verdict;
  }
  return 'none';
}

function judgeAttribute(element: Element, name: string): Verdict {
  const isField = fieldAttributes.test(name);
  if (!isField && name !== 'class' && name !== 'aria-labelledby') return 'none';
  const value = attribute(element, name) ?? '';
  if (isField) return judgeLabel(value.slice(0, longestLabel));
  if (name === 'class') return judgeClass(value.slice(0, 200));
  const label = (element.getRootNode() as Document | ShadowRoot).getElementById?.(value);
  return label ? judgeShort(label) : 'none';
}

/** A label, a bold word or a text right before; of two texts in a row the nearer one that is not blank. */
function judgeSibling(node: Node): Verdict {
  for (let before = node.previousSibling; before; before = before.previousSibling) {
    if (before.nodeType === Node.ELEMENT_NODE && /^(?:br|hr|input|img|table)$/.test((before as Element).localName))
      return 'none';
    const verdict = judgeShort(before);
    if (verdict !== 'none') return verdict;
    if (before.textContent?.trim()) return 'none';
  }
  return 'none';
}
