import type { Place } from './place-mark.js';

/** The corner that the page asked for. */
export function placeOf(placement: string): Place {
  const [block, inline] = placement.split('-');
  return { block: block === 'top' ? 'top' : 'bottom', inline: inline === 'start' ? 'start' : 'end', x: 0, y: 0 };
}

/** Within the room there is. */
export function clamp(wanted: number, most: number): number {
  return Math.round(Math.min(wanted, Math.max(0, most)));
}

/** The open phone and the launcher, the launcher last. */
export function shownIn(root: HTMLElement): DOMRect[] {
  return [...root.querySelectorAll('cemscale-phone-panel, cemscale-call-bar, .pill')]
    .map((element) => element.getBoundingClientRect())
    .filter(({ width }) => width > 0);
}

/** The launcher, or the header apart from its buttons. */
export function isHandle(event: Event): boolean {
  for (const target of event.composedPath()) {
    if (!(target instanceof Element)) return false;
    if (target.matches('.pill, .who, .head')) return true;
    if (target.matches('button, a, input')) return false;
  }
  return false;
}

/** Where people type or choose. */
export function isField(target: Element): boolean {
  return target.matches('input, textarea, select') || (target instanceof HTMLElement && target.isContentEditable);
}

/** One covers something of the other. */
export function overlap(one: DOMRect, other: DOMRect): boolean {
  return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
}
