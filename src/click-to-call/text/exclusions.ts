import { attribute, nameOf, namesOf, parentOf } from '../dom.js';

/** Elements whose text is no text of the page, is typed, is code, or acts on a click already. */
const leftOut = new Set(
  'script style noscript template title textarea input select option optgroup datalist code pre kbd samp var tt xmp a button summary time data svg math object canvas audio video head iframe frame'.split(
    ' ',
  ),
);
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

/** Which elements are not searched for numbers. Remembers its answers until the next `reset`. */
export class Exclusions {
  readonly #known = new Map<Element, boolean>();

  /** Whether the text of `element` itself is left out. */
  has(element: Element | null): boolean {
    // Elements with text are as many as texts: only what is around them is worth remembering.
    return element !== null && (isLeftOut(element) || this.#isInside(outerOf(element)));
  }

  reset(): void {
    this.#known.clear();
  }

  #isInside(element: Element | null): boolean {
    if (!element) return false;
    const known = this.#known.get(element);
    if (known !== undefined) return known;
    const answer = isLeftOut(element) || this.#isInside(outerOf(element));
    this.#known.set(element, answer);
    return answer;
  }
}

/** The element around an element, out of shadow trees and frames, too. */
function outerOf(element: Element): Element | null {
  const parent = parentOf(element);
  if (parent) return parent;
  const root = element.getRootNode();
  if (root.nodeType === Node.DOCUMENT_NODE) return (root as Document).defaultView?.frameElement ?? null;
  return (root as Partial<ShadowRoot>).host ?? null;
}

function isLeftOut(element: Element): boolean {
  const localName = nameOf(element);
  if (leftOut.has(localName) || localName.startsWith('cemscale-')) return isLeftOutByName(element, localName);
  if (localName === 'html' && element.ownerDocument.designMode === 'on') return true;
  return isMarked(element);
}

/** A frame around the page is no reason to leave its text out, and an anchor without address is no link. */
function isLeftOutByName(element: Element, localName: string): boolean {
  if (localName === 'iframe' || localName === 'frame') return isMarked(element);
  return localName !== 'a' || attribute(element, 'href') !== null || isMarked(element);
}

function isMarked(element: Element): boolean {
  if (!Element.prototype.hasAttributes.call(element)) return false;
  for (const name of namesOf(element)) {
    const pattern = marks.get(name);
    if (pattern?.test(attribute(element, name) ?? '')) return true;
  }
  return false;
}
