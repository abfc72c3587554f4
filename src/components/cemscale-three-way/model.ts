import type { ThreeWayParticipant, ThreeWaySession } from '../../phone/three-way/session.js';
import type { ActiveState, CallSnapshot } from '../../phone/call-state.js';
import type { PresenceBoard } from '../../softphone/presence-board.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';

/** What a person can ask for by touching a part of the element. */
export type ThreeWayAsk =
  | { readonly type: 'add'; readonly number: string }
  | { readonly type: 'swap' | 'hold' | 'resume' | 'drop'; readonly uuid: string }
  | { readonly type: 'mute'; readonly on: boolean }
  | { readonly type: 'merge' | 'cancel' | 'end' | 'leave' | 'open-add' | 'close' };

/** Hands a wish up to the element. A function and not an event, which could be forged. */
export type AskThreeWay = (ask: ThreeWayAsk) => void;

/** Somebody in the call, as rows and diagram show them. */
export interface Person {
  readonly uuid: string;
  /** Name, else number; empty for the person at this page. */
  readonly name: string;
  readonly number: string;
  readonly isSelf: boolean;
  readonly isHeld: boolean;
  /** Rings and is not here yet. */
  readonly isCalled: boolean;
  readonly isSpeaking: boolean;
  /** The platform has not said yet whether they wait. */
  readonly isUnsure: boolean;
  /** Epoch milliseconds of the moment they were put on hold; null while they are not. */
  readonly heldSince: number | null;
}

export interface Levels {
  /** 0 to 1: our microphone, and what is played of the far end. */
  readonly microphone: number;
  readonly farEnd: number;
}

/** Louder than this somebody speaks: RFC 6464 levels of quiet rooms stay below. */
export const SPEECH = 0.02;

/** The live call, for names and mute; null without one. */
export function activeCall({ currentCall }: SoftphoneSnapshot): (CallSnapshot & { state: ActiveState }) | null {
  return currentCall?.state.phase === 'active' ? (currentCall as CallSnapshot & { state: ActiveState }) : null;
}

/** Remembers since when people wait. */
export class HoldTimes {
  readonly #since = new Map<string, number>();

  /** Takes note of who waits now. */
  follow(session: ThreeWaySession | null): void {
    const held = new Set(
      (session?.participants ?? []).filter(({ status }) => status === 'held').map(({ uuid }) => uuid),
    );
    for (const uuid of this.#since.keys()) if (!held.has(uuid)) this.#since.delete(uuid);
    for (const uuid of held) if (!this.#since.has(uuid)) this.#since.set(uuid, Date.now());
  }

  of(uuid: string): number | null {
    return this.#since.get(uuid) ?? null;
  }
}

export interface PeopleSources {
  readonly session: ThreeWaySession;
  readonly snapshot: SoftphoneSnapshot;
  readonly board: PresenceBoard | null;
  readonly holdTimes: HoldTimes;
  readonly levels: Levels;
  /** What to call somebody without name and number. */
  readonly unknown: string;
}

/** Everybody, ourselves first, whoever is called last. */
export function peopleOf(sources: PeopleSources): Person[] {
  const { session, board } = sources;
  const isMuted = activeCall(sources.snapshot)?.state.muted ?? false;
  const audible = session.participants.filter(({ isSelf, status }) => !isSelf && status === 'active');
  const here = session.participants.map((one): Person => {
    const { uuid, callerIdNumber: number, isSelf } = one;
    return {
      ...{ uuid, number, isSelf, isCalled: false, isHeld: one.status === 'held' },
      name: isSelf ? '' : nameOf(one, sources),
      isUnsure: !isSelf && session.conferenceName === '',
      isSpeaking: isSelf ? !isMuted && sources.levels.microphone > SPEECH : speaks(one, audible, sources.levels),
      heldSince: sources.holdTimes.of(uuid),
    };
  });
  const { third, pendingUuid = '' } = session;
  if (!third) return here;
  const name = third.name || board?.get(third.number)?.displayName || third.number;
  const quiet = { isSelf: false, isHeld: false, isSpeaking: false, isUnsure: false, heldSince: null };
  return [...here, { ...quiet, uuid: pendingUuid, number: third.number, name, isCalled: true }];
}

/** The same people with their numbers as the page's country writes them, also where a number stands for a name. */
export function withShownNumbers(people: readonly Person[], shown: (number: string) => string): Person[] {
  return people.map((person) => {
    const number = shown(person.number);
    return { ...person, number, name: person.name === person.number ? number : person.name };
  });
}

/** Of one voice the sound itself tells at once; of several the platform tells whose it is. */
function speaks(one: ThreeWayParticipant, audible: readonly ThreeWayParticipant[], { farEnd }: Levels): boolean {
  if (farEnd <= SPEECH || !audible.includes(one)) return false;
  return audible.length === 1 || one.talking;
}

function nameOf(
  { callerIdName, callerIdNumber }: ThreeWayParticipant,
  { snapshot: { currentCall }, board, unknown }: PeopleSources,
): string {
  const remote = currentCall?.remote.number === callerIdNumber ? currentCall.remote.displayName : null;
  const isName = callerIdName !== '' && callerIdName !== callerIdNumber;
  return (
    remote || (isName ? callerIdName : '') || board?.get(callerIdNumber)?.displayName || callerIdNumber || unknown
  );
}
