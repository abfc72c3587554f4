import { attribute, nameOf, namesOf, parentOf } from '../dom.js';

/** Where an element stands, as far as its text is concerned. */
export interface Place {
  /** Its text is not searched for numbers. */
  readonly isLeftOut: boolean;
  /** The cell of a table, a grid or a list of definitions that it stands in, or is. */
  readonly cell: Element | null;
}

type Kind = 'left-out' | 'cell' | 'plain';

const kinds = new Map<string, Kind>();
/** Elements whose text is no text of the page, is typed, is code, or acts on a click already. */
for (const name of 'script style noscript template title textarea input select option optgroup datalist code pre kbd samp var tt xmp a button summary time data svg math object canvas audio video head iframe frame'.split(
  ' ',
))
  kinds.set(name, 'left-out');
for (const name of ['td', 'th', 'dd']) kinds.set(name, 'cell');

/** Attributes that leave an element out, with the values that do. */
const marks: ReadonlyMap<string, RegExp> = new Map([
  ['data-cemscale-ignore', /^/],
  ['data-cemscale-call', /^/],
  ['contenteditable', /^(?!false$)/i],
  ['role', /^(?:textbox|searchbox|combobox|code|link|button|spinbutton|timer|math)$/],
  [
    'class',
    /(?:^|\s)(?:CodeMirror|cm-editor|monaco-editor|ace_editor|ql-editor|ProseMirror|hljs|highlight|blob-code)(?:\s|$)/,
  ],
]);

/** Attributes whose changes put elements in or take them out. */
export const excludingAttributes = ['data-cemscale-ignore', 'data-cemscale-call', 'contenteditable'];

const outside: Place = { isLeftOut: false, cell: null };
const leftOut: Place = { isLeftOut: true, cell: null };

/** Which elements are not searched for numbers, and which cells the others stand in. Remembers until the next `reset`. */
export class Places {
  readonly #known = new Map<Element, Place>();
  /** It is asked for twice where something is found. */
  #last: Element | null = null;
  #lastPlace = outside;
  /** Texts come in the order of the page: the next cell is mostly one of the same row. */
  #row: Element | null = null;
  #rowPlace = outside;

  of(element: Element): Place {
    if (element === this.#last) return this.#lastPlace;
    this.#last = element;
    this.#lastPlace = this.#read(element, 0);
    return this.#lastPlace;
  }

  reset(): void {
    this.#known.clear();
    this.#last = null;
    this.#row = null;
  }

  /** `depth`: how many levels above what is asked for, or above its cell. */
  #read(element: Element, depth: number): Place {
    const kind = kindOf(element);
    if (kind === 'left-out') return leftOut;
    const parent = parentOf(element);
    if (kind !== 'cell') return parent ? this.#around(parent, depth + 1) : this.#beyond(element);
    const around = parent ? this.#ofRow(parent) : this.#beyond(element);
    return around.isLeftOut ? leftOut : { isLeftOut: false, cell: element };
  }

  #ofRow(row: Element): Place {
    if (row === this.#row) return this.#rowPlace;
    const place = this.#around(row, 1);
    this.#row = row;
    this.#rowPlace = place;
    return place;
  }

  /** Elements with text, their cells and rows are nearly as many as texts: only what is around them is worth remembering. */
  #around(element: Element, depth: number): Place {
    const known = this.#known.get(element);
    if (known) return known;
    const place = this.#read(element, depth);
    if (depth > 1 && place.cell !== element) this.#known.set(element, place);
    return place;
  }

  /** Out of shadow trees and frames, whose cells are no cells of what is in them. */
  #beyond(element: Element): Place {
    const root = element.getRootNode();
    const host =
      root.nodeType === Node.DOCUMENT_NODE
        ? (root as Document).defaultView?.frameElement
        : (root as Partial<ShadowRoot>).host;
    return host && this.#around(host, 2).isLeftOut ? leftOut : outside;
  }
}

function kindOf(element: Element): Kind {
  const localName = nameOf(element);
  const kind = kinds.get(localName) ?? 'plain';
  // Of the other names only those of our own elements are left out.
  if (kind === 'left-out') return isLeftOutByName(element, localName) ? kind : 'plain';
  if (kind === 'plain' && localName.startsWith('cemscale-')) return 'left-out';
  if (localName === 'html' && element.ownerDocument.designMode === 'on') return 'left-out';
  return Element.prototype.hasAttributes.call(element) ? kindByAttributes(element, kind) : kind;
}

/** A frame around the page is no reason to leave its text out, and an anchor without address is no link. */
function isLeftOutByName(element: Element, localName: string): boolean {
  if (localName === 'a' && attribute(element, 'href') !== null) return true;
  if (localName !== 'a' && localName !== 'iframe' && localName !== 'frame') return true;
  return kindByAttributes(element, 'plain') === 'left-out';
}

function kindByAttributes(element: Element, byName: Kind): Kind {
  let kind = byName;
  for (const name of namesOf(element)) {
    const pattern = marks.get(name);
    if (!pattern) continue;
    const value = attribute(element, name) ?? '';
    if (pattern.test(value)) return 'left-out';
    if (name === 'role' && (value === 'gridcell' || value === 'cell')) kind = 'cell';
  }
  return kind;
}
