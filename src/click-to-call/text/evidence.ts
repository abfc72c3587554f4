import { attribute } from '../dom.js';
import { ColumnHeaders } from './column-headers.js';
import { judgeShort, longestLabel } from './labels.js';
import { judgeClass, judgeLabel, type Verdict } from './words.js';

/** Attributes in which pages name the field that an element shows. */
const fieldAttributes = [
  'data-label',
  'data-field',
  'data-title',
  'data-column',
  'data-col',
  'data-name',
  'col-id',
  'headers',
  'itemprop',
  'aria-label',
  'title',
  'name',
  'id',
];
const cell = /^(?:td|th|dd|li)$/;
/** Follow each other as sentences do, not as a label and its value. */
const paragraph = /^(?:p|h[1-6]|blockquote|article|section|address)$/;

/**
 * What the page says about a text by its labels: attributes and classes of what wraps only that text, a label
 * before it, the term of a definition, the header of its column or row. The nearest that says anything decides.
 */
export class Evidence {
  #headers = new ColumnHeaders();

  judge(node: Text): Verdict {
    let child: Node = node;
    for (let element = node.parentElement; element; element = element.parentElement) {
      const verdict = this.#judgeLevel(child, element);
      if (verdict !== 'none') return verdict;
      if (cell.test(element.localName) || isGridCell(element)) return this.#headers.judge(element);
      if (paragraph.test(element.localName)) return 'none';
      if (element.parentElement && element.parentElement.childElementCount > 1) return judgeSibling(element);
      child = element;
    }
    return 'none';
  }

  /** Forgets the headers of tables: the page may have changed. */
  reset(): void {
    this.#headers = new ColumnHeaders();
  }

  #judgeLevel(child: Node, element: Element): Verdict {
    const before = child.previousSibling;
    if (before && child.nodeType === Node.TEXT_NODE) {
      const label = judgeSibling(child);
      if (label !== 'none') return label;
    }
    return judgeAttributes(element);
  }
}

function isGridCell(element: Element): boolean {
  const role = attribute(element, 'role');
  return role !== null && /^(?:grid)?cell$|^rowheader$/.test(role);
}

function judgeAttributes(element: Element): Verdict {
  if (!element.hasAttributes()) return 'none';
  for (const name of fieldAttributes) {
    const value = attribute(element, name);
    const verdict = value === null ? 'none' : judgeLabel(value.slice(0, longestLabel));
    if (verdict !== 'none') return verdict;
  }
  const labelled = attribute(element, 'aria-labelledby');
  const label =
    labelled === null ? null : (element.getRootNode() as Document | ShadowRoot).getElementById?.(labelled);
  if (label) return judgeShort(label);
  const classes = attribute(element, 'class');
  return classes === null ? 'none' : judgeClass(classes.slice(0, 200));
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
