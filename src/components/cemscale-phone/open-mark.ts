import { remember, remembered } from '../../shared/tab-memory.js';

const key = 'cemscale-softphone-open';

let isFirst = true;

/** Whether the page before, in this tab, had its phone open: for the first phone of a page. Null where nothing says so. */
export function wasOpen(): boolean | null {
  const kept = isFirst ? remembered(key) : null;
  isFirst = false;
  return kept === null ? null : kept === 'true';
}

/** Tells the next page. */
export function markOpen(open: boolean): void {
  remember(key, String(open));
}
