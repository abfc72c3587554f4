const key = 'cemscale-softphone-outbox';

/** Whether an earlier page left call logs behind: read at once, so that a page without them loads nothing for it. */
export function hasWaitingLogs(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

/** Says so, or takes it back. */
export function markWaitingLogs(some: boolean): void {
  try {
    if (some) localStorage.setItem(key, '1');
    else localStorage.removeItem(key);
  } catch {
    // Blocked storage keeps nothing to come back for either.
  }
}
