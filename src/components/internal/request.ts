import type { CallSource } from '../events.js';

/** What a person can ask of the phone by touching a view. Views never act themselves. */
export type PhoneRequest =
  /** By the keys of the phone, unless something else asks. */
  | { readonly type: 'call'; readonly number: string; readonly source?: CallSource }
  /** Of this call, without an id of the one that rings; whoever is talked to waits unless they are to be ended. */
  | { readonly type: 'answer'; readonly callId?: string; readonly others?: 'hold' | 'end' }
  /** Of this call, without an id of the current one. */
  | { readonly type: 'hangup'; readonly callId?: string }
  | { readonly type: 'switch'; readonly callId: string }
  | { readonly type: 'transfer' | 'consult'; readonly number: string }
  | { readonly type: 'mute' | 'hold'; readonly on: boolean }
  | { readonly type: 'dtmf'; readonly digits: string }
  /** A key was pressed: let it be heard. */
  | { readonly type: 'key-tone'; readonly key: string }
  | {
      readonly type:
        | 'connect'
        | 'complete-transfer'
        | 'cancel-transfer'
        | 'park'
        | 'dismiss'
        /** The calls of another tab. */
        | 'take-here'
        | 'resume-audio'
        | 'restore-media'
        | 'renew-microphone'
        | 'request-microphone'
        | 'unblock-ringtone'
        | 'warm-up'
        /** The call in a window in front of all others. */
        | 'keep-in-view'
        /** Let the system tell of calls: the browser asks the person. */
        | 'allow-notifications'
        | 'list-shortcuts'
        | 'prepare'
        | 'show'
        | 'hide';
    };

/** A call that the page offers and nobody has confirmed yet. */
export interface OfferedCall {
  /** As `CallWish.number`. */
  readonly number: string;
  /** As `CallWish.postDial`. */
  readonly tones: string;
  /** Places it. */
  readonly place: () => void;
}

/** Carries a `PhoneRequest` from a view to the element that owns the core; it never leaves that element. */
export class PhoneRequestEvent extends Event {
  static readonly type = 'cemscale-phone-request';
  readonly request: PhoneRequest;

  constructor(request: PhoneRequest) {
    super(PhoneRequestEvent.type, { bubbles: true, composed: true });
    this.request = request;
  }
}

/** Sends a request from inside a view. */
export type Ask = (request: PhoneRequest) => unknown;

/** `ask` for one element. */
export function asker(element: EventTarget): Ask {
  return (request) => void element.dispatchEvent(new PhoneRequestEvent(request));
}
