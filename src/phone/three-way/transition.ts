import { othersIn } from './state.js';
import type {
  AddingState,
  DialingState,
  Member,
  Outcome,
  RequestName,
  Room,
  ThirdEndReason,
  ThirdParty,
  ThreeWayState,
} from './state.js';

/** What can happen to a three-way call. Times are epoch milliseconds. */
export type ThreeWayEvent =
  | { readonly type: 'add-sent'; readonly third: ThirdParty }
  /** Nobody is being called. `room`: what became of the call all the same; null when it is as it was before. */
  | { readonly type: 'add-refused'; readonly room: Omit<Room, 'gone'> | null; readonly at: number }
  | {
      readonly type: 'add-answered';
      readonly room: Omit<Room, 'gone'>;
      readonly thirdUuid: string;
      readonly firstUuid: string;
    }
  /** Another page began it. `third`: who is being called; null when nobody is. */
  | {
      readonly type: 'found-again';
      readonly room: Omit<Room, 'gone'>;
      readonly third: { readonly uuid: string; readonly party: ThirdParty } | null;
      readonly since: number | null;
      readonly at: number;
    }
  /** `uuid`: whom it is about. */
  | { readonly type: 'request-sent'; readonly request: RequestName; readonly uuid?: string | undefined }
  | { readonly type: 'request-settled'; readonly request: RequestName }
  /** The members as they are now. */
  | { readonly type: 'room-read'; readonly members: readonly Member[]; readonly at: number }
  /** The call to the third ended before they came in. */
  | { readonly type: 'third-ended'; readonly uuid: string; readonly reason: ThirdEndReason }
  /** There is no such conference any more. */
  | { readonly type: 'room-gone' }
  | { readonly type: 'ended'; readonly outcome: Outcome };

/**
 * The next state of a three-way call. Pure. An event that the state does not allow (a late answer, a call that ended
 * long ago) returns the very same object, so callers compare by identity.
 */
export function transition(state: ThreeWayState, event: ThreeWayEvent): ThreeWayState {
  switch (event.type) {
    case 'add-sent':
      return addSent(state, event.third);
    case 'add-refused':
      return state.phase === 'adding' ? addRefused(state, event) : state;
    case 'add-answered':
      return addAnswered(state, event);
    case 'found-again':
      return state.phase === 'none' ? foundAgain(state, event) : state;
    case 'request-sent':
      return requestSent(state, event.request, event.uuid);
    case 'request-settled':
      return state.phase === 'none' || state.request !== event.request ? state : { ...state, request: null };
    case 'room-read':
      return inRoom(state) ? roomRead(state, event.members, event.at) : state;
    case 'third-ended':
      return state.phase === 'dialing' && state.thirdUuid === event.uuid ? thirdEnded(state, event.reason) : state;
    case 'room-gone':
      return inRoom(state) ? none({ reason: 'call-ended', who: null }) : state;
    case 'ended':
      return state.phase === 'none' ? state : none(event.outcome);
    default:
      return event satisfies never;
  }
}

type RoomState = Exclude<ThreeWayState, { phase: 'none' }> & { readonly room: Room };

function inRoom(state: ThreeWayState): state is RoomState {
  return state.phase !== 'none' && state.room !== null;
}

function none(outcome: Outcome | null, remaining: Member | null = null): ThreeWayState {
  return { phase: 'none', outcome, remaining };
}

/** A fourth is added to a conference that is there already. */
function addSent(state: ThreeWayState, third: ThirdParty): ThreeWayState {
  if (state.phase === 'none')
    return { phase: 'adding', third, room: null, request: 'add', since: null, dropped: null };
  if (state.phase !== 'holding' && state.phase !== 'active') return state;
  return { ...state, phase: 'adding', third, request: 'add' };
}

function addRefused(
  { third, room: before, since }: AddingState,
  { room: now, at }: Extract<ThreeWayEvent, { type: 'add-refused' }>,
): ThreeWayState {
  const room = now ? { ...now, gone: null } : before;
  if (room === null) return none(null);
  const outcome: Outcome = { reason: 'failed', who: third };
  const after = {
    phase: 'releasing',
    room,
    outcome,
    addition: null,
    since,
    request: null,
    dropped: null,
  } as const;
  // Whoever was put on hold for it has to come back first.
  return roomRead(after, room.members, at);
}

function addAnswered(
  state: ThreeWayState,
  { room, thirdUuid, firstUuid }: Extract<ThreeWayEvent, { type: 'add-answered' }>,
): ThreeWayState {
  if (state.phase !== 'adding') return state;
  const request = state.request === 'add' ? null : state.request;
  const hasWaited = isHeld(room.members, firstUuid);
  const joined = { ...room, gone: null };
  return { ...state, phase: 'dialing', room: joined, thirdUuid, firstUuid, request, hasWaited, isResumed: false };
}

