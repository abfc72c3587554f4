import { attribute } from '../dom.js';

/** Elements whose text is no text of the page, is typed, is code, or acts on a click already. */
const leftOut = new Set(
  'script style noscript template title textarea input select option optgroup datalist code pre kbd samp var tt xmp a button summary time data svg math object canvas audio video head iframe frame'.split(
    ' ',
  ),
);
const editors =
  /(?:^|\s)(?:CodeMirror|cm-editor|monaco-editor|ace_editor|ql-editor|ProseMirror|hljs|highlight|blob-code)(?:\s|$)/;
const roles = /^(?:textbox|searchbox|combobox|code|link|button|spinbutton|timer|math)$/;
const marks = ['data-cemscale-ignore', 'data-cemscale-call'];

/** Attributes whose changes put elements in or take them out. */
export const excludingAttributes = ['data-cemscale-ignore', 'data-cemscale-call', 'contenteditable'];

/** Which elements are not searched for numbers. Remembers its answers until the next `reset`. */
export class Exclusions {
  #known = new WeakMap<Element, boolean>();

  has(element: Element | null): boolean {
    if (!element) return false;
    const known = this.#known.get(element);
    if (known !== undefined) return known;
    const answer = isLeftOut(element) || this.has(parentOf(element));
    this.#known.set(element, answer);
    return answer;
  }

  reset(): void {
    this.#known = new WeakMap();
  }
}

/** The element around an element, out of shadow trees and frames, too. */
function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  if (root.nodeType === Node.DOCUMENT_NODE) return (root as Document).defaultView?.frameElement ?? null;
  return (root as Partial<ShadowRoot>).host ?? null;
}

function isLeftOut(element: Element): boolean {
  const { localName } = element;
  // A frame around the page is no reason to leave its text out.
  if (localName === 'iframe' || localName === 'frame')
    return marks.some((name) => attribute(element, name) !== null);
  if (leftOut.has(localName) || /^cemscale-/.test(localName))
    return localName !== 'a' || attribute(element, 'href') !== null;
  if (localName === 'html') return element.ownerDocument.designMode === 'on' || hasMark(element);
  return element.hasAttributes() && hasMark(element);
}

function hasMark(element: Element): boolean {
  if (marks.some((name) => attribute(element, name) !== null)) return true;
  const editable = attribute(element, 'contenteditable');
  if (editable !== null && editable !== 'false') return true;
  return roles.test(attribute(element, 'role') ?? '') || editors.test(attribute(element, 'class') ?? '');
}
