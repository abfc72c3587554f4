const key = 'cemscale-softphone-outbox';

/** What may wait for a page to take it. */
export type Waiting = 'calls' | 'notes';

/** Whether an earlier page left something behind: read at once, so that a page without it loads nothing for it. */
export function hasWaiting(kind: Waiting): boolean {
  try {
    return marked().includes(kind);
  } catch {
    return false;
  }
}

/** Says so, or takes it back. */
export function markWaiting(kind: Waiting, some: boolean): void {
  try {
    const kinds = marked().filter((one) => one !== kind);
    if (some) kinds.push(kind);
    if (kinds.length > 0) localStorage.setItem(key, kinds.join(' '));
    else localStorage.removeItem(key);
  } catch {
    // Blocked storage keeps nothing to come back for either.
  }
}

function marked(): string[] {
  return localStorage.getItem(key)?.split(' ') ?? [];
}
