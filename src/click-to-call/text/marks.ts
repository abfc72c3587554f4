import type { Root } from '../dom.js';
import { isCurrent, type Hit, type Hits } from './hits.js';

const highlightName = 'cemscale-call';
/** How far outside the window numbers are marked, so that scrolling shows none that is not. */
const margin = '50%';
const css = `::highlight(${highlightName}) {
  text-decoration: underline dotted;
  text-decoration-thickness: 1px;
  text-underline-offset: 0.2em;
}`;

/** Each window makes its own highlights, ranges and sheets. */
type HighlightWindow = Window & typeof globalThis;

/**
 * Underlines the numbers of one window through the highlights of the browser, which leave its DOM alone. Only
 * numbers near the window are marked: the browser lays all marks out anew whenever the page changes.
 */
export class Marks {
  readonly #hits: Hits;
  readonly #highlight: Highlight | null = null;
  readonly #sheet: CSSStyleSheet | null = null;
  readonly #observer: IntersectionObserver;
  readonly #near = new Map<Element, readonly AbstractRange[]>();
  readonly #roots: WeakRef<Root>[] = [];
  readonly #view: HighlightWindow;
  readonly #isOn: () => boolean;
  readonly #changed: () => void;

  /** Marks nothing while `isOn` says no. `changed` runs when numbers came near the window or went away from it. */
  constructor(view: Window, hits: Hits, isOn: () => boolean, changed: () => void) {
    this.#hits = hits;
    this.#isOn = isOn;
    this.#changed = changed;
    this.#view = view as HighlightWindow;
    this.#observer = new this.#view.IntersectionObserver((entries) => this.#moved(entries), {
      rootMargin: margin,
    });
    // Without highlights numbers look as the page made them; the button comes all the same.
    if (!('highlights' in this.#view.CSS)) return;
    this.#highlight = new this.#view.Highlight();
    this.#view.CSS.highlights.set(highlightName, this.#highlight);
    this.#sheet = new this.#view.CSSStyleSheet();
    this.#sheet.replaceSync(css);
  }

  /** Styles of a document end at its shadow roots. */
  style(root: Root): void {
    if (!this.#sheet || root.adoptedStyleSheets.includes(this.#sheet)) return;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#sheet];
    this.#roots.push(new WeakRef(root));
  }

  /** The numbers in the text of an element changed. */
  update(element: Element): void {
    const isNear = this.#near.has(element);
    if (this.#hits.in(element).length > 0) this.#observer.observe(element);
    else if (isNear) this.#observer.unobserve(element);
    if (isNear) this.#mark(element);
  }

  /** `isOn` says something else now. */
  refresh(): void {
    for (const element of this.#near.keys()) this.#mark(element);
  }

  /** Forgets what left the page. */
  prune(): void {
    for (const element of this.#near.keys()) if (!element.isConnected) this.#forget(element);
  }

  /** The numbers near the window, in the order of the page. */
  get near(): Hit[] {
    const elements = [...this.#near.keys()].filter((element) => element.isConnected);
    elements.sort((one, other) =>
      one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
    return elements.flatMap((element) => this.#hits.in(element));
  }

  stop(): void {
    this.#observer.disconnect();
    this.#near.clear();
    if (this.#highlight && this.#view.CSS.highlights.get(highlightName) === this.#highlight) {
      this.#view.CSS.highlights.delete(highlightName);
    }
    for (const root of this.#roots.map((one) => one.deref())) {
      if (root) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    }
  }

  #moved(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#mark(target);
      else this.#forget(target);
    }
    this.#changed();
  }

  #mark(element: Element): void {
    for (const range of this.#near.get(element) ?? []) this.#highlight?.delete(range);
    const hits = this.#isOn() ? this.#hits.in(element).filter(isCurrent) : [];
    const ranges = hits.map((hit) => this.#rangeOf(hit));
    this.#near.set(element, ranges);
    for (const range of ranges) this.#highlight?.add(range);
  }

  #forget(element: Element): void {
    for (const range of this.#near.get(element) ?? []) this.#highlight?.delete(range);
    this.#near.delete(element);
    if (!element.isConnected) this.#observer.unobserve(element);
  }

  /** Static ranges cost the page nothing when it changes. */
  #rangeOf({ node, start, end }: Hit): AbstractRange {
    return new this.#view.StaticRange({
      startContainer: node,
      startOffset: start,
      endContainer: node,
      endOffset: end,
    });
  }
}
