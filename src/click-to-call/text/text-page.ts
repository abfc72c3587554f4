import { isElement } from '../dom.js';
import { isFromPerson } from '../gestures.js';
import type { ClickToCallOptions } from '../options.js';
import { CallButton } from './call-button.js';
import { elementOf, isAt, isCurrent, isSame, type Hit, type Hits } from './hits.js';
import { Marks } from './marks.js';

export type TextOptions = Pick<ClickToCallOptions, 'canCall' | 'call' | 'words'>;

/** From the pointer's arrival at a number to the button, milliseconds: passing over a column shows none. */
const showDelay = 120;
/** From its leaving to the end of the button: time to get to the button. */
const hideDelay = 400;

/** What one document shows of its numbers: marks, and the button that follows the pointer or the keyboard. */
export class TextPage {
  readonly #page: Document;
  readonly #options: TextOptions;
  readonly #hits: Hits;
  readonly #button: CallButton;
  readonly #ended = new AbortController();
  readonly marks: Marks;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What the timer will show; null: nothing. Undefined while it does not run. */
  #pending: Hit | null | undefined;
  /** Where the focus was before it came to the button. */
  #origin: Element | null = null;

  constructor(page: Document, view: Window, options: TextOptions, hits: Hits) {
    this.#page = page;
    this.#options = options;
    this.#hits = hits;
    this.marks = new Marks(view, hits, options.canCall, () => this.settle());
    this.#button = new CallButton(page, view, options.words);
    this.#listen(view);
  }

  /** The numbers changed: takes back what is gone, and offers the button to the keyboard while there is one. */
  settle(): void {
    const { hit } = this.#button;
    if (!hit || !isCurrent(hit) || !this.#options.canCall()) this.#rest();
  }

  /** Calls became possible or impossible. */
  refresh(): void {
    this.marks.refresh();
    this.settle();
  }

  stop(): void {
    this.#cancel();
    this.#ended.abort();
    this.#button.remove();
    this.marks.stop();
  }

  #listen(view: Window): void {
    const { signal } = this.#ended;
    const quietly = { capture: true, passive: true, signal };
    view.addEventListener('pointermove', (event) => this.#onPointer(event, showDelay), quietly);
    // Out of the window, or out of the frame: no move tells of it.
    view.addEventListener('pointerout', (event) => event.relatedTarget === null && this.#onLeave(), quietly);
    // A finger cannot hover, but it can tap on a number.
    view.addEventListener('click', (event) => this.#onPointer(event, 0), quietly);
    view.addEventListener('focusin', (event) => this.#onFocus(event), quietly);
    const button = this.#button.element;
    button.addEventListener('click', (event) => this.#call(event), { signal });
    // The focus stays in the field that somebody types into.
    button.addEventListener('mousedown', (event) => event.preventDefault(), { signal });
    button.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    button.addEventListener('focus', () => this.#browse(), { signal });
    button.addEventListener('blur', () => this.#aim(null, hideDelay), { signal });
  }

  #onPointer(event: MouseEvent, delay: number): void {
    const path = event.composedPath();
    if (this.#button.isIn(path)) return this.#cancel();
    const hit = this.#hitAt(path, event);
    if (hit && this.#options.canCall()) this.#aim(hit, delay);
    else this.#onLeave();
  }

  #onLeave(): void {
    if (!this.#button.hasKeyboard) this.#aim(null, hideDelay);
  }

  /** Asks only what is under the pointer, so that moving over anything else costs next to nothing. */
  #hitAt(path: readonly EventTarget[], { clientX, clientY }: MouseEvent): Hit | null {
    for (const element of path) {
      if (!isElement(element)) continue;
      for (const hit of this.#hits.in(element)) if (isAt(hit, clientX, clientY)) return hit;
    }
    return null;
  }

  /** Shows a number's button, or none, after `delay`, unless something else is aimed at before. */
  #aim(hit: Hit | null, delay: number): void {
    if (this.#pending !== undefined && isSame(hit, this.#pending)) return;
    this.#cancel();
    if (isSame(hit, this.#button.hit)) return;
    this.#pending = hit;
    this.#timer = setTimeout(() => {
      this.#pending = undefined;
      if (hit && isCurrent(hit)) this.#button.show(hit, this.#containerOf(elementOf(hit.node)));
      else this.#rest();
    }, delay);
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#pending = undefined;
  }

  #rest(): void {
    const container = this.#containerOf(this.#page.activeElement);
    const near = this.#options.canCall() ? this.marks.near : [];
    const reachable = container === this.#page.body ? near : near.filter((hit) => container.contains(hit.node));
    this.#button.rest(reachable[0] ?? null, container);
  }

  /** A modal dialog, outside which nothing can be reached, or the body. */
  #containerOf(element: Element | null): Element {
    return element?.closest('dialog:modal') ?? this.#page.body;
  }

  #onFocus(event: FocusEvent): void {
    const [target] = event.composedPath();
    if (!isElement(target) || this.#button.isIn(event.composedPath())) return;
    this.#origin = target;
    if (!this.#button.hit) this.#rest();
  }

  /** The keyboard came to the resting button: it goes to the next number after where the focus was. */
  #browse(): void {
    if (this.#button.hit) return;
    const { near } = this.marks;
    const origin = this.#origin;
    const following = near.find(
      ({ node }) => origin && origin.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    this.#goTo(following ?? near[0]);
  }

  #goTo(hit: Hit | undefined): void {
    if (!hit) return;
    elementOf(hit.node)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.#button.show(hit, this.#containerOf(elementOf(hit.node)));
  }

  #onKey(event: KeyboardEvent): void {
    const step = /^Arrow(?:Down|Right)$/.test(event.key) ? 1 : /^Arrow(?:Up|Left)$/.test(event.key) ? -1 : 0;
    if (step === 0 && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (step === 0) return this.#leave();
    const { near } = this.marks;
    const index = near.findIndex((one) => isSame(one, this.#button.hit));
    this.#goTo(near[index + step]);
    this.#button.announce();
  }

  #leave(): void {
    const origin = this.#origin as Partial<HTMLElement> | null;
    if (origin?.isConnected && origin.focus) origin.focus();
    else this.#button.element.blur();
    this.#rest();
  }

  #call(event: MouseEvent): void {
    event.stopPropagation();
    const { hit } = this.#button;
    const source = hit && elementOf(hit.node);
    if (!hit || !source || !isFromPerson(event) || !this.#options.canCall()) return;
    this.#options.call({ number: hit.number, postDial: hit.postDial, source });
  }
}
