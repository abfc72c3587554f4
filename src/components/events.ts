import type { CallSnapshot, EndReason } from '../phone/call-state.js';
import type { CallQuality, QualitySummary } from '../phone/media/quality/quality.js';
import type { SoftphoneError } from '../shared/errors.js';

const fact: EventInit = { bubbles: true, composed: true };

/**
 * An event that may be answered later. `respondWith()` counts only while the event is told: a listener that has to
 * ask its server first responds at once with the promise.
 */
export abstract class AnswerableEvent<Answer> extends Event {
  readonly #answers: Promise<Answer>[] = [];

  /** The answers given, for the element that asked. */
  get answers(): readonly Promise<Answer>[] {
    return this.#answers;
  }

  /** Answers with a value or a promise of it. Throws `InvalidStateError` when the event is over. */
  respondWith(answer: Answer | PromiseLike<Answer>): void {
    if (this.eventPhase === Event.NONE)
      throw new DOMException(
        'respondWith() comes too late: call it while the listener runs.',
        'InvalidStateError',
      );
    const given = Promise.resolve(answer);
    // A refusal of somebody else may come first: then nobody waits for this one, and its failure is nobody's.
    given.then(undefined, () => {});
    this.#answers.push(given);
  }
}

/** What asked for a call: the phone's own keys, a script of the page, a phone link, a framing page, a presence, a third person to be added, or somebody to hand a call to. */
export type CallSource = 'keypad' | 'api' | 'link' | 'message' | 'presence' | 'three-way' | 'transfer';

/** May this number be called? `reason` is shown to the person, as text. */
export type CallVerdict = boolean | { readonly allow: boolean; readonly reason?: string };

/**
 * A call is about to be made. `preventDefault()` stops it; `respondWith(promise)` makes it wait for a verdict, as a
 * do-not-call check needs it: what rejects or takes over 10 s is not called.
 * (The field is not called `target`: that name belongs to the DOM.)
 */
export class CallRequestEvent extends AnswerableEvent<CallVerdict> {
  /** What will be dialled. */
  readonly number: string;
  readonly source: CallSource;

  constructor(number: string, source: CallSource = 'api') {
    super('cemscale-call-request', { ...fact, cancelable: true });
    this.number = number;
    this.source = source;
  }
}

/** Who a call is with, as the page knows it. */
export interface ContactAnswer {
  /** Shown as text in place of what the caller's side claims. */
  readonly name: string;
  /** `https:` or a `data:` picture (PNG, JPEG, GIF, WebP, AVIF). */
  readonly picture?: string;
  /** `http(s):` address of the record, opened in a new tab when the person presses it. */
  readonly link?: string;
  /** One line of text, such as the company. */
  readonly details?: string;
}

/** Who is this? A page that knows answers with `respondWith()`; the first answer that is not null is shown. */
export class ContactRequestEvent extends AnswerableEvent<ContactAnswer | null | undefined> {
  readonly call: CallSnapshot;

  constructor(call: CallSnapshot) {
    super('cemscale-contact-request', fact);
    this.call = call;
  }
}

/** A call that is over, with all that a CRM keeps of it. Times are ISO 8601. */
export interface CallLog {
  /** The same for every delivery of this call: whoever stores logs drops the second. */
  readonly id: string;
  readonly direction: CallSnapshot['direction'];
  readonly number: string;
  /** As the other side gave it. */
  readonly name: string | null;
  /** As the page answered `cemscale-contact-request`. */
  readonly contact: { readonly name: string; readonly link: string | null } | null;
  readonly extension: { readonly number: string; readonly displayName: string } | null;
  readonly source: CallSource | null;
  readonly startedAt: string;
  readonly answeredAt: string | null;
  readonly endedAt: string;
  readonly durationSeconds: number;
  readonly reason: EndReason;
  /** What the person wrote until the call ended; what comes later is told by `cemscale-call-notes`. */
  readonly notes: string;
  /** What they chose of the page's `dispositions`; null when nothing. */
  readonly disposition: string | null;
  /** How it sounded; null when that is not known, as for a call nobody answered. */
  readonly quality: QualitySummary | null;
}