/** With one other who does not wait, it is a call like any. */
function foundAgain(
  state: ThreeWayState,
  { room: read, third, since, at }: Extract<ThreeWayEvent, { type: 'found-again' }>,
): ThreeWayState {
  const room = { ...read, gone: null };
  const others = othersIn(room);
  const running = { room, since, request: null, dropped: null };
  const [first] = others;
  if (others.length > 1) {
    const phase = phaseOf(room);
    return { ...running, phase, since: phase === 'active' ? (since ?? at) : since };
  }
  if (first && third)
    return {
      ...running,
      phase: 'dialing',
      third: third.party,
      thirdUuid: third.uuid,
      firstUuid: first.uuid,
      hasWaited: first.held,
      isResumed: !first.held,
    };
  if (!first?.held) return state;
  return { ...running, phase: 'releasing', outcome: { reason: 'left', who: null }, addition: null };
}

function requestSent(state: ThreeWayState, request: RequestName, uuid: string | undefined): ThreeWayState {
  if (state.phase === 'none') return state;
  const dropped = request === 'drop' && uuid !== undefined ? uuid : state.dropped;
  if (state.phase !== 'dialing') return { ...state, request, dropped };
  return { ...state, request, dropped, isResumed: state.isResumed || request === 'merge' };
}

function thirdEnded(state: DialingState, reason: ThirdEndReason): ThreeWayState {
  const { room, third, thirdUuid, firstUuid, since, dropped, request } = state;
  const outcome = { reason, who: third };
  return { phase: 'releasing', room, outcome, addition: { thirdUuid, firstUuid }, since, dropped, request };
}

function roomRead(state: RoomState, members: readonly Member[], at: number): ThreeWayState {
  const room = nextRoom(state.room, members);
  if (members.every(({ uuid }) => uuid !== room.agentUuid)) return none({ reason: 'call-ended', who: null });
  const awaits = state.phase === 'dialing' && members.every(({ uuid }) => uuid !== state.thirdUuid);
  if (state.phase === 'adding') return room === state.room ? state : { ...state, room };
  if (awaits) return stillRings(state, room);
  const others = othersIn(room);
  return others.length < 2 ? twoLeft(state, room, others[0] ?? null) : together(state, room, at);
}

function stillRings(state: DialingState, room: Room): ThreeWayState {
  const hasWaited = state.hasWaited || isHeld(room.members, state.firstUuid);
  return room === state.room && hasWaited === state.hasWaited ? state : { ...state, room, hasWaited };
}

/** At most one other is here. It is over once they are not on hold. */
function twoLeft(state: RoomState, room: Room, other: Member | null): ThreeWayState {
  const outcome = state.phase === 'releasing' ? state.outcome : departure(room, state.dropped);
  if (!other?.held) return none(outcome, other);
  if (state.phase === 'releasing') return room === state.room ? state : { ...state, room };
  const { since, dropped, request } = state;
  return { phase: 'releasing', room, outcome, addition: null, since, dropped, request };
}

function together(state: RoomState, room: Room, at: number): ThreeWayState {
  const phase = phaseOf(room);
  if (state.phase === phase && room === state.room) return state;
  const { since, dropped, request } = state;
  return { phase, room, since: phase === 'active' ? (since ?? at) : since, dropped, request };
}

function isHeld(members: readonly Member[], uuid: string): boolean {
  return members.some((member) => member.uuid === uuid && member.held);
}

function phaseOf(room: Room): 'holding' | 'active' {
  return othersIn(room).some(({ held }) => held) ? 'holding' : 'active';
}

function departure({ gone }: Room, dropped: string | null): Outcome {
  const who = gone ? { number: gone.number, name: gone.name } : null;
  return { reason: gone !== null && gone.uuid === dropped ? 'dropped' : 'left', who };
}

function nextRoom(room: Room, members: readonly Member[]): Room {
  if (sameMembers(room.members, members)) return room;
  const here = new Set(members.map(({ uuid }) => uuid));
  const gone = othersIn(room).findLast(({ uuid }) => !here.has(uuid)) ?? room.gone;
  return { ...room, members, gone };
}

const shown = ['uuid', 'memberId', 'number', 'name', 'muted', 'deaf', 'held', 'talking'] as const;

function sameMembers(before: readonly Member[], now: readonly Member[]): boolean {
  const isSame = (one: Member | undefined, other: Member): boolean =>
    shown.every((name) => one?.[name] === other[name]);
  return before.length === now.length && now.every((member, index) => isSame(before[index], member));
}
