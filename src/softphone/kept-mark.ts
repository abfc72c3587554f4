import type { Unsubscribe } from '../shared/emitter.js';

const prefix = 'cemscale-softphone-';

/** Whether an earlier page kept something of this name in IndexedDB: read at once, so that nothing is loaded in vain. */
export function isKept(name: string): boolean {
  try {
    return localStorage.getItem(prefix + name) !== null;
  } catch {
    return false;
  }
}

/** Says so, or takes it back. The other tabs hear of each time. */
export function markKept(name: string, kept: boolean): void {
  try {
    if (kept) localStorage.setItem(prefix + name, `${Number(localStorage.getItem(prefix + name)) + 1}`);
    else localStorage.removeItem(prefix + name);
  } catch {
    // Blocked storage keeps nothing to come back for either.
  }
}

/** Calls the listener when another tab has kept something of this name, or forgot it. */
export function onKeptElsewhere(name: string, listener: () => void): Unsubscribe {
  const onStorage = ({ key }: StorageEvent): void => {
    // Null: the whole storage was emptied.
    if (key === prefix + name || key === null) listener();
  };
  window.addEventListener('storage', onStorage);
  return () => window.removeEventListener('storage', onStorage);
}
