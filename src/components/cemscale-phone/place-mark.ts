const key = 'cemscale-softphone-place';

/** Where a floating phone stands: the edges it is near to and how far from them, in pixels. */
export interface Place {
  readonly inline: 'start' | 'end';
  readonly block: 'top' | 'bottom';
  readonly x: number;
  readonly y: number;
}

/** Whether somebody has moved the phone: read at once, so that a page where nobody has loads nothing for it. */
export function wasMoved(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

/** Remembers it for the pages of this origin. */
export function markMoved(place: Place): void {
  try {
    localStorage.setItem(key, JSON.stringify(place));
  } catch {
    // Blocked storage: it stands there for as long as this page does.
  }
}

/** Null when there is none, or what is there is none. */
export function savedPlace(): Place | null {
  try {
    const { inline, block, x, y } = JSON.parse(localStorage.getItem(key) ?? '') as Partial<
      Record<keyof Place, unknown>
    >;
    if ((inline !== 'start' && inline !== 'end') || (block !== 'top' && block !== 'bottom')) return null;
    return Number.isFinite(x) && Number.isFinite(y) ? { inline, block, x: Number(x), y: Number(y) } : null;
  } catch {
    return null;
  }
}
