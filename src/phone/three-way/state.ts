/** Somebody in the conference, as the platform lists them. Their UUIDs can take a call over: they stay inside the core. */
export interface Member {
  /** Channel UUID: stays the same when a page takes its call over, unlike `memberId`. */
  readonly uuid: string;
  readonly memberId: string;
  readonly number: string;
  readonly name: string;
  readonly muted: boolean;
  readonly deaf: boolean;
  /** Muted, deaf and listening to music. */
  readonly held: boolean;
  readonly talking: boolean;
}

/** Whoever is being added. */
export interface ThirdParty {
  readonly number: string;
  /** From the directory; null when it is not known. */
  readonly name: string | null;
}

/** The conference as it was read last. */
export interface Room {
  readonly name: string;
  /** Channel UUID of our own leg. */
  readonly agentUuid: string;
  readonly members: readonly Member[];
  /** Who left it last; null while nobody has. */
  readonly gone: Member | null;
}

/** Why somebody who was called did not come. */
export type ThirdEndReason =
  | 'busy'
  | 'no-answer'
  | 'rejected'
  | 'not-found'
  | 'unavailable'
  | 'forbidden'
  | 'canceled'
  | 'left'
  | 'failed';

/**
 * Why a three-way call is over. A `ThirdEndReason`: the third did not come. `dropped`: we sent somebody away.
 * `left`: somebody hung up. `hangup`: we ended it for all. `handed-over`: we left, the others go on talking.
 * `call-ended`: our own call ended.
 */
export type ThreeWayEndReason = ThirdEndReason | 'dropped' | 'hangup' | 'handed-over' | 'call-ended';

/** How a three-way call ended. */
export interface Outcome {
  readonly reason: ThreeWayEndReason;
  /** Whom the reason is about: who did not come, who left. Null when it is about ourselves. */
  readonly who: ThirdParty | null;
}

/** What is asked of the platform and not confirmed yet. */
export type RequestName = 'add' | 'cancel' | 'swap' | 'merge' | 'drop' | 'end' | 'leave';

/** What every phase of a running three-way call has. */
interface Running {
  readonly request: RequestName | null;
  /** Epoch milliseconds since when all have heard each other; the timer of the conference counts from here. */
  readonly since: number | null;
  /** Whom we have sent away. */
  readonly dropped: string | null;
}

/**
 * A call that takes a third one in.
 *
 * ```
 *            add-sent           add-answered            the third joins         all off hold
 *   none ─────────────► adding ─────────────► dialing ─────────────────► holding ⇄ active
 *    ▲                    │                      │                           │        │
 *    │    add-refused     │                      │ third-ended, canceled     │ one of them left
 *    ├────────────────────┘                      ▼                           ▼        │
 *    │   nobody is on hold any more          releasing ◄──────────────────────────────┘
 *    └───────────────────────────────────────────┘
 * ```
 *
 * `adding`: the request is on its way; the first one may hear music already. `dialing`: the third rings, the first
 * waits with music or has been taken back. `holding`: the third is here and at least one of the others waits.
 * `active`: all hear each other. `releasing`: only one other is left, who still waits, and is being taken off hold:
 * no three-way call ends before that is confirmed. From every phase the end of our own call leads to `none`, and
 * `found-again` leads from there to wherever the page before has left it.
 */
export type ThreeWayState =
  | { readonly phase: 'none'; readonly outcome: Outcome | null; readonly remaining: Member | null }
  | AddingState
  | DialingState
  | (Running & { readonly phase: 'holding' | 'active'; readonly room: Room })
  | ReleasingState;

export interface AddingState extends Running {
  readonly phase: 'adding';
  readonly third: ThirdParty;
  /** The conference that they are added to; null while it has yet to be made. */
  readonly room: Room | null;
}

export interface DialingState extends Running {
  readonly phase: 'dialing';
  readonly room: Room;
  readonly third: ThirdParty;
  readonly thirdUuid: string;
  /** Who was in the call before and waits meanwhile. */
  readonly firstUuid: string;
  /** The first one has been seen on hold. */
  readonly hasWaited: boolean;
  /** We have asked to take the first one off hold before the third answered. */
  readonly isResumed: boolean;
}

export interface ReleasingState extends Running {
  readonly phase: 'releasing';
  readonly room: Room;
  readonly outcome: Outcome;
  /** Ids of the addition that failed; null when somebody left instead. */
  readonly addition: { readonly thirdUuid: string; readonly firstUuid: string } | null;
}

/** Nobody is added to anything. */
export const noThreeWay: ThreeWayState = Object.freeze({ phase: 'none', outcome: null, remaining: null });

/** Everybody in the room but ourselves. */
export function othersIn({ members, agentUuid }: Room): readonly Member[] {
  return members.filter(({ uuid }) => uuid !== agentUuid);
}
