import type { CallLog, CallSource, CallVerdict, ContactAnswer } from '../components/events.js';
import type { CallNotes } from '../components/notes-events.js';
import type { CallSnapshot } from '../phone/call-state.js';

/** How the using page answers the phone. What is left out, it is not asked. */
export interface FrameAnswers {
  readonly onCallRequest?: (request: {
    readonly number: string;
    readonly source: CallSource;
  }) => Awaitable<CallVerdict>;
  readonly onContactRequest?: (request: { readonly call: CallSnapshot }) => Awaitable<ContactAnswer | null>;
  /** Resolves once the log is stored; it is told again otherwise. */
  readonly onCallLog?: (told: { readonly log: CallLog; readonly attempt: number }) => Awaitable<unknown>;
  /** Resolves once the notes are stored; they are told again otherwise. */
  readonly onCallNotes?: (told: { readonly notes: CallNotes; readonly attempt: number }) => Awaitable<unknown>;
}

type Awaitable<Value> = Value | PromiseLike<Value>;
