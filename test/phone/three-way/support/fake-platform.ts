import type {
  ThreeWayEvents,
  ThreeWayPlatform,
  Added,
  FoundConference,
} from '../../../../src/phone/three-way/platform.js';
import type { Member, ThirdEndReason, ThirdParty } from '../../../../src/phone/three-way/state.js';
import type { FakeClock } from '../../../support/fake-clock.js';
import { TroubledWire } from './troubled-wire.js';
import { troubles, verdictOf, type EventTrouble, type Trouble } from './troubles.js';

export interface FakeOptions {
  /** Takes the last one off hold by itself when the third does not come; some platforms leave that to the client. */
  readonly resumesByItself: boolean;
  /** Tells which calls go on. */
  readonly tellsCalls: boolean;
  /** Ends what nobody waits for any more: a ringing third when the agent left, a conference of one. */
  readonly tidiesUp: boolean;
}

export interface FakeCall {
  readonly uuid: string;
  readonly number: string;
  state: 'ringing' | 'joined' | 'ended';
  reason: ThirdEndReason;
}

interface Seat {
  readonly memberId: string;
  readonly number: string;
  held: boolean;
}

export const agent = { uuid: 'channel-agent', number: '1001' };
export const first = { uuid: 'channel-first', number: '+15550000001' };

/** The other end of the wire: conferences in memory behind the network's troubles. */
export class FakePlatform implements ThreeWayPlatform {
  readonly calls: FakeCall[] = [];
  readonly #wire: TroubledWire;
  readonly trouble: Trouble[];
  readonly eventTrouble: EventTrouble[] = [];
  readonly asked: string[];
  agentIsHere = true;
  firstIsHere = true;
  mostPeople = 3;
  onAgentGone = (): void => {};
  readonly #clock: FakeClock;
  readonly #options: FakeOptions;
  #room: Map<string, Seat> | null = null;
  #listener: ThreeWayEvents | null = null;
  #serial = 0;

  constructor(clock: FakeClock, options: Partial<FakeOptions> = {}) {
    this.#clock = clock;
    this.#wire = new TroubledWire(clock);
    ({ trouble: this.trouble, asked: this.asked } = this.#wire);
    this.#options = { resumesByItself: true, tellsCalls: true, tidiesUp: true, ...options };
  }

  /** Requests that nobody has answered yet. */
  get open(): number {
    return this.#wire.open;
  }

  get ringing(): FakeCall | undefined {
    return this.calls.find(({ state }) => state === 'ringing');
  }

  get seats(): ReadonlyMap<string, Readonly<Seat>> {
    return this.#room ?? new Map();
  }

  add(agentUuid: string, { number }: ThirdParty): Promise<Added> {
    return this.#wire.carry('add', () => {
      if (agentUuid !== agent.uuid || !this.agentIsHere || !this.firstIsHere) throw troubles.refused();
      if (this.ringing || (this.#room?.size ?? 0) >= this.mostPeople) throw troubles.refused();
      this.#room ??= new Map([this.#seat(agent), this.#seat(first)]);
      const waiting = [...this.#room].find(([uuid]) => uuid !== agent.uuid);
      if (!waiting) throw troubles.refused();
      waiting[1].held = true;
      this.#serial += 1;
      const call: FakeCall = { uuid: `channel-third-${this.#serial}`, number, state: 'ringing', reason: 'failed' };
      this.calls.push(call);
      return { conferenceName: '3way_1', members: this.#members(), thirdUuid: call.uuid, firstUuid: waiting[0] };
    });
  }

  cancel(_name: string, { thirdUuid, firstUuid }: Pick<Added, 'thirdUuid' | 'firstUuid'>): Promise<void> {
    return this.#wire.carry('cancel', () => {
      this.#requireRoom();
      const call = this.calls.find(({ uuid }) => uuid === thirdUuid);
      if (!call) throw troubles.refused();
      if (call.state !== 'ended') this.endCall(call, 'canceled');
      const seat = this.#room?.get(firstUuid);
      if (seat) seat.held = false;
    });
  }

  swap(_name: string, keepUuid: string, holdUuid: string): Promise<void> {
    return this.#wire.carry('swap', () => {
      const [keep, hold] = [this.#requireSeat(keepUuid), this.#requireSeat(holdUuid)];
      hold.held = true;
      keep.held = false;
    });
  }

