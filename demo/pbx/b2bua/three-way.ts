import type { ThreeWayState } from '../../../src/api/types/conferences.js';
import type { Call } from './call.js';
import type { Conference, Member } from './conference.js';

export interface ThreeWayOptions {
  readonly room: Conference;
  /** Channel UUID of whoever adds people and swaps. */
  readonly agentUuid: string;
  /** Dials a number; whoever answers joins the conference under the call's UUID. */
  readonly dial: (to: string) => Call;
  /** Leaves it to the client to take people off hold: a fault on purpose. */
  readonly leavesOnHold?: () => boolean;
}

/** Somebody who was added, and who waits meanwhile. */
export interface Addition {
  readonly call: Call;
  /** Channel UUID of the member who was in the call before. */
  readonly firstUuid: string;
  /** Everybody who waits for it with music. */
  readonly waiting: readonly Member[];
  /** Whether it has been told what became of it. */
  isSettled: boolean;
}

/**
 * A call of two that became a conference, so that a third one can come: the agent talks to one while the
 * other hears music, or all talk. Whoever leaves, nobody stays on hold without somebody who could end it.
 */
export class ThreeWay {
  readonly room: Conference;
  agentUuid: string;
  readonly #dial: ThreeWayOptions['dial'];
  readonly #leavesOnHold: () => boolean;
  #addition: Addition | null = null;

  constructor({ room, agentUuid, dial, leavesOnHold = () => false }: ThreeWayOptions) {
    this.room = room;
    this.agentUuid = agentUuid;
    this.#dial = dial;
    this.#leavesOnHold = leavesOnHold;
  }

  /** Null while only two are here and nobody is called. */
  get state(): ThreeWayState | null {
    if (this.isDialing) return 'dialing';
    if (this.room.members.length < 3) return null;
    return this.room.members.some(({ held }) => held) ? 'holding' : 'active';
  }

  get isDialing(): boolean {
    const call = this.#addition?.call;
    return call !== undefined && call.state === 'ringing' && this.room.find(call.uuid) === undefined;
  }

  /** The agent first, then the others as they came. */
  get members(): readonly Member[] {
    const { members } = this.room;
    const isAgent = ({ uuid }: Member): boolean => uuid === this.agentUuid;
    return [...members.filter(isAgent), ...members.filter((member) => !isAgent(member))];
  }

  /** The last one who was added, for as long as the conference lasts. */
  get addition(): Addition | null {
    return this.#addition;
  }

  /** Dials another one; the others wait meanwhile, or go on talking. A target that fails at once leaves them alone. */
  add(to: string, first: Member, waits: boolean): Addition {
    const others = this.members.filter(({ uuid, held }) => uuid !== this.agentUuid && !held);
    const call = this.#dial(to);
    const waiting = call.state !== 'ended' && waits ? others : [];
    this.#addition = { call, firstUuid: first.uuid, waiting, isSettled: false };
    for (const member of waiting) this.room.setHeld(member, true);
    return this.#addition;
  }

  /** Ends the leg of the one who was added, answered or not; the others talk again. */
  cancel(): void {
    const addition = this.#addition;
    if (addition === null) return;
    addition.call.end(this.isDialing ? 'ORIGINATOR_CANCEL' : 'NORMAL_CLEARING');
    for (const member of this.members) if (addition.waiting.includes(member)) this.room.setHeld(member, false);
  }

  /** One talks with the agent, the other hears music. */
  swap(kept: Member, held: Member): void {
    this.room.setHeld(held, true);
    this.room.setHeld(kept, false);
  }

  /** Everybody who is on hold talks again. */
  merge(): void {
    for (const member of this.room.members) if (member.held) this.room.setHeld(member, false);
  }

  /** After somebody came or left: draws the consequences. False when the conference is over. */
  settle(): boolean {
    const { room } = this;
    const [last] = room.members;
    const agentLeft = room.find(this.agentUuid) === undefined;
    // Only the agent can wait for somebody who still rings.
    if (this.isDialing && agentLeft) this.cancel();
    if (this.isDialing) return room.members.length > 0;
    if (room.members.length === 1 && last !== undefined) room.kick(last);
    const isKept = this.#leavesOnHold() && !agentLeft;
    if (room.members.length === 2 && !isKept) this.merge();
    this.#settleAddition(isKept);
    return room.members.length > 0;
  }

  /** Whoever waited for somebody who did not come talks again. */
  #settleAddition(isKept: boolean): void {
    const addition = this.#addition;
    if (addition === null || addition.isSettled) return;
    addition.isSettled = true;
    if (isKept || this.room.find(addition.call.uuid) !== undefined) return;
    for (const member of this.members) if (addition.waiting.includes(member)) this.room.setHeld(member, false);
  }
}
