import { attribute, matches, nameOf } from './dom.js';
import { callAttribute } from './sources.js';

/** Elements that mean nothing of their own, so that they may be named buttons. */
const neutral = /^(?:div|span|b|i|em|strong|small|p|label|img|svg|a)$|-/;
const focusable = 'a[href], area[href], button, input, select, textarea, summary, [tabindex], [contenteditable]';

const firstPrune = 1000;

/**
 * Puts elements with `data-cemscale-call` that the keyboard cannot reach into the tab order, and names them buttons
 * where that hides nothing: never over a role, a table's or list's own meaning, or controls inside. What it added
 * can be taken back.
 */
export class Reach {
  readonly #added = new Map<WeakRef<Element>, string[]>();
  #pruneAt = firstPrune;
  readonly #seen = new WeakSet<Element>();

  make(element: Element): void {
    if (this.#seen.has(element) || attribute(element, callAttribute) === null) return;
    this.#seen.add(element);
    if (matches(element, focusable)) return;
    const added = ['tabindex'];
    element.setAttribute('tabindex', '0');
    if (
      neutral.test(nameOf(element)) &&
      attribute(element, 'role') === null &&
      !element.querySelector(focusable)
    ) {
      added.push('role');
      element.setAttribute('role', 'button');
    }
    this.#added.set(new WeakRef(element), added);
    if (this.#added.size > this.#pruneAt) this.#prune();
  }

  /** Lists that live long let go of many elements. */
  #prune(): void {
    for (const element of this.#added.keys()) if (!element.deref()) this.#added.delete(element);
    this.#pruneAt = Math.max(firstPrune, this.#added.size * 2);
  }

  undo(): void {
    for (const [element, names] of this.#added) for (const name of names) element.deref()?.removeAttribute(name);
    this.#added.clear();
  }
}
