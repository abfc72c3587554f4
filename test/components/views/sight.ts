/** A control, or two lines of text. */
const ROW_PX = 44;
/** Nobody aims at less. */
const SLIVER_PX = 4;

/** The parent across shadow trees. */
function above(element: Element): Element | null {
  const { assignedSlot, parentElement } = element;
  if (assignedSlot ?? parentElement) return assignedSlot ?? parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

function contains(outer: Element, inner: Element | null): boolean {
  for (let at = inner; at; at = above(at)) if (at === outer) return true;
  return false;
}

/** Its box within all boxes that cut it off; none of it may be left. */
export function uncut(element: Element): DOMRect {
  let { left, top, right, bottom } = element.getBoundingClientRect();
  for (let at = above(element); at; at = above(at)) {
    if (getComputedStyle(at).overflow === 'visible' || at === document.body || at === document.documentElement)
      continue;
    const box = at.getBoundingClientRect();
    left = Math.max(left, box.left);
    top = Math.max(top, box.top);
    right = Math.min(right, box.right);
    bottom = Math.min(bottom, box.bottom);
  }
  return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
}

/** What of it is within the window, too. Null when that is nothing. */
function seen(element: Element): DOMRect | null {
  const box = uncut(element);
  const left = Math.max(box.left, 0);
  const top = Math.max(box.top, 0);
  const right = Math.min(box.right, innerWidth);
  const bottom = Math.min(box.bottom, innerHeight);
  return right - left > SLIVER_PX && bottom - top > SLIVER_PX
    ? new DOMRect(left, top, right - left, bottom - top)
    : null;
}

function hit(x: number, y: number): Element | null {
  let found = document.elementFromPoint(x, y);
  for (let within = found; within?.shadowRoot;) {
    within = within.shadowRoot.elementFromPoint(x, y);
    if (!within || within === found) break;
    found = within;
  }
  return found;
}

const isShown = (element: HTMLElement): boolean =>
  element.checkVisibility({ visibilityProperty: true }) && !element.closest('.sr-only');

/** Controls that are in sight and that a finger does not hit, because something else lies there. */
export function covered(all: readonly HTMLElement[]): HTMLElement[] {
  return all.filter((one) => {
    if (!one.matches('a[href], button, input, select, textarea, summary') || !isShown(one)) return false;
    const box = seen(one);
    if (!box || getComputedStyle(one).pointerEvents === 'none') return false;
    // Of a round one that is half scrolled away nothing but the middle is there for certain; a field has buttons in it.
    const isWhole = box.height > one.offsetHeight - 1 && !one.matches('input');
    const points = (isWhole ? [0.1, 0.5, 0.9] : [0.5]).map((part) => box.left + box.width * part);
    return points.some((x) => {
      const at = hit(x, box.top + box.height / 2);
      // A list that is open lies over what is below it, until it is left.
      const isMeant =
        contains(one, at) || at?.closest('[popover]') || (at instanceof HTMLLabelElement && contains(at, one));
      return !isMeant;
    });
  });
}

/** Boxes that hide something of what is in them, which nobody can scroll to, and do not say so by dots. */
export function cutOff(all: readonly HTMLElement[]): HTMLElement[] {
  return all.filter((one) => {
    if (!isShown(one) || one.clientWidth === 0 || one.matches('svg *, .track')) return false;
    const { overflowX, overflowY, textOverflow, webkitLineClamp, display } = getComputedStyle(one);
    if (display === 'inline' || one.matches('input, select, textarea')) return false;
    const wide = ['hidden', 'clip'].includes(overflowX) && one.scrollWidth > one.clientWidth + 1;
    const high = ['hidden', 'clip'].includes(overflowY) && one.scrollHeight > one.clientHeight + 1;
    return (wide && textOverflow !== 'ellipsis') || (high && webkitLineClamp === 'none');
  });
}

/** What the person scrolls through, with not even a row of it in sight. */
export function lost(all: readonly HTMLElement[]): HTMLElement[] {
  return all.filter((one) => {
    const scrolls = isShown(one) && ['auto', 'scroll'].includes(getComputedStyle(one).overflowY);
    return scrolls && one.scrollHeight > one.clientHeight + 1 && one.clientHeight < ROW_PX;
  });
}
