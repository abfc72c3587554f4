import { createStore, get, set } from 'idb-keyval';

/** Messages that one extension wants deleted. */
interface Kept {
  /** Id of the extension. */
  readonly owner: string;
  readonly ids: readonly string[];
}

const key = 'voicemail';
const MOST = 500;

/** Notes what shall be deleted, for the next page, should this one go. Where storage is blocked only this page knows. */
export async function keepDeletions(owner: string, ids: readonly string[]): Promise<void> {
  try {
    await set(key, { owner, ids: ids.slice(-MOST) } satisfies Kept, store());
  } catch {
    // A private window: the deletion is sent when the page goes, and by nobody later.
  }
}

/** What an earlier page of this extension noted. */
export async function keptDeletions(owner: string): Promise<readonly string[]> {
  try {
    const kept = await get<Kept>(key, store());
    return kept?.owner === owner ? kept.ids : [];
  } catch {
    return [];
  }
}

function store() {
  return createStore('cemscale-softphone-deletions', 'deletions');
}
