/**
 * Reads of the host's DOM that hold up against it: a form with a field named `getAttribute` hides the method of
 * that name, and a node of a frame is an instance of none of this window's classes.
 */

/** A tree of the page: the document, a frame's document, or an open shadow root. */
export type Root = Document | ShadowRoot;

/** The attribute's value, or null. */
export function attribute(element: Element, name: string): string | null {
  return Element.prototype.getAttribute.call(element, name);
}

/** The names of the element's attributes: most have one or two, so that this is quicker than asking for each. */
export function namesOf(element: Element): string[] {
  return Element.prototype.getAttributeNames.call(element);
}

export function isElement(target: EventTarget | null | undefined): target is Element {
  return target !== null && target !== undefined && 'nodeType' in target && target.nodeType === Node.ELEMENT_NODE;
}

/** The document inside a frame element of the same origin; null for other elements and other origins. */
export function frameDocument(element: Element): Document | null {
  return (element as Partial<HTMLIFrameElement>).contentDocument ?? null;
}

export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}

/** The element's local name; empty for a form that hides it. */
export function nameOf(element: Element): string {
  const { localName } = element;
  return typeof localName === 'string' ? localName : '';
}

/** What of a node's place in the tree is read here. */
interface Place {
  readonly parentElement: Element | null;
  readonly parentNode: Node | null;
  readonly nextSibling: Node | null;
}

const getters: Partial<Record<keyof Place, (this: Node) => Node | null>> = {};

/** The node there, never a field of a form that calls itself so: walks come to an end. */
export function placeOf<Name extends keyof Place>(node: Node, name: Name): Place[Name] {
  getters[name] ??= Object.getOwnPropertyDescriptor(Node.prototype, name)?.get as (this: Node) => Node | null;
  return getters[name].call(node) as Place[Name];
}

export function parentOf(node: Node): Element | null {
  return placeOf(node, 'parentElement');
}
