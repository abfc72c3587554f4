import type { FoundNumber } from './find-numbers.js';

/** A number in a text node of the page. */
export interface Hit extends FoundNumber {
  readonly node: Text;
  /** What the page shows, from `start` up to `end`. */
  readonly text: string;
}

/** The numbers of the page, by the element whose text they are. Keeps nothing alive that the page let go. */
export class Hits {
  readonly #byNode = new WeakMap<Text, readonly Hit[]>();
  readonly #byElement = new WeakMap<Element, Set<Text>>();

  /** Replaces what was found in a text node. Returns whether anything was or is found in it. */
  set(node: Text, found: readonly FoundNumber[]): boolean {
    const known = this.#byNode.has(node);
    if (found.length === 0 && !known) return false;
    this.#byNode.set(
      node,
      found.map((one) => ({ ...one, node, text: node.data.slice(one.start, one.end) })),
    );
    const element = elementOf(node);
    if (element) this.#byElement.set(element, (this.#byElement.get(element) ?? new Set()).add(node));
    return true;
  }

  /** The numbers in the text of an element itself, not of its children, which are still there. */
  in(element: Element): Hit[] {
    const nodes = this.#byElement.get(element);
    if (!nodes) return [];
    return [...nodes]
      .filter((node) => elementOf(node) === element)
      .flatMap((node) => (this.#byNode.get(node) ?? []).filter(isCurrent));
  }
}

/** The element whose text a node is; the host for text that stands in a shadow root directly. */
export function elementOf(node: Text): Element | null {
  return node.parentElement ?? (node.parentNode as Partial<ShadowRoot> | null)?.host ?? null;
}

/** Whether the page still shows the number where it was found. */
export function isCurrent(hit: Hit): boolean {
  return hit.node.isConnected && hit.node.data.slice(hit.start, hit.end) === hit.text;
}

export function rangeOf({ node, start, end }: Hit): Range {
  const range = node.ownerDocument.createRange();
  range.setStart(node, start);
  range.setEnd(node, end);
  return range;
}

export function isSame(one: Hit | null, other: Hit | null): boolean {
  return (
    one === other ||
    (one !== null && one.node === other?.node && one.start === other.start && one.text === other.text)
  );
}

/** Whether a point of the window lies on the number. */
export function isAt(hit: Hit, x: number, y: number): boolean {
  return [...rangeOf(hit).getClientRects()].some(
    ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
  );
}
