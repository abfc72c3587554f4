import type { Unsubscribe } from '../../shared/emitter.js';
import type { Member, ThirdEndReason, ThirdParty } from './state.js';

/** What the platform made of a wish to add somebody. */
export interface Added {
  /** Name of the conference that the call became. */
  readonly conferenceName: string;
  readonly members: readonly Member[];
  /** Channel UUID under which the third will join. */
  readonly thirdUuid: string;
  /** Channel UUID of who waits meanwhile. */
  readonly firstUuid: string;
}

/** A conference found by our own leg. */
export interface FoundConference {
  readonly conferenceName: string;
  readonly members: readonly Member[];
  /** Channel UUID of a call that was made for it and is not a member yet; null without. */
  readonly thirdUuid: string | null;
}

export interface ThreeWayEvents {
  /** Somebody answered the call with this channel. */
  readonly answered: (uuid: string) => void;
  readonly ended: (uuid: string, reason: ThirdEndReason) => void;
}

/**
 * The platform's conferences, as a three-way call needs them. Its methods reject with `SoftphoneError`; nothing here
 * knows of HTTP. `softphone/three-way-platform.ts` makes one of a `VoIPClient`.
 */
export interface ThreeWayPlatform {
  /** Moves our call into a conference, lets the first one wait, and rings the third into it. */
  add(agentUuid: string, third: ThirdParty): Promise<Added>;
  /** Ends the leg of the third and takes the first off hold. Harmless when they are gone already. */
  cancel(conferenceName: string, ids: Pick<Added, 'thirdUuid' | 'firstUuid'>): Promise<void>;
  /** `keep` talks from now on, `hold` waits with music. */
  swap(conferenceName: string, keepUuid: string, holdUuid: string): Promise<void>;
  /** Takes everybody off hold. */
  merge(conferenceName: string): Promise<void>;
  kick(conferenceName: string, uuid: string): Promise<void>;
  /** Who is there now; null when there is no such conference. */
  members(conferenceName: string): Promise<readonly Member[] | null>;
  /** The conference that our leg is in, and the call to `number` for it; null when it is in none. For lost answers. */
  find(agentUuid: string, number: string): Promise<FoundConference | null>;
  /** Whether a call rings or goes on; null when that may not be known. */
  isAlive(uuid: string): Promise<boolean | null>;
  /** Why a call ended that is not alive any more. Never rejects. */
  endReason(uuid: string): Promise<ThirdEndReason>;
  /** Ends a call, whatever its state. */
  hangup(uuid: string): Promise<void>;
  /**
   * What a failure says of the wish: `refused`, nothing was done; `failed`, the platform tried and could not;
   * `unanswered`, it may have been carried out all the same.
   */
  verdictOf(error: unknown): 'refused' | 'failed' | 'unanswered';
  /** Tells of calls as they happen, until the returned function is called. */
  follow(events: ThreeWayEvents): Unsubscribe;
}
