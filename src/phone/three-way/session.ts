import { randomUuid } from '../sip/random-token.js';
import type { Member, RequestName, ThirdParty, ThreeWayState } from './state.js';

/** Somebody in a three-way call, in the documented shape. */
export interface ThreeWayParticipant {
  /**
   * Names them towards `swapParticipant` and `dropParticipant` for as long as the call lasts. A handle of this page,
   * never the channel UUID of the platform: that is a secret, with which a call can be taken over.
   */
  readonly uuid: string;
  /** Id within the conference; changes when a page takes over its call. */
  readonly memberId: string;
  readonly callerIdNumber: string;
  readonly callerIdName: string;
  readonly muted: boolean;
  readonly deaf: boolean;
  /** `held`: muted, deaf and listening to music. */
  readonly status: 'active' | 'held';
  /** This is our own leg. */
  readonly isSelf: boolean;
  /** Speaks right now, as the platform heard it last. */
  readonly talking: boolean;
}

/** A three-way call as pages see it: the documented shape with more. Frozen; a change is a new object. */
export interface ThreeWaySession {
  /** Empty until the platform has made the conference. */
  readonly conferenceName: string;
  /** `swapping`: a swap was asked for and is not confirmed. */
  readonly state: 'dialing' | 'holding' | 'active' | 'swapping';
  readonly participants: readonly ThreeWayParticipant[];
  /** Handle of whoever is called, while it rings. */
  readonly pendingUuid?: string;
  /** Handle of who waits. */
  readonly heldMemberUuid?: string;
  /** Handle of who was in the call before. */
  readonly originalBridgedLeg?: string;
  /** Whoever is called, while it rings; null otherwise. */
  readonly third: ThirdParty | null;
  /** Epoch milliseconds since when all have heard each other; null before. The timer of a conference counts from here. */
  readonly activeSince: number | null;
  /** What was asked for and is not confirmed yet. */
  readonly pending: RequestName | null;
  /** The platform could not be asked lately: this is what was true then. */
  readonly isStale: boolean;
}

/** The two who talk before a conference exists. */
export interface CallPair {
  readonly self: ThirdParty;
  readonly other: ThirdParty;
}

/** Handles for channels: the same one for the same channel, however often it is asked for. */
export class Handles {
  readonly #byUuid = new Map<string, string>();
  readonly #byHandle = new Map<string, string>();

  of(uuid: string): string {
    const known = this.#byUuid.get(uuid);
    if (known !== undefined) return known;
    const handle = randomUuid();
    this.#byUuid.set(uuid, handle);
    this.#byHandle.set(handle, uuid);
    return handle;
  }

  /** The channel behind a handle. */
  uuidOf(handle: string): string | undefined {
    return this.#byHandle.get(handle);
  }
}

/** What pages see of a state; null without a three-way call. */
export function sessionOf(
  state: ThreeWayState,
  handles: Handles,
  { pair, isStale }: { readonly pair: CallPair | null; readonly isStale: boolean },
): ThreeWaySession | null {
  if (state.phase === 'none') return null;
  const { room, request: pending, since: activeSince } = state;
  const participants = room
    ? [...room.members]
        .sort((one, other) => Number(other.uuid === room.agentUuid) - Number(one.uuid === room.agentUuid))
        .map((member) => participantOf(member, handles, room.agentUuid))
    : pairOf(pair, handles);
  const held = participants.find(({ status }) => status === 'held');
  return Object.freeze<ThreeWaySession>({
    conferenceName: room?.name ?? '',
    state: shownState(state),
    participants: Object.freeze(participants),
    ...(state.phase === 'dialing' ? { pendingUuid: handles.of(state.thirdUuid) } : {}),
    ...(held ? { heldMemberUuid: held.uuid } : {}),
    ...(state.phase === 'dialing' ? { originalBridgedLeg: handles.of(state.firstUuid) } : {}),
    third: state.phase === 'adding' || state.phase === 'dialing' ? state.third : null,
    activeSince,
    pending,
    isStale,
  });
}

function shownState(state: Exclude<ThreeWayState, { phase: 'none' }>): ThreeWaySession['state'] {
  switch (state.phase) {
    case 'adding':
    case 'dialing':
      return 'dialing';
    case 'active':
    case 'holding':
      return state.request === 'swap' ? 'swapping' : state.phase;
    case 'releasing':
      return 'holding';
  }
}

function participantOf(member: Member, handles: Handles, agentUuid: string): ThreeWayParticipant {
  const { uuid, memberId, number, name, muted, deaf, held, talking } = member;
  return Object.freeze<ThreeWayParticipant>({
    uuid: handles.of(uuid),
    memberId,
    callerIdNumber: number,
    callerIdName: name,
    muted,
    deaf,
    status: held ? 'held' : 'active',
    isSelf: uuid === agentUuid,
    talking,
  });
}

/** Before the platform has named their channels. */
function pairOf(pair: CallPair | null, handles: Handles): ThreeWayParticipant[] {
  if (!pair) return [];
  return [pair.self, pair.other].map(({ number, name }, index) =>
    Object.freeze<ThreeWayParticipant>({
      uuid: handles.of(index === 0 ? 'self' : 'other'),
      memberId: '',
      callerIdNumber: number,
      callerIdName: name ?? '',
      muted: false,
      deaf: false,
      status: 'active',
      isSelf: index === 0,
      talking: false,
    }),
  );
}
