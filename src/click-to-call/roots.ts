import { frameDocument, isElement, nameOf, type Root } from './dom.js';
import { Slices } from './slices.js';
import { TreeQueue } from './tree-queue.js';

export interface RootVisitor {
  /** A tree that was not known yet. Documents come as soon as they exist, before their content. */
  enter(root: Root): void;
  /** An element that is new, or whose attribute of `attributes` changed. */
  element(element: Element): void;
  /** Attributes whose changes matter to `element`. */
  readonly attributes: readonly string[];
}

/**
 * Finds the trees of a page, from the start on and as they appear: open shadow roots and same-origin frames, to any
 * depth, also those of elements that are defined later and of frames that load another page.
 */
export class RootWatcher {
  readonly #visitor: RootVisitor;
  readonly #known = new WeakSet<Root>();
  #roots: WeakRef<Root>[] = [];
  readonly #frames = new WeakSet<Element>();
  readonly #undefined = new Set<string>();
  readonly #queue = new TreeQueue(NodeFilter.SHOW_ELEMENT);
  readonly #slices = new Slices({ step: () => this.#step(), pause: () => this.#queue.pause() });
  readonly #observer = new MutationObserver((records) => this.#changed(records));
  readonly #ended = new AbortController();

  constructor(visitor: RootVisitor) {
    this.#visitor = visitor;
  }

  /** Takes a tree in, unless it is known: the document to begin with, or a root that an event came from. */
  enter(root: Root): void {
    if (this.#known.has(root) || this.#ended.signal.aborted) return;
    this.#known.add(root);
    this.#roots = [...this.#roots.filter((one) => one.deref()), new WeakRef(root)];
    this.#observer.observe(root, {
      childList: true,
      subtree: true,
      attributeFilter: [...this.#visitor.attributes],
    });
    this.#visitor.enter(root);
    this.#add(root);
  }

  /** All trees that are still there. */
  get roots(): Root[] {
    return this.#roots.flatMap((one) => one.deref() ?? []);
  }

  stop(): void {
    this.#ended.abort();
    this.#observer.disconnect();
    this.#slices.stop();
  }

  #changed(records: MutationRecord[]): void {
    for (const { type, target, addedNodes } of records) {
      if (type === 'attributes') this.#visitor.element(target as Element);
      else for (const node of addedNodes) if (isElement(node)) this.#queue.add(node);
    }
    this.#slices.wake();
  }

  #step(): boolean {
    const node = this.#queue.next();
    if (node) this.#visit(node as Element);
    return node !== null;
  }

  #add(node: Node): void {
    this.#queue.add(node);
    this.#slices.wake();
  }

  #visit(element: Element): void {
    this.#visitor.element(element);
    const localName = nameOf(element);
    const { shadowRoot } = element;
    if (shadowRoot) this.enter(shadowRoot);
    else if (localName === 'iframe' || localName === 'frame') this.#enterFrame(element);
    else if (localName.includes('-')) this.#awaitDefinition(localName);
  }

  #enterFrame(frame: Element): void {
    if (!this.#frames.has(frame)) {
      this.#frames.add(frame);
      frame.addEventListener('load', () => this.#enterPageOf(frame), { signal: this.#ended.signal });
    }
    this.#enterPageOf(frame);
  }

  #enterPageOf(frame: Element): void {
    const page = frameDocument(frame);
    if (!page || this.#known.has(page)) return;
    // The next page of the frame is there right after this one has gone, long before its load event.
    page.defaultView?.addEventListener('pagehide', () => setTimeout(() => this.#enterPageOf(frame)), {
      signal: this.#ended.signal,
    });
    this.enter(page);
  }

  /** An element gets its shadow root when it is defined, which no observer sees. */
  #awaitDefinition(name: string): void {
    if (this.#undefined.has(name) || customElements.get(name)) return;
    this.#undefined.add(name);
    customElements
      .whenDefined(name)
      .then(() => {
        for (const root of this.roots) for (const element of root.querySelectorAll(name)) this.#add(element);
      })
      .catch(() => undefined);
  }
}