  merge(): Promise<void> {
    return this.#wire.carry('merge', () => {
      for (const seat of this.#requireRoom().values()) seat.held = false;
    });
  }

  kick(_name: string, uuid: string): Promise<void> {
    return this.#wire.carry('kick', () => {
      this.#requireSeat(uuid);
      this.leave(uuid);
    });
  }

  members(): Promise<readonly Member[] | null> {
    return this.#wire.carry('members', () => (this.#room?.has(agent.uuid) ? this.#members() : null));
  }

  find(agentUuid: string): Promise<FoundConference | null> {
    return this.#wire.carry('find', () => {
      if (!this.#room?.has(agentUuid)) return null;
      return { conferenceName: '3way_1', members: this.#members(), thirdUuid: this.ringing?.uuid ?? null };
    });
  }

  isAlive(uuid: string): Promise<boolean | null> {
    return this.#wire.carry('isAlive', () => {
      if (!this.#options.tellsCalls) return null;
      return this.calls.some((call) => call.uuid === uuid && call.state !== 'ended');
    });
  }

  async endReason(uuid: string): Promise<ThirdEndReason> {
    return this.calls.find((call) => call.uuid === uuid)?.reason ?? 'failed';
  }

  hangup(uuid: string): Promise<void> {
    return this.#wire.carry('hangup', () => {
      const call = this.calls.find((one) => one.uuid === uuid);
      if (call && call.state !== 'ended') this.endCall(call, 'canceled');
    });
  }

  readonly verdictOf = verdictOf;

  follow(listener: ThreeWayEvents): () => void {
    this.#listener = listener;
    return () => {
      if (this.#listener === listener) this.#listener = null;
    };
  }

  /** A page took its own call over: the same channel, another member. */
  renumber(uuid: string): void {
    const seat = this.#room?.get(uuid);
    if (seat) this.#room?.set(uuid, { ...seat, memberId: String((this.#serial += 1)) });
  }

  answer(): void {
    const call = this.ringing;
    if (!call || !this.#room) return;
    call.state = 'joined';
    const [uuid, seat] = this.#seat(call);
    this.#room.set(uuid, seat);
    this.#tell((listener) => listener.answered(call.uuid));
    this.#settle();
  }

  fail(reason: ThirdEndReason): void {
    const call = this.ringing;
    if (call) this.endCall(call, reason);
  }

  endCall(call: FakeCall, reason: ThirdEndReason): void {
    const before = call.state;
    call.state = 'ended';
    call.reason = reason;
    this.#room?.delete(call.uuid);
    this.#tell((listener) => listener.ended(call.uuid, reason));
    if (before === 'ringing' && this.#options.resumesByItself) this.#resumeAll();
    this.#settle();
  }

  leave(uuid: string): void {
    const call = this.calls.find((one) => one.uuid === uuid);
    if (call && call.state !== 'ended') return this.endCall(call, 'failed');
    if (uuid === agent.uuid) return this.#agentLeaves();
    if (uuid !== first.uuid || !this.firstIsHere) return;
    this.firstIsHere = false;
    this.#room?.delete(first.uuid);
    this.#tell((listener) => listener.ended(first.uuid, 'failed'));
    if (!this.#room) this.#agentLeaves();
    else this.#settle();
  }

  #agentLeaves(): void {
    if (!this.agentIsHere) return;
    this.agentIsHere = false;
    this.#room?.delete(agent.uuid);
    if (!this.#room) this.firstIsHere = false;
    this.#settle();
    this.onAgentGone();
  }

  #settle(): void {
    const room = this.#room;
    if (!room) return;
    const { ringing } = this;
    // Only the agent can wait for somebody who still rings, and whoever the agent left must not stay on hold.
    if (!room.has(agent.uuid)) {
      if (ringing && this.#options.tidiesUp) this.endCall(ringing, 'canceled');
      this.#resumeAll();
    }
    if (this.ringing || !this.#options.tidiesUp) return;
    const [last] = room.keys();
    if (room.size === 1 && last !== undefined) {
      room.delete(last);
      this.#room = null;
      if (last === first.uuid) this.firstIsHere = false;
      if (last === agent.uuid) this.#agentLeaves();
      const call = this.calls.find(({ uuid }) => uuid === last);
      if (call) call.state = 'ended';
    } else if (room.size === 2 && this.#options.resumesByItself) this.#resumeAll();
  }

  #resumeAll(): void {
    for (const seat of this.#room?.values() ?? []) seat.held = false;
  }

  #seat({ uuid, number }: { readonly uuid: string; readonly number: string }): [string, Seat] {
    this.#serial += 1;
    return [uuid, { memberId: String(this.#serial), number, held: false }];
  }

  #members(): readonly Member[] {
    return [...(this.#room ?? [])].map(([uuid, { memberId, number, held }]) => ({
      uuid,
      memberId,
      number,
      name: '',
      muted: held,
      deaf: held,
      held,
      talking: false,
    }));
  }

  #requireRoom(): Map<string, Seat> {
    if (!this.#room?.has(agent.uuid)) throw troubles.refused();
    return this.#room;
  }

  #requireSeat(uuid: string): Seat {
    const seat = this.#requireRoom().get(uuid);
    if (!seat) throw troubles.refused();
    return seat;
  }

  #tell(event: (listener: ThreeWayEvents) => void): void {
    const trouble = this.eventTrouble.shift();
    if (trouble?.kind === 'lost') return;
    this.#clock.after(trouble?.ms ?? 0, () => this.#listener && event(this.#listener));
  }
}
