import type { Root } from '../dom.js';
import type { ClickToCallOptions } from '../options.js';
import { elementOf, Hits } from './hits.js';
import type { Numbering } from './numbering.js';
import { Scanner } from './scanner.js';
import { TextPage } from './text-page.js';

/** Finds the telephone numbers in the text of a page and makes them callable, without touching the page's DOM. */
export class TextMode {
  readonly #options: ClickToCallOptions;
  readonly #hits = new Hits();
  readonly #pages = new Map<Document, TextPage>();
  readonly #scanner: Scanner;
  #country: string;

  constructor(options: ClickToCallOptions, numbering: Numbering) {
    this.#options = options;
    this.#country = options.country();
    this.#scanner = new Scanner({
      numbering,
      country: options.country,
      found: (node, numbers) => {
        if (!this.#hits.set(node, numbers)) return;
        const element = elementOf(node);
        if (element) this.#pages.get(node.ownerDocument)?.marks.update(element);
      },
      settled: () => this.#settle(),
    });
  }

  /** Takes in a tree of the page. */
  enter(root: Root): void {
    const page = root.ownerDocument ?? (root as Document);
    // A frame may show another page by now.
    if (!page.defaultView) return;
    this.#pageOf(page, page.defaultView).marks.style(root);
    this.#scanner.watch(root);
  }

  /** Calls became possible or impossible, or another country's numbers are valid in `roots`. */
  refresh(roots: readonly Root[]): void {
    for (const page of this.#pages.values()) page.refresh();
    const country = this.#options.country();
    if (country === this.#country) return;
    this.#country = country;
    for (const root of roots) this.#scanner.read(root);
  }

  stop(): void {
    this.#scanner.stop();
    for (const page of this.#pages.values()) page.stop();
  }

  #pageOf(page: Document, view: Window): TextPage {
    const known = this.#pages.get(page) ?? new TextPage(page, view, this.#options, this.#hits);
    this.#pages.set(page, known);
    return known;
  }

  #settle(): void {
    for (const [page, shown] of this.#pages) {
      shown.marks.prune();
      if (page.defaultView) shown.settle();
      else this.#forget(page, shown);
    }
  }

  /** Its frame shows another page. */
  #forget(page: Document, shown: TextPage): void {
    shown.stop();
    this.#pages.delete(page);
  }
}
