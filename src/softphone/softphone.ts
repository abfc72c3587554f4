import type { Emitter, Unsubscribe } from '../shared/emitter.js';
import type { CallSnapshot } from '../phone/call-state.js';
import type { SoftphoneEvents, SoftphoneSnapshot } from './snapshot.js';

export interface SoftphoneOptions {
  /** Address of the token endpoint, resolved against the page. */
  readonly tokenUrl: string | URL;
}

/** Contract of the shared core. */
export interface Softphone extends Pick<Emitter<SoftphoneEvents>, 'on'> {
  readonly snapshot: SoftphoneSnapshot;
  on<Name extends keyof SoftphoneEvents>(name: Name, listener: (payload: SoftphoneEvents[Name]) => void): Unsubscribe;
  /** Fetches a token, loads the SIP engine and registers. Resolves when online; rejects with the first failure, yet keeps trying. */
  connect(): Promise<void>;
  /** Ends every call, removes the registration, stops trying. */
  disconnect(): Promise<void>;
  /** Prepares the next call (peer connection, offer) without touching the microphone: call on hover or focus of a call button. */
  warmUp(): void;
  /** Starts a call. Throws `CallError` for a target that cannot be dialled. */
  call(target: string): Promise<CallSnapshot>;
  answer(callId?: string): Promise<void>;
  /** Declines a ringing call, cancels an outgoing one, ends a live one. */
  hangup(callId?: string): Promise<void>;
  setMuted(muted: boolean, callId?: string): Promise<void>;
  setHeld(held: boolean, callId?: string): Promise<void>;
  /** Digits 0-9 * # A-D, sent as RFC 4733 events. */
  sendDtmf(digits: string, callId?: string): Promise<void>;
  /** Takes an ended call out of the snapshot. */
  dismiss(callId: string): void;
  /** Plays the far end after a gesture, when the browser blocked it. */
  resumeAudio(): Promise<void>;
  /** Asks for the microphone and lets it go at once. True when allowed. */
  requestMicrophone(): Promise<boolean>;
}

/** The core of a token URL, shared by every element of the page that asks for it; `release` when done. */
export declare function acquireSoftphone(options: SoftphoneOptions): { softphone: Softphone; release: () => void };
