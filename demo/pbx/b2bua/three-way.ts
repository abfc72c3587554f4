import type { ThreeWayState } from '../../../src/api/types/conferences.js';
import type { Call } from './call.js';
import type { Conference, Member } from './conference.js';

export interface ThreeWayOptions {
  readonly room: Conference;
  /** Channel UUID of whoever adds people and swaps. */
  readonly agentUuid: string;
  /** Dials a number; whoever answers joins the conference under the call's UUID. */
  readonly dial: (to: string) => Call;
}

/** Somebody who was added, and who waits meanwhile. */
export interface Addition {
  readonly call: Call;
  /** Channel UUID of the member who was in the call before. */
  readonly firstUuid: string;
}

/**
 * A call of two that became a conference, so that a third one can come: the agent talks to one while the
 * other hears music, or all talk. Whoever leaves, nobody stays on hold without somebody who could end it.
 */
export class ThreeWay {
  readonly room: Conference;
  agentUuid: string;
  readonly #dial: ThreeWayOptions['dial'];
  #addition: Addition | null = null;

  constructor({ room, agentUuid, dial }: ThreeWayOptions) {
    this.room = room;
    this.agentUuid = agentUuid;
    this.#dial = dial;
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

  /** Dials a third one; `first` waits meanwhile, or goes on talking. A target that fails at once brings it back. */
  add(to: string, first: Member, waits: boolean): Addition {
    const call = this.#dial(to);
    this.#addition = { call, firstUuid: first.uuid };
    if (call.state !== 'ended' && waits) this.room.setHeld(first, true);
    return this.#addition;
  }

  /** Ends the leg of the one who was added, answered or not; the others talk again. */
  cancel(): void {
    this.#addition?.call.end(this.isDialing ? 'ORIGINATOR_CANCEL' : 'NORMAL_CLEARING');
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
    if (!this.isDialing && room.members.length === 1 && last !== undefined) room.kick(last);
    if (!this.isDialing && room.members.length === 2) this.merge();
    return room.members.length > 0;
  }
}
