import type { ThreeWayParticipant, ThreeWayState } from '../api/types/conferences.js';

/** A three-way call as the platform's SDK shows it; null stands for none. */
export interface ThreeWaySession {
  /** Such as `3way_<tenant>_<random>`. */
  readonly conferenceName: string;
  readonly state: ThreeWayState;
  readonly participants: readonly ThreeWayParticipant[];
  /** Channel of the third person while it rings. */
  readonly pendingUuid?: string;
  readonly heldMemberUuid?: string;
  readonly originalBridgedLeg?: string;
}
