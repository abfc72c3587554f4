import type { Clock } from '../../shared/clock.js';
import { Emitter } from '../../shared/emitter.js';
import { ThreeWayError } from './errors.js';
import type { ThreeWayPlatform } from './platform.js';
import { RoomReader } from './room-reader.js';
import { RoomWatch } from './room-watch.js';
import { isSameNumber } from './same-number.js';
import { Handles, sessionOf, type CallPair, type ThreeWaySession } from './session.js';
import { noThreeWay, othersIn } from './state.js';
import type { Member, Outcome, Room, ThirdParty, ThreeWayState } from './state.js';
import { transition, type ThreeWayEvent } from './transition.js';

/** Our own side of the call that takes somebody in. */
export interface OwnCall {
  /** Null while it is not known. */
  readonly channelUuid: string | null;
  readonly pair: CallPair;
  /** Takes off the hold that we have put on the whole call. Rejects with `CallError`. */
  resume(): Promise<void>;
  /** Ends our own leg: for people at once, for the platform when `after` is over. */
  hangup(after?: Promise<unknown>): void;
}

export interface ThreeWayOptions {
  readonly platform: ThreeWayPlatform;
  readonly clock: Clock;
  /** The active call; null without one. */
  readonly call: () => OwnCall | null;
  /** What can be dialled of a text that a person gave. Throws `CallError` for what is no number. */
  readonly check: (target: string) => string;
  /** The directory's name for a number. */
  readonly nameOf?: (number: string) => string | null;
}

export interface ThreeWayEnd {
  readonly outcome: Outcome;
  /** The session as it was last. */
  readonly session: ThreeWaySession;
  /** Who is still there to talk to; null when nobody is, or it is who was in the call before. */
  readonly remaining: ThirdParty | null;
}

export interface ThreeWayChanges {
  /** One that another page has begun goes on here. */
  again: ThreeWaySession;
  /** The platform has made the conference, and the third rings. */
  start: ThreeWaySession;
  change: ThreeWaySession | null;
  end: ThreeWayEnd;
}

const usualPeople = 3;

/**
 * The one state of a three-way call, moved by `transition` alone, with the watch over its conference. Knows no wishes:
 * it takes note of what happens and tells it.
 */
export class Conversation extends Emitter<ThreeWayChanges> {
  readonly options: ThreeWayOptions;
  readonly reader: RoomReader;
  readonly watch: RoomWatch;
  #maxPeople = usualPeople;
  #handles = new Handles();
  #state: ThreeWayState = noThreeWay;
  #session: ThreeWaySession | null = null;
  #call: OwnCall | null = null;
  #stopFollowing: () => void = () => {};
  /** The platform has made a conference for it. */
  #hasBegun = false;
  #leftAdding: (() => void)[] = [];

  constructor(options: ThreeWayOptions) {
    super();
    this.options = options;
    const { platform, clock } = options;
    this.reader = new RoomReader({
      platform,
      clock,
      state: () => this.#state,
      agentUuid: () => this.#call?.channelUuid ?? null,
      dispatch: (event) => this.dispatch(event),
      onStale: () => this.#show(),
      onMissed: () => this.watch.hurry(),
    });
    this.watch = new RoomWatch(clock, () => this.reader.look());
  }

  /** How many people a call may have, ourselves included; what is no number above 2 counts as 3. */
  get maxPeople(): number {
    return this.#maxPeople;
  }
  set maxPeople(limit: number) {
    this.#maxPeople = Number.isInteger(limit) && limit >= usualPeople ? limit : usualPeople;
  }

  get state(): ThreeWayState {
    return this.#state;
  }

  get session(): ThreeWaySession | null {
    return this.#session;
  }

  /** Our call that the state is about; null before the first. */
  get call(): OwnCall | null {
    return this.#call;
  }

