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

/** Names a dialog (RFC 3261 section 12), seen from here. A secret: whoever knows it can take the call over (RFC 3891). */
export interface DialogId {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
}

/**
 * What it takes to speak in a dialog from another socket or another page (RFC 3261 section 12), as plain data. A
 * secret: whoever has it can take the call.
 */
export interface DialogFacts extends DialogId {
  readonly localUri: string;
  readonly remoteUri: string;
  readonly target: string;
  readonly routes: readonly string[];
  /** CSeq of our last request in it. */
  readonly cseq: number;
}

/** The signalling side of one call: one SIP dialog, or the attempt at one. */
export interface Leg extends Pick<Emitter<LegEvents>, 'on'> {
  readonly remote: { readonly number: string; readonly displayName: string | null };
  /**
   * FreeSWITCH's id of this leg: what `X-FS-UUID` says, else the Call-ID, which is the same on most profiles. Null
   * before the dialog is confirmed. A secret: whoever knows it can take the call over.
   */
  readonly channelUuid: string | null;
  /** Null before there is a dialog, an early one included, and after it ended. */
  readonly dialogId: DialogId | null;
  /** Offers anew in a re-INVITE with the peer's wishes; repeats after glare. Rejects with `CallError` when refused. */
  renegotiate(options?: RenegotiateOptions): Promise<void>;
  /**
   * Declines, cancels or ends, whichever fits, and emits no `ended` for it. Needs the socket. Resolves true once the
   * server has confirmed it, false when it was lost; may stay pending. Repeat it over the next socket.
   */
  hangup(): Promise<boolean>;
  /** What a later page needs to end this leg; null where there is no dialog. A secret. */
  readonly goodbye: DialogFacts | null;
  /**
   * Asks the far end by REFER to call a number, or to take our place in another dialog (Replaces). Resolves with what
   * became of it: `transferred`, or why not. Does not settle when the dialog ends first.
   */
  refer(to: string | Leg, onRinging: () => void): Promise<LegEnd>;
  /** DTMF by INFO (`application/dtmf-relay`), for far ends without telephone-event. */
  sendInfoDtmf(digit: string): Promise<void>;
  /** Tells the leg that the socket is gone, so that what was in flight is not mistaken for an answer. */
  connectionLost(): void;
  /**
   * The line is back on another socket: finds the dialog again there, or ends with the reason. Wishes of meanwhile
   * follow in their order. Never rejects.
   */
  recover(): Promise<void>;
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
