import { AnswerableEvent } from './events.js';

/** What a person noted about a call. */
export interface CallNotes {
  /** Id of the call: the same as of its `CallLog`. Whoever stores notes replaces those of the same id. */
  readonly id: string;
  readonly number: string;
  readonly name: string | null;
  readonly notes: string;
  /** One of the page's `dispositions`; null when none was chosen. */
  readonly disposition: string | null;
  /** ISO 8601. */
  readonly changedAt: string;
}

/**
 * Notes about a call that is over. Told again, on later pages too, until somebody takes them: `acknowledge()`, or
 * `respondWith(promise)` that resolves once they are stored. Changed notes are told anew.
 */
export class CallNotesEvent extends AnswerableEvent<unknown> {
  readonly notes: CallNotes;
  /** 1 for the first delivery. */
  readonly attempt: number;

  constructor(notes: CallNotes, attempt: number) {
    super('cemscale-call-notes', { bubbles: true, composed: true });
    this.notes = notes;
    this.attempt = attempt;
  }

  /** They are stored: they are not told again. */
  acknowledge(): void {
    this.respondWith(true);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cemscale-call-notes': CallNotesEvent;
  }
}
