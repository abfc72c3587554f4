import type { Unsubscribe } from '../../shared/emitter.js';

/** The element that others look for. Its class is not imported: a page may have it later, or never. */
export const phoneTag = 'cemscale-phone';

/** What others need of a phone. `call` is absent until the element is defined. */
export interface PhoneElement extends HTMLElement {
  readonly tokenUrl?: string;
  call?(number: string): Promise<unknown>;
  addParticipant?(number: string): Promise<void>;
}

interface Watch {
  readonly observer: MutationObserver;
  readonly listeners: Set<() => void>;
  /** Takes note of what the observer saw. */
  readonly note: (records: readonly MutationRecord[]) => void;
  /** The phones of the tree; null when they have to be looked for anew. A page may ask ten thousand times. */
  phones: PhoneElement[] | null;
}

const watches = new WeakMap<Node, Watch>();

/**
 * Tells when a phone in this tree comes, goes, or has another id or token URL. One observer a tree, however many
 * ask; of a change of the page it looks at what was added and removed only.
 */
export function watchPhones(root: Node, listener: () => void): Unsubscribe {
  const watch = watches.get(root) ?? startWatch(root);
  watches.set(root, watch);
  watch.listeners.add(listener);
  return () => {
    watch.listeners.delete(listener);
    if (watch.listeners.size > 0) return;
    watch.observer.disconnect();
    watches.delete(root);
  };
}

function startWatch(root: Node): Watch {
  const listeners = new Set<() => void>();
  const note = (records: readonly MutationRecord[]): void => {
    if (!records.some(concernsPhone)) return;
    watch.phones = null;
    for (const listener of [...listeners]) listener();
  };
  const observer = new MutationObserver(note);
  const watch: Watch = { observer, listeners, note, phones: null };
  const attributeFilter = ['id', 'token-url'];
  observer.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter });
  return watch;
}

function concernsPhone({ type, target, addedNodes, removedNodes }: MutationRecord): boolean {
  if (type === 'attributes') return isPhone(target);
  return [...addedNodes, ...removedNodes].some(
    (node) => isPhone(node) || (node instanceof Element && node.querySelector(phoneTag) !== null),
  );
}

/** Whether this is a phone, defined or not. */
export function isPhone(node: Node | null): node is PhoneElement {
  return node instanceof HTMLElement && node.localName === phoneTag;
}

/** All phones in a tree, without those in shadow trees below it. */
export function phonesIn(root: Node): PhoneElement[] {
  const watch = watches.get(root);
  if (!watch) return lookFor(root);
  // What has just changed is known before the observer is called.
  watch.note(watch.observer.takeRecords());
  watch.phones ??= lookFor(root);
  return watch.phones;
}

function lookFor(root: Node): PhoneElement[] {
  return root instanceof Document || root instanceof ShadowRoot || root instanceof Element
    ? [...root.querySelectorAll<PhoneElement>(phoneTag)]
    : [];
}

/** The phone that an element stands in, across shadow trees. */
export function phoneAround(element: Element): PhoneElement | null {
  for (let at: Element | null = element; at;) {
    const found: Element | null = at.closest(phoneTag);
    if (isPhone(found)) return found;
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return null;
}