  /** The conference. Throws `ThreeWayError` (`wrong-state`) without one. */
  get room(): Room {
    if (this.#state.phase === 'none' || this.#state.room === null)
      throw ThreeWayError.wrongState('do this', 'there is no three-way call');
    return this.#state.room;
  }

  /** Another page has made this conference of the call. */
  goOn(call: OwnCall, event: Extract<ThreeWayEvent, { type: 'found-again' }>): void {
    if (transition(this.#state, event) === this.#state) return;
    this.begin(call);
    this.#hasBegun = true;
    this.dispatch(event);
    if (this.#session) this.emit('again', this.#session);
    this.#hurry();
  }

  /** A wish to add somebody to this call is on its way. */
  begin(call: OwnCall): void {
    if (this.#state.phase !== 'none') return;
    if (this.#call?.channelUuid !== call.channelUuid) this.#handles = new Handles();
    this.#call = call;
    this.watch.start();
    this.#stopFollowing = this.options.platform.follow({
      answered: (uuid) => void (this.knows(uuid) && this.#hurry()),
      ended: (uuid, reason) => {
        if (!this.knows(uuid)) return;
        this.dispatch({ type: 'third-ended', uuid, reason });
        this.#hurry();
      },
    });
  }

  /** Another page goes on with it: nothing is watched, shown or told here any more. */
  letGo(): void {
    this.#state = noThreeWay;
    this.#session = null;
    this.#hasBegun = false;
    this.watch.stop();
    this.#stopFollowing();
    for (const left of this.#leftAdding.splice(0)) left();
  }

  #hurry(): void {
    this.watch.hurry();
    void this.watch.now();
  }

  dispatch(event: ThreeWayEvent): void {
    const before = this.#state;
    const state = transition(before, event);
    if (state === before) return;
    this.#state = state;
    if (state.phase !== 'adding') for (const left of this.#leftAdding.splice(0)) left();
    if (state.phase === 'releasing' && before.phase !== 'releasing') this.#hurry();
    const last = this.#session;
    this.#show();
    if (state.phase === 'dialing' && !this.#hasBegun && this.#session) {
      this.#hasBegun = true;
      this.emit('start', this.#session);
    }
    if (state.phase === 'none' && last) this.#over(state, last);
  }

  #over({ outcome, remaining }: Extract<ThreeWayState, { phase: 'none' }>, session: ThreeWaySession): void {
    const call = this.#call;
    const hadBegun = this.#hasBegun;
    this.#hasBegun = false;
    this.watch.stop();
    this.#stopFollowing();
    if (outcome === null) return;
    const isAlone = remaining === null && !['call-ended', 'hangup', 'handed-over'].includes(outcome.reason);
    // A conference of one is a call with nobody.
    if (isAlone) call?.hangup();
    if (!hadBegun) return;
    const isOther = remaining !== null && !isSameNumber(remaining.number, call?.pair.other.number ?? '');
    this.emit('end', {
      outcome,
      session,
      remaining: isOther ? { number: remaining.number, name: remaining.name } : null,
    });
  }

  #show(): void {
    const { isStale } = this.reader;
    const session = sessionOf(this.#state, this.#handles, { pair: this.#call?.pair ?? null, isStale });
    if (session === null && this.#session === null) return;
    this.#session = session;
    this.emit('change', session);
  }

  /** Resolves as soon as it is known what became of the wish to add somebody. */
  afterAdding(): Promise<void> {
    if (this.#state.phase !== 'adding') return Promise.resolve();
    return new Promise((resolve) => void this.#leftAdding.push(resolve));
  }

  /** The channel is part of this three-way call, or was until now. */
  knows(uuid: string): boolean {
    const state = this.#state;
    if (state.phase === 'none') return false;
    if (state.phase === 'dialing' && state.thirdUuid === uuid) return true;
    if (state.phase === 'releasing' && state.addition?.thirdUuid === uuid) return true;
    return state.room?.members.some((member) => member.uuid === uuid) ?? false;
  }

  /** The channel behind a handle. */
  uuidOf(handle: string): string | undefined {
    return this.#handles.uuidOf(handle);
  }

  /** Whom a handle names. Throws `ThreeWayError` (`no-such-participant`). */
  memberOf(handle: string): Member {
    const room = this.room;
    const uuid = this.uuidOf(handle);
    const member = othersIn(room).find((one) => one.uuid === uuid);
    if (!member) throw ThreeWayError.noSuchParticipant();
    return member;
  }

  /** Who talks while this one waits. */
  otherThan(member: Member): Member {
    const others = othersIn(this.room).filter(({ uuid }) => uuid !== member.uuid);
    const other = others.find(({ held }) => !held) ?? others[0];
    if (!other) throw ThreeWayError.wrongState('hold or swap', 'only two are in the call');
    return other;
  }
}
