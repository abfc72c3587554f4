import type { CallSnapshot } from '../call-state.js';

/** Somebody, as they are shown. */
export type Party = CallSnapshot['remote'];

/** What keeps a target from taking a call. */
export type TransferFailure =
  | 'busy'
  | 'no-answer'
  | 'rejected'
  | 'not-found'
  | 'unavailable'
  | 'forbidden'
  | 'timeout'
  | 'failed';

/**
 * Why a transfer is over. `completed`: the two talk without us. A `TransferFailure`: the target did not take the call.
 * `canceled`: we thought better of it. `caller-left`, `target-left`: one of them hung up first.
 */
export type TransferEndReason = 'completed' | 'canceled' | 'caller-left' | 'target-left' | TransferFailure;

/** `blind`: without a word with the target first. `attended`: after one. */
export type TransferKind = 'blind' | 'attended';

/** What every phase of a running transfer has. Ids are those of call snapshots. */
interface Running {
  /** The call that is handed over. */
  readonly from: string;
  /** Who is to take it. */
  readonly target: Party;
}

export interface ConsultingState extends Running {
  readonly phase: 'consulting';
  /** The call with the target. */
  readonly to: string;
  /** Whoever is handed over was on hold before the target was called. */
  readonly wasHeld: boolean;
  /** The target has answered. */
  readonly isAnswered: boolean;
}

/** The far end was asked (REFER) and has not said yet what became of it. */
export interface TransferringState extends Running {
  readonly phase: 'transferring';
  readonly kind: TransferKind;
  /** The consultation that is handed over; null for a blind transfer, and once the call with the target has ended. */
  readonly consultation: ConsultingState | null;
  /** The target's phone rings. */
  readonly rings: boolean;
}

/**
 * A call on its way to somebody else.
 *
 * ```
 *                 target called                  complete
 *        ┌─────────────────────────► consulting ──────────► transferring ──► none (completed)
 *        │                            │        ◄──────────       ▲  │
 *      none ◄─────────────────────────┘           refused        │  │ refused, no answer, too late:
 *        ▲    canceled, one of them left                         │  │ the caller is back
 *        │                                                       │  │
 *        ├───────────────────────────────────────────────────────┘  │
 *        │                     transfer (blind)                     │
 *        └──────────────────────────────────────────────────────────┘
 * ```
 *
 * A refused hand-over of a consultation changes nothing: the caller waits, the target talks with us, and it can be
 * tried again.
 */
export type TransferState =
  | { readonly phase: 'none'; readonly reason: TransferEndReason | null }
  | ConsultingState
  | TransferringState;

/** Nobody is being handed over. */
export const noTransfer: TransferState = Object.freeze({ phase: 'none', reason: null });