/**
 * A call to be written down. It is told again, on later pages too, until somebody takes it: `acknowledge()`, or
 * `respondWith(promise)` that resolves once it is stored.
 */
export class CallLogEvent extends AnswerableEvent<unknown> {
  readonly log: CallLog;
  /** 1 for the first delivery. */
  readonly attempt: number;

  constructor(log: CallLog, attempt: number) {
    super('cemscale-call-log', fact);
    this.log = log;
    this.attempt = attempt;
  }

  /** It is stored: it is not told again. */
  acknowledge(): void {
    this.respondWith(true);
  }
}

/** An event about one call. `call` is the frozen snapshot of that moment; its id is not the SIP Call-ID. */
abstract class CallFactEvent extends Event {
  readonly call: CallSnapshot;

  constructor(type: string, call: CallSnapshot) {
    super(type, fact);
    this.call = call;
  }
}

/** A call exists: dialled here, or arriving. */
export class CallStartedEvent extends CallFactEvent {
  constructor(call: CallSnapshot) {
    super('cemscale-call-started', call);
  }
}

/** The far end rings, or this phone does. */
export class CallRingingEvent extends CallFactEvent {
  constructor(call: CallSnapshot) {
    super('cemscale-call-ringing', call);
  }
}

/** Both sides can talk. */
export class CallAnsweredEvent extends CallFactEvent {
  constructor(call: CallSnapshot) {
    super('cemscale-call-answered', call);
  }
}

/** The call is over, once per call, whatever ended it. */
export class CallEndedEvent extends CallFactEvent {
  readonly reason: EndReason;
  /** Whole seconds from the answer to the end; 0 when it was never answered. */
  readonly durationSeconds: number;

  constructor(call: CallSnapshot) {
    super('cemscale-call-ended', call);
    const { state } = call;
    this.reason = state.phase === 'ended' ? state.reason : 'failed';
    this.durationSeconds = state.phase === 'ended' ? state.durationSeconds : 0;
  }
}

/** How a call sounds is another: the verdict, what is wrong, or the summary at its end. Never by the second. */
export class CallQualityEvent extends CallFactEvent {
  readonly quality: CallQuality | null;

  constructor(call: CallSnapshot) {
    super('cemscale-call-quality', call);
    this.quality = call.quality;
  }
}

/** The SIP server confirmed the registration: calls can be made and received. */
export class RegisteredEvent extends Event {
  constructor() {
    super('cemscale-registered', fact);
  }
}

/** The registration is gone. `error` is null when that was asked for. */
export class UnregisteredEvent extends Event {
  readonly error: SoftphoneError | null;

  constructor(error: SoftphoneError | null) {
    super('cemscale-unregistered', fact);
    this.error = error;
  }
}

/** Something failed: token, registration, microphone, a control. `error.reason` is stable and meant for code. */
export class PhoneErrorEvent extends Event {
  readonly error: SoftphoneError;

  constructor(error: SoftphoneError) {
    super('cemscale-error', fact);
    this.error = error;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cemscale-call-request': CallRequestEvent;
    'cemscale-contact-request': ContactRequestEvent;
    'cemscale-call-log': CallLogEvent;
    'cemscale-call-started': CallStartedEvent;
    'cemscale-call-ringing': CallRingingEvent;
    'cemscale-call-answered': CallAnsweredEvent;
    'cemscale-call-ended': CallEndedEvent;
    'cemscale-call-quality': CallQualityEvent;
    'cemscale-registered': RegisteredEvent;
    'cemscale-unregistered': UnregisteredEvent;
    'cemscale-error': PhoneErrorEvent;
  }
}
