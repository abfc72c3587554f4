/** What a person notes about a call. */
export interface Note {
  readonly notes: string;
  /** One of the page's `dispositions`; null when none was chosen. */
  readonly disposition: string | null;
}

const empty: Note = { notes: '', disposition: null };
const drafts = new Map<string, Note>();
const MOST = 20;

/** What has been noted about a call so far, on this page. */
export function noteOf(callId: string): Note {
  return drafts.get(callId) ?? empty;
}

export function setNote(callId: string, note: Note): void {
  drafts.delete(callId);
  drafts.set(callId, note);
  // Of calls long over nobody reads them any more.
  for (const id of drafts.keys()) if (drafts.size > MOST) drafts.delete(id);
}
