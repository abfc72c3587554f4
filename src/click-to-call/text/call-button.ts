import { autoUpdate, computePosition, flip, inline, offset, shift, type VirtualElement } from '@floating-ui/dom';
import type { Words } from '../options.js';
import { buttonStyles } from './button.styles.js';
import { elementOf, isCurrent, isSame, rangeOf, type Hit } from './hits.js';

const svg = 'http://www.w3.org/2000/svg';
const handset =
  'M6.6 3.5h2.6l1.5 4-2 1.4a12 12 0 0 0 6.4 6.4l1.4-2 4 1.5v2.6a2.1 2.1 0 0 1-2.3 2.1A17 17 0 0 1 4.5 5.8a2.1 2.1 0 0 1 2.1-2.3Z';

/**
 * The button beside a number. One for a document, in a shadow root of its own that the page's styles and scripts do
 * not reach. While no number is shown it rests out of sight, but in the tab order.
 */
export class CallButton {
  readonly #page: Document;
  readonly #words: () => Words;
  readonly #host: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #label: HTMLElement;
  readonly #said: HTMLElement;
  #hit: Hit | null = null;
  /** What the resting button is named for. */
  #next: Hit | null = null;
  #release = (): void => undefined;

  constructor(page: Document, view: Window, words: () => Words) {
    this.#page = page;
    this.#words = words;
    this.#host = page.createElement('div');
    this.#host.setAttribute('data-cemscale-ignore', '');
    this.#host.setAttribute('popover', 'manual');
    this.#button = page.createElement('button');
    this.#button.type = 'button';
    this.#label = page.createElement('span');
    this.#said = page.createElement('span');
    this.#said.className = 'said';
    this.#said.setAttribute('aria-live', 'polite');
    this.#button.append(icon(page), this.#label);
    const root = this.#host.attachShadow({ mode: 'closed' });
    root.adoptedStyleSheets = [sheetOf(view as Window & typeof globalThis)];
    root.append(this.#button, this.#said);
  }

  /** The button itself, for its events. */
  get element(): HTMLButtonElement {
    return this.#button;
  }

  get hit(): Hit | null {
    return this.#hit;
  }

  /** An element that moves in the tree loses the focus. */
  get #hasFocus(): boolean {
    return this.#page.activeElement === this.#host;
  }

  /** The focus came here by the keyboard. */
  get hasKeyboard(): boolean {
    return this.#button.matches(':focus-visible');
  }

  /** Whether an event of the page comes from this button. */
  isIn(path: readonly EventTarget[]): boolean {
    return path.includes(this.#host);
  }

  /** Puts the button into the tab order behind the page, named for the number that it would go to. */
  rest(next: Hit | null, container: Element): void {
    if (!this.#hit && isSame(next, this.#next) && (!next || this.#host.parentNode === container)) return;
    this.#release();
    this.#hit = null;
    this.#next = next;
    this.#host.className = 'resting';
    if (this.#host.matches(':popover-open')) this.#host.hidePopover();
    if (!next) this.#host.remove();
    else if (this.#host.parentNode !== container && !this.#hasFocus) container.append(this.#host);
    if (next) this.#name(next);
  }

  /** Shows the button at a number, above everything else of the page. */
  show(hit: Hit, container: Element): void {
    if (this.#host.parentNode !== container && !this.#hasFocus) container.append(this.#host);
    this.#release();
    this.#hit = hit;
    this.#host.className = '';
    // Opened anew it lies above what the page opened meanwhile.
    if (this.#host.matches(':popover-open') && !this.#hasFocus) this.#host.hidePopover();
    if (!this.#host.matches(':popover-open')) this.#host.showPopover?.();
    this.#name(hit);
    const reference = anchorOf(hit);
    this.#release = autoUpdate(reference, this.#host, () => void this.#place(reference, hit));
  }

  /** Says the number, for those who moved to it without the focus moving. */
  announce(): void {
    this.#said.textContent = this.#label.textContent;
  }

  remove(): void {
    this.#release();
    this.#hit = null;
    this.#host.remove();
  }

  async #place(reference: VirtualElement, hit: Hit): Promise<void> {
    if (!isCurrent(hit)) return;
    const { x, y } = await computePosition(reference, this.#host, {
      strategy: 'fixed',
      placement: 'top-start',
      middleware: [inline(), offset(4), flip(), shift({ padding: 8, crossAxis: true })],
    });
    if (this.#hit !== hit) return;
    this.#host.style.setProperty('--_x', `${Math.round(x)}px`);
    this.#host.style.setProperty('--_y', `${Math.round(y)}px`);
  }

  #name(hit: Hit): void {
    const words = this.#words();
    this.#host.lang = words.lang;
    this.#label.textContent = words.call(shown(hit.text));
    this.#button.setAttribute('aria-description', words.browse());
  }
}

/** The number as the page shows it, on a line and in an order of its own within a sentence of either direction. */
function shown(text: string): string {
  const plain = text.replace(/[\p{Cf}\s]+/gu, (gap) => (/\s/.test(gap) ? ' ' : ''));
  return `\u2066${plain.trim()}\u2069`;
}

function anchorOf(hit: Hit): VirtualElement {
  const range = rangeOf(hit);
  const contextElement = elementOf(hit.node);
  return {
    getBoundingClientRect: () => range.getBoundingClientRect(),
    getClientRects: () => range.getClientRects(),
    ...(contextElement ? { contextElement } : {}),
  };
}

/** A sheet that a Content-Security-Policy without `unsafe-inline` allows. */
function sheetOf(view: Window & typeof globalThis): CSSStyleSheet {
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(buttonStyles);
  return sheet;
}

function icon(page: Document): SVGElement {
  const picture = page.createElementNS(svg, 'svg');
  for (const [name, value] of Object.entries({
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.75',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  })) {
    picture.setAttribute(name, value);
  }
  const path = page.createElementNS(svg, 'path');
  path.setAttribute('d', handset);
  picture.append(path);
  return picture;
}
