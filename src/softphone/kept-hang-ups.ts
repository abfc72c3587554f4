import { remember, remembered } from '../shared/tab-memory.js';

/** Where a tab keeps its unconfirmed hang-ups. */
const key = 'cemscale-hang-ups';

/** Those of this tab, as they are kept; null where there are none. */
export function keptHangUps(): string | null {
  return remembered(key);
}

/** Keeps these instead: of this tab, or of one that is gone; null for none. They live as long as the page where storage is blocked. */
export function keepHangUpsAs(text: string | null): void {
  remember(key, text);
}
