import type { LitElement, ReactiveController } from 'lit';
import { clamp, isField, isHandle, overlap, placeOf, shownIn } from './place-geometry.js';
import { markMoved, savedPlace, type Place } from './place-mark.js';

/** The element, as far as its place is concerned. */
export interface MovedPhone extends LitElement {
  readonly mode: string;
  readonly open: boolean;
  readonly placement: string;
}

interface Drag {
  readonly pointer: number;
  readonly fromX: number;
  readonly fromY: number;
  readonly place: Place;
  /** It went further than a finger trembles. */
  moved: boolean;
}

/** A press that moves less is a click. */
const THRESHOLD_PX = 6;
const STEP_PX = 24;
/** Room that the open phone keeps for itself, with its launcher. */
const OPEN_HEIGHT_PX = 652;

const ends = ['pointerup', 'pointercancel'] as const;

const steps: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-STEP_PX, 0],
  ArrowRight: [STEP_PX, 0],
  ArrowUp: [0, -STEP_PX],
  ArrowDown: [0, STEP_PX],
};

/**
 * Where a floating phone stands: dragged by its launcher or its header, moved by the arrow keys on the launcher,
 * remembered by its distance from the nearest edges. While a field of the page has the focus it does not cover that.
 */
export class FloatingPlace implements ReactiveController {
  readonly #phone: MovedPhone;
  #place: Place;
  #drag: Drag | null = null;
  /** The field of the page that has the focus. */
  #field: Element | null = null;
  #aside: Place | null = null;
  #frame = 0;

  constructor(phone: MovedPhone) {
    this.#phone = phone;
    this.#place = savedPlace() ?? placeOf(phone.placement);
    phone.addController(this);
    if (document.activeElement) this.#look(document.activeElement);
  }

