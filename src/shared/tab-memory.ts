/** What an earlier page of this tab has written there; null when there is nothing, or storage is blocked. */
export function remembered(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Writes this for the next page of this tab; null erases it. False when the browser keeps nothing. */
export function remember(key: string, text: string | null): boolean {
  try {
    if (text === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
