import type { CallSnapshot, EndReason } from '../phone/call-state.js';
import type { SoftphoneError } from '../shared/errors.js';

const fact: EventInit = { bubbles: true, composed: true };

/**
 * A call is about to be made, by the keypad or by `call()`. `preventDefault()` stops it.
 * (The field is not called `target`: that name belongs to the DOM.)
 */
export class CallRequestEvent extends Event {
  /** What will be dialled. */
  readonly number: string;

  constructor(number: string) {
    super('cemscale-call-request', { ...fact, cancelable: true });
    this.number = number;
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
    'cemscale-call-started': CallStartedEvent;
    'cemscale-call-ringing': CallRingingEvent;
    'cemscale-call-answered': CallAnsweredEvent;
    'cemscale-call-ended': CallEndedEvent;
    'cemscale-registered': RegisteredEvent;
    'cemscale-unregistered': UnregisteredEvent;
    'cemscale-error': PhoneErrorEvent;
  }
}
