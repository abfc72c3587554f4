import type { RequestGrant } from '../../api/token-source.js';
import { remembered } from '../../shared/tab-memory.js';
import { pageUrl } from '../page-url.js';

/** Where this window keeps the calls of the page that had this token endpoint; null where nothing says whose they are. */
export function resumeKey(source: string | RequestGrant): string | null {
  const url = typeof source === 'string' ? pageUrl(source) : null;
  return url ? `cemscale-resume ${url.href}` : null;
}

/** What is kept under that key: null when there is nothing, or storage is blocked. */
export function keptCalls(key: string | null): string | null {
  return key === null ? null : remembered(key);
}

/** A call of the page before waits for the phone of this token endpoint. */
export function hasKeptCalls(tokenUrl: string): boolean {
  return keptCalls(resumeKey(tokenUrl)) !== null;
}

/** Whether this browser keeps calls for the next page: it tells a page that is gone from a copy of it, and has storage. */
export function keepsCalls(): boolean {
  try {
    return 'locks' in navigator && sessionStorage.length >= 0;
  } catch {
    return false;
  }
}
