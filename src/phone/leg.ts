import type { Emitter } from '../shared/emitter.js';
import type { EndReason } from './call-state.js';

/** How a leg ended, with the SIP status or cause behind it. */
export interface LegEnd {
  readonly reason: EndReason;
  readonly statusCode?: number | undefined;
}

export interface LegEvents {
  /** 180 or 183 came; `earlyMedia` when the network plays its own sound. */
  progress: { readonly earlyMedia: boolean };
  /** The dialog is confirmed: 2xx received, or ours was sent. */
  confirmed: void;
  /** An offer and answer were agreed after the first one: hold directions may have changed. */
  renegotiated: void;
  /** Somebody else is at the far end now. */
  identity: Leg['remote'];
  /** Fired once, last. */
  ended: LegEnd;
}

export interface RenegotiateOptions {
  /** Also restart ICE (RFC 8445 section 9). */
  readonly iceRestart?: boolean;
}

/** The signalling side of one call: one SIP dialog, or the attempt at one. */
export interface Leg extends Pick<Emitter<LegEvents>, 'on'> {
  readonly remote: { readonly number: string; readonly displayName: string | null };
  /**
   * FreeSWITCH's id of this leg: what `X-FS-UUID` says, else the Call-ID, which is the same on most profiles. Null
   * before the dialog is confirmed. A secret: whoever knows it can take the call over.
   */
  readonly channelUuid: string | null;
  /** Offers anew in a re-INVITE with the peer's wishes; repeats after glare. Rejects with `CallError` when refused. */
  renegotiate(options?: RenegotiateOptions): Promise<void>;
  /** Declines, cancels or ends, whichever fits. Emits no `ended` for it. Needs the socket. */
  hangup(): void;
  /**
   * Asks the far end by REFER to call a number, or to take our place in another dialog (Replaces). Resolves with what
   * became of it: `transferred`, or why not. Does not settle when the dialog ends first.
   */
  refer(to: string | Leg, onRinging: () => void): Promise<LegEnd>;
  /** DTMF by INFO (`application/dtmf-relay`), for far ends without telephone-event. */
  sendInfoDtmf(digit: string): Promise<void>;
  /** Tells the leg that the socket is gone, so that what was in flight is not mistaken for an answer. */
  connectionLost(): void;
}

/** A leg that we start. */
export interface OutgoingLeg extends Leg {
  invite(): Promise<void>;
}

/** A leg that somebody else started. */
export interface IncomingLeg extends Leg {
  /** Seconds after which the far end asks to be answered by itself; null when it does not. Only a wish. */
  readonly answerAfter: number | null;
  /** Sends the 200 with the prepared answer. Rejects when the dialog is gone. */
  accept(): Promise<void>;
}
