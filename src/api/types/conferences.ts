/** A call leg in a conference. */
export interface ConferenceMember {
  /** Id within the conference; changes when a page takes over its call. */
  readonly memberId: string;
  /** Channel UUID, stable. */
  readonly uuid: string;
  readonly callerIdNumber: string;
  readonly callerIdName: string;
  readonly muted: boolean;
  readonly deaf: boolean;
  readonly talking: boolean;
}

export interface Conference {
  readonly name: string;
  readonly memberCount: number;
  readonly locked: boolean;
  readonly recording: boolean;
  /** Seconds since the first member came. */
  readonly duration: number;
}

export interface ConferenceDetail extends Conference {
  readonly members: readonly ConferenceMember[];
}

/** A leg of a three-way call; `held` is muted, deaf and hears music. */
export interface ThreeWayParticipant {
  readonly uuid: string;
  readonly memberId: string;
  readonly callerIdNumber: string;
  readonly callerIdName: string;
  readonly muted: boolean;
  readonly deaf: boolean;
  readonly status: 'active' | 'held';
}

/** `null` stands for no three-way call; see the machine in the reference. */
export type ThreeWayState = 'dialing' | 'holding' | 'active' | 'swapping';

/** Whom to add: one of the two. */
export type AddParticipantParams =
  | { readonly toNumber: string; readonly toExtension?: never }
  | { readonly toExtension: string; readonly toNumber?: never };

export interface AddParticipantResult {
  readonly conferenceName: string;
  readonly state: ThreeWayState;
  readonly participants: readonly ThreeWayParticipant[];
  readonly newCallUuid: string;
  readonly heldMemberUuid: string;
  readonly originalBridgedLeg: string;
}

export interface CancelParticipantParams {
  readonly conferenceName: string;
  readonly newCallUuid: string;
  readonly heldMemberUuid: string;
}

export interface SwapParticipantParams {
  readonly conferenceName: string;
  /** Who talks from now on, and who waits. */
  readonly keepUuid: string;
  readonly holdUuid: string;
}

export interface MergeThreeWayParams {
  readonly conferenceName: string;
}

export interface KickParticipantParams {
  readonly conferenceName: string;
  readonly memberUuid: string;
}

/** Answer of the three-way controls. */
export interface ThreeWayResult {
  readonly success: boolean;
  readonly conferenceName: string;
  readonly state: ThreeWayState | null;
  readonly participants: readonly ThreeWayParticipant[];
}

/** Body of the two deprecated merge methods; passed on as it is. */
export type MergeCallsParams = Readonly<Record<string, unknown>>;
