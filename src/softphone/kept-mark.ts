const prefix = 'cemscale-softphone-';

/** Whether an earlier page kept something of this name in IndexedDB: read at once, so that nothing is loaded in vain. */
export function isKept(name: string): boolean {
  try {
    return localStorage.getItem(prefix + name) !== null;
  } catch {
    return false;
  }
}

/** Says so, or takes it back. */
export function markKept(name: string, kept: boolean): void {
  try {
    if (kept) localStorage.setItem(prefix + name, '1');
    else localStorage.removeItem(prefix + name);
  } catch {
    // Blocked storage keeps nothing to come back for either.
  }
}
