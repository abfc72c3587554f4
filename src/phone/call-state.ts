import type { MediaError } from '../shared/errors.js';
import type { CallQuality } from './media/quality/quality.js';

/**
 * One call, as its owner sees it.
 *
 * ```
 *  outgoing   preparing ──► dialing ──► ringing ─────┐
 *                 │            │           │         ├──► active ──► ended
 *  incoming       │            │  incoming ⇄ answering               ▲
 *                 └────────────┴─────┴───────────┴───────────────────┘
 *  of the page before          resuming ──► active
 * ```
 *
 * `preparing`: the microphone is asked for, nothing was sent. `dialing`: INVITE sent, no 18x yet.
 * `ringing`: 180 or 183. `incoming`: INVITE received, 180 sent. `answering`: accepted here, dialog not
 * confirmed; back to `incoming` when the microphone is refused, so that the caller is not lost.
 * `resuming`: answered in a page that is gone, or in another one of ours, and on its way here; ends like the others.
 * `active`: the dialog is confirmed; hold and mute are fields of it. `transition` in call-transition.ts moves it.
 */
export type CallState =
  | { readonly phase: 'preparing' }
  | { readonly phase: 'dialing' }
  | {
      readonly phase: 'ringing';
      /** The network plays its own tone or announcement (183 with SDP). */
      readonly earlyMedia: boolean;
    }
  | { readonly phase: 'incoming' }
  | { readonly phase: 'answering' }
  | ResumingState
  | ActiveState
  | EndedState;

export interface ResumingState {
  readonly phase: 'resuming';
  /** Epoch milliseconds of the answer, as for an active call. */
  readonly answeredAt: number;
  /** As they were, and will be. */
  readonly muted: boolean;
  readonly held: boolean;
}

export interface ActiveState {
  readonly phase: 'active';
  /** Epoch milliseconds of the answer; timers count from here. */
  readonly answeredAt: number;
  readonly muted: boolean;
  /** We put the far end on hold (RFC 3264 section 8.4), confirmed by the far end. */
  readonly held: boolean;
  /** The far end put us on hold. */
  readonly heldByRemote: boolean;
}

export interface EndedState {
  readonly phase: 'ended';
  readonly reason: EndReason;
  /** Whole seconds from the answer to the end; 0 when never answered. */
  readonly durationSeconds: number;
  readonly answered: boolean;
  readonly endedAt: number;
  /** SIP status or cause behind the reason, when there was one. For logs, not for people. */
  readonly statusCode?: number | undefined;
  /** Present when the reason is `microphone` or `media-failed`: what went wrong and what to do. */
  readonly error?: MediaError | undefined;
}

/**
 * Why a call ended. `hangup`, `canceled`, `declined`: done here. `transferred`, `parked`: done here, and the far end
 * goes on elsewhere. `taken-over`: another page of ours goes on with it, so it is no end at all. `remote-hangup`,
 * `busy`, `rejected`, `no-answer`, `missed`, `answered-elsewhere`: done there. `ended-meanwhile`: done there, while no
 * page was there to notice. The rest went wrong.
 */
export type EndReason =
  | 'hangup'
  | 'canceled'
  | 'declined'
  | 'remote-hangup'
  | 'busy'
  | 'rejected'
  | 'no-answer'
  | 'missed'
  | 'answered-elsewhere'
  | 'transferred'
  | 'parked'
  | 'taken-over'
  | 'ended-meanwhile'
  | 'not-found'
  | 'unavailable'
  | 'forbidden'
  | 'redirected'
  | 'microphone'
  | 'media-failed'
  | 'connection-lost'
  | 'failed';

export type CallDirection = 'inbound' | 'outbound';

/** Everything shown about a call. Frozen; a change is a new object. */
export interface CallSnapshot {
  /** Random id of this page's making. Never the SIP Call-ID, which is a secret. */
  readonly id: string;
  readonly direction: CallDirection;
  readonly remote: {
    /** Number or user part as the far end gave it; text, never markup. */
    readonly number: string;
    readonly displayName: string | null;
  };
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** How it sounds, from the answer on; null before, and where nothing was measured. */
  readonly quality: CallQuality | null;
  /** DTMF digits sent so far in this call. */
  readonly digits: string;
  /** Seconds after which the caller asks to be answered by itself (`answer-after`); absent when they do not. */
  readonly answerAfter?: number;
  /** Present when another page began it: what was told of it then is not told again. */
  readonly resumed?: true;
  readonly state: CallState;
}