  hostConnected(): void {
    document.addEventListener('focusin', this.#onFocus, true);
    document.addEventListener('focusout', this.#onBlur, true);
    for (const type of ['scroll', 'resize'] as const) window.addEventListener(type, this.#onLayout, true);
    for (const [type, listener] of this.#handlers) this.#phone.addEventListener(type, listener);
    this.#phone.addEventListener('click', this.#onClick, true);
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame);
    this.#endDrag();
    document.removeEventListener('focusin', this.#onFocus, true);
    document.removeEventListener('focusout', this.#onBlur, true);
    for (const type of ['scroll', 'resize'] as const) window.removeEventListener(type, this.#onLayout, true);
    for (const [type, listener] of this.#handlers) this.#phone.removeEventListener(type, listener);
    this.#phone.removeEventListener('click', this.#onClick, true);
  }

  hostUpdated(): void {
    this.#apply();
  }

  get #root(): HTMLElement | null {
    return this.#phone.mode === 'floating'
      ? (this.#phone.renderRoot.querySelector<HTMLElement>('.root') ?? null)
      : null;
  }

  #apply(): void {
    const root = this.#phone.renderRoot.querySelector<HTMLElement>('.root');
    if (!root) return;
    const { style } = root;
    if (!this.#root) {
      for (const name of ['align-items', 'flex-direction', 'padding-inline', 'padding-block'])
        style.removeProperty(name);
      return;
    }
    const { inline, block, x, y } = this.#aside ?? this.#place;
    const [width, height] = this.#content(root);
    const left = `${clamp(x, root.offsetWidth - width)}px`;
    const high = `${clamp(y, root.offsetHeight - height)}px`;
    style.alignItems = inline === 'start' ? 'flex-start' : 'flex-end';
    style.flexDirection = block === 'top' ? 'column-reverse' : 'column';
    style.paddingInline = inline === 'start' ? `${left} 0` : `0 ${left}`;
    style.paddingBlock = block === 'top' ? `${high} 0` : `0 ${high}`;
  }

  /** What stands in the corner. */
  #content(root: HTMLElement): [width: number, height: number] {
    const boxes = shownIn(root);
    const width = Math.max(0, ...boxes.map(({ width: one }) => one));
    const closed = boxes.at(-1)?.height ?? 0;
    return [width, this.#phone.open ? OPEN_HEIGHT_PX : closed];
  }

  #moveTo(place: Place): void {
    this.#place = place;
    this.#aside = null;
    this.#apply();
  }

  /** Measured anew from the edges that are nearest now, and remembered. */
  #settle(): void {
    const root = this.#root;
    const box = root && shownIn(root).at(-1);
    if (!root || !box) return;
    const all = root.getBoundingClientRect();
    const isRtl = getComputedStyle(root).direction === 'rtl';
    const fromLeft = box.left - all.left;
    const fromRight = all.right - box.right;
    const fromTop = box.top - all.top;
    const fromBottom = all.bottom - box.bottom;
    this.#moveTo({
      inline: fromLeft < fromRight === isRtl ? 'end' : 'start',
      block: fromTop < fromBottom ? 'top' : 'bottom',
      x: Math.round(Math.min(fromLeft, fromRight)),
      y: Math.round(Math.min(fromTop, fromBottom)),
    });
    markMoved(this.#place);
  }

  readonly #onDown = (event: Event): void => {
    if (!(event instanceof PointerEvent) || event.button !== 0 || !this.#root || !isHandle(event)) return;
    this.#begin(event);
  };

  #begin({ pointerId, clientX, clientY }: PointerEvent): void {
    // A quick hand leaves the launcher with its first move.
    window.addEventListener('pointermove', this.#onMove, true);
    for (const type of ends) window.addEventListener(type, this.#onUp, true);
    this.#settleWhereItIs();
    this.#drag = { pointer: pointerId, fromX: clientX, fromY: clientY, place: this.#place, moved: false };
  }

  /** Its place within the window may be less than what it was asked for. */
  #settleWhereItIs(): void {
    const root = this.#root;
    if (!root) return;
    const { paddingInlineEnd, paddingInlineStart, paddingBlockEnd, paddingBlockStart } = getComputedStyle(root);
    const { inline, block } = this.#aside ?? this.#place;
    const x = Number.parseFloat(inline === 'start' ? paddingInlineStart : paddingInlineEnd);
    const y = Number.parseFloat(block === 'top' ? paddingBlockStart : paddingBlockEnd);
    this.#place = { inline, block, x, y };
    this.#aside = null;
  }

  readonly #onMove = (event: Event): void => {
    if (!(event instanceof PointerEvent)) return;
    // This code may have come after the press began.
    if (!this.#drag && event.buttons === 1 && event.pointerType === 'touch' && this.#root && isHandle(event))
      this.#begin(event);
    const drag = this.#drag;
    if (!drag || event.pointerId !== drag.pointer) return;
    const dx = event.clientX - drag.fromX;
    const dy = event.clientY - drag.fromY;
    if (!drag.moved && Math.hypot(dx, dy) < THRESHOLD_PX) return;
    if (!drag.moved) {
      drag.moved = true;
      this.#phone.setPointerCapture(drag.pointer);
    }
    this.#moveTo(this.#shifted(drag.place, dx, dy));
  };

  #shifted(place: Place, dx: number, dy: number): Place {
    const root = this.#root;
    const isRtl = root !== null && getComputedStyle(root).direction === 'rtl';
    const towardsEnd = isRtl ? -dx : dx;
    return {
      ...place,
      x: Math.max(0, place.inline === 'start' ? place.x + towardsEnd : place.x - towardsEnd),
      y: Math.max(0, place.block === 'top' ? place.y + dy : place.y - dy),
    };
  }

  readonly #onUp = (event: Event): void => {
    const drag = this.#drag;
    if (!drag || !(event instanceof PointerEvent) || event.pointerId !== drag.pointer) return;
    this.#endDrag();
    if (!drag.moved) return;
    this.#settle();
    this.#swallowing = event.type === 'pointerup';
    // Where no click follows, the next one is meant.
    setTimeout(() => (this.#swallowing = false));
  };

  #endDrag(): void {
    this.#drag = null;
    window.removeEventListener('pointermove', this.#onMove, true);
    for (const type of ends) window.removeEventListener(type, this.#onUp, true);
  }

  #swallowing = false;

  /** The click at the end of a drag asks for nothing. */
  readonly #onClick = (event: Event): void => {
    if (!this.#swallowing) return;
    this.#swallowing = false;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  readonly #onKey = (event: Event): void => {
    if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
      return;
    const step = steps[event.key];
    const [target] = event.composedPath();
    if (!step || !this.#root || !(target instanceof Element) || !target.matches('.pill, .who')) return;
    event.preventDefault();
    this.#settleWhereItIs();
    this.#moveTo(this.#shifted(this.#place, ...step));
    this.#settle();
  };

  readonly #handlers = [
    ['pointerdown', this.#onDown],
    ['pointermove', this.#onMove],
    ['keydown', this.#onKey],
  ] as const;

  readonly #onFocus = (event: Event): void => {
    const [target] = event.composedPath();
    if (target instanceof Element) this.#look(target);
  };

  #look(target: Element): void {
    if (!isField(target) || this.#phone.renderRoot.contains(target) || this.#phone.matches(':focus-within'))
      return;
    this.#field = target;
    this.#stepAside();
  }

  readonly #onBlur = (): void => {
    this.#field = null;
    if (!this.#aside) return;
    this.#aside = null;
    this.#apply();
  };

  readonly #onLayout = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#apply();
      if (this.#field) this.#stepAside();
    });
  };

  /** Takes the first place, its own before the others, from which it covers nothing of the field. */
  #stepAside(): void {
    const root = this.#root;
    const field = this.#field?.getBoundingClientRect();
    if (!root || !field || this.#drag) return;
    const { inline, block, x, y } = this.#place;
    const otherSide = inline === 'start' ? 'end' : 'start';
    const otherHeight = block === 'top' ? 'bottom' : 'top';
    const places: (Place | null)[] = [
      null,
      { inline, block: otherHeight, x, y: 0 },
      { inline: otherSide, block, x: 0, y },
      { inline: otherSide, block: otherHeight, x: 0, y: 0 },
    ];
    const before = this.#aside;
    for (const place of places) {
      this.#aside = place;
      this.#apply();
      if (!shownIn(root).some((box) => overlap(box, field))) return;
    }
    // It is everywhere in the way: it stays where it was.
    this.#aside = before;
    this.#apply();
  }
}
