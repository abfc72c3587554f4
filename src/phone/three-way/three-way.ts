import type { Clock } from '../../shared/clock.js';
import { Emitter } from '../../shared/emitter.js';
import { ThreeWayError } from './errors.js';
import type { Added, ThreeWayPlatform } from './platform.js';
import { RoomWatch } from './room-watch.js';
import { RoomReader } from './room-reader.js';
import { Handles, sessionOf, type CallPair, type ThreeWaySession } from './session.js';
import { noThreeWay, othersIn } from './state.js';
import type { Member, Outcome, RequestName, Room, ThirdParty, ThreeWayState } from './state.js';
import { transition, type ThreeWayEvent } from './transition.js';

/** Our own side of the call that takes somebody in. */
export interface OwnCall {
  /** Null while it is not known. */
  readonly channelUuid: string | null;
  readonly pair: CallPair;
  /** Ends our own leg. */
  hangup(): void;
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
  /** How many people a call may have, ourselves included; 3 when absent. */
  readonly maxPeople?: () => number;
}

export interface ThreeWayEnd {
  readonly outcome: Outcome;
  /** The session as it was last. */
  readonly session: ThreeWaySession;
  /** Who is still there to talk to; null when nobody is, or it is who was in the call before. */
  readonly remaining: ThirdParty | null;
}

interface ThreeWayChanges {
  /** The platform has made the conference, and the third rings. */
  start: ThreeWaySession;
  change: ThreeWaySession | null;
  end: ThreeWayEnd;
}

/** How long the end of a call waits for the platform to let the others go. */
const GOODBYE_MS = 1000;
/** How long an unanswered wish to add somebody is looked for on the platform. */
const SEARCH_MS = 10_000;

/**
 * Takes a third person into a call: one state, moved by `transition` alone. What is shown is what the platform
 * says: every wish is followed by a look at the conference, so that a lost answer is no lost truth, and nobody stays
 * on hold by an error.
 */
export class ThreeWay extends Emitter<ThreeWayChanges> {
  readonly #options: ThreeWayOptions;
  readonly #reader: RoomReader;
  readonly #watch: RoomWatch;
  readonly #pending = new Map<string, Promise<void>>();
  #handles = new Handles();
  #state: ThreeWayState = noThreeWay;
  #session: ThreeWaySession | null = null;
  #call: OwnCall | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #stopFollowing: () => void = () => {};
  /** The platform has made a conference for it. */
  #hasBegun = false;
  #leftAdding: (() => void)[] = [];

  constructor(options: ThreeWayOptions) {
    super();
    this.#options = options;
    const { platform, clock } = options;
    this.#reader = new RoomReader({
      platform,
      clock,
      state: () => this.#state,
      agentUuid: () => this.#call?.channelUuid ?? null,
      dispatch: (event) => this.#dispatch(event),
      onStale: () => this.#show(),
    });
    this.#watch = new RoomWatch(clock, () => this.#reader.look());
  }

  /** What pages see; null without a three-way call. */
  get session(): ThreeWaySession | null {
    return this.#session;
  }

  /**
   * Calls a third person, while the first one waits with music. Resolves when they ring. The same number twice is one
   * wish. Rejects with `CallError` (`invalid-number`) or `ThreeWayError` before anybody is put on hold, or when the
   * platform could not call; the call with the first one goes on then.
   */
  addParticipant(target: string): Promise<void> {
    return this.#once(`add ${target}`, () => this.#add(target));
  }

  /** Stops calling: their phone rings no more, the first one is taken off hold. */
  cancelAddParticipant(): Promise<void> {
    return this.#once('cancel', () => this.#cancel());
  }

  /** Everybody hears everybody. While the third rings: takes the first one off hold. */
  mergeThreeWay(): Promise<void> {
    return this.#once('merge', () =>
      this.#request('merge', {
        run: ({ name }) => this.#options.platform.merge(name),
        isDone: (room) => othersIn(room).every(({ held }) => !held),
      }),
    );
  }

  /** Talks with `keepUuid` while `holdUuid` hears music. Our own uuid as the second stands for whoever talks. */
  swapParticipant(keepUuid: string, holdUuid: string): Promise<void> {
    return this.#once(`swap ${keepUuid} ${holdUuid}`, () => {
      const keep = this.#memberOf(keepUuid);
      const hold =
        this.#handles.uuidOf(holdUuid) === this.#room().agentUuid
          ? this.#otherThan(keep)
          : this.#memberOf(holdUuid);
      if (keep === hold) throw ThreeWayError.noSuchParticipant();
      return this.#swap(keep, hold);
    });
  }

  /** Lets one of them wait with music. */
  holdParticipant(uuid: string): Promise<void> {
    return this.#once(`hold ${uuid}`, () => {
      const hold = this.#memberOf(uuid);
      return this.#swap(this.#otherThan(hold), hold);
    });
  }

  /** Sends somebody away: their call ends. Whoever still rings is canceled. */
  dropParticipant(memberUuid: string): Promise<void> {
    const uuid = this.#handles.uuidOf(memberUuid);
    if (this.#state.phase === 'dialing' && uuid === this.#state.thirdUuid) return this.cancelAddParticipant();
    return this.#once(`drop ${memberUuid}`, () => {
      const member = this.#memberOf(memberUuid);
      return this.#request('drop', {
        uuid: member.uuid,
        run: ({ name }) => this.#options.platform.kick(name, member.uuid),
        isDone: (room) => !room.members.some((one) => one.uuid === member.uuid),
      });
    });
  }

  /** Ends the call for everybody. Without a three-way call it does nothing. */
  endThreeWay(): Promise<void> {
    return this.#once('end', () => this.#end());
  }

  /** We leave and the others go on talking, off hold. Rejects when there are not two of them yet. */
  leaveThreeWay(): Promise<void> {
    return this.#once('leave', () => this.#leave());
  }

  /** Our own call is over. */
  callEnded(): void {
    const state = this.#state;
    this.#dispatch({ type: 'ended', outcome: { reason: 'call-ended', who: null } });
    if (state.phase === 'dialing') this.#options.platform.hangup(state.thirdUuid).catch(() => {});
  }

  async #add(target: string): Promise<void> {
    const { platform } = this.#options;
    const call = this.#options.call();
    if (!call) throw ThreeWayError.noActiveCall();
    const agentUuid = call.channelUuid;
    if (agentUuid === null) throw ThreeWayError.uuidUnknown();
    const third = this.#thirdOf(target, call);
    this.#begin(call);
    this.#dispatch({ type: 'add-sent', third });
    try {
      const added = await platform.add(agentUuid, third);
      if (!this.#isAdding(third)) return await this.#takeBack(added);
      const room = { name: added.conferenceName, agentUuid, members: added.members };
      this.#dispatch({ type: 'add-answered', room, thirdUuid: added.thirdUuid, firstUuid: added.firstUuid });
    } catch (error) {
      await this.#addFailed(error, third);
    }
    this.#watch.hurry();
  }

  /** The number is looked at before anybody is put on hold. */
  #thirdOf(target: string, { pair }: OwnCall): ThirdParty {
    const { check, nameOf, maxPeople } = this.#options;
    if (this.#state.phase === 'adding' || this.#state.phase === 'dialing')
      throw ThreeWayError.wrongState('add somebody', 'somebody else is being called');
    if (this.#state.phase === 'releasing')
      throw ThreeWayError.wrongState('add somebody', 'the first one is coming back');
    const number = check(target);
    if (/[*#]/.test(number)) throw ThreeWayError.notAPerson(number);
    const limit = maxPeople?.() ?? 3;
    const members = this.#state.phase === 'none' ? [] : this.#state.room.members;
    if (members.length >= limit) throw ThreeWayError.tooMany(limit);
    const here = members.length > 0 ? members : [pair.self, pair.other];
    if (here.some((one) => isSameNumber(one.number, number))) throw ThreeWayError.alreadyInCall(number);
    return Object.freeze({ number, name: nameOf?.(number) ?? null });
  }

  async #addFailed(error: unknown, third: ThirdParty): Promise<void> {
    const { platform, clock } = this.#options;
    const verdict = platform.verdictOf(error);
    if (verdict === 'unanswered') await this.#foundWithin(SEARCH_MS);
    if (this.#state.phase === 'none') throw explained(error, verdict, `call ${third.number}`);
    // Found meanwhile, by the watch: it was carried out and only the answer is missing.
    if (!this.#isAdding(third)) return;
    const agentUuid = this.#call?.channelUuid ?? '';
    const found = verdict === 'refused' ? null : await platform.find(agentUuid).catch(() => null);
    const room = found && { name: found.conferenceName, agentUuid, members: found.members };
    this.#dispatch({ type: 'add-refused', room, at: clock.now() });
    await this.#watch.now();
    throw explained(error, verdict, `call ${third.number}`);
  }

  async #foundWithin(ms: number): Promise<void> {
    await this.#watch.now();
    await within(this.#options.clock, ms, this.#afterAdding());
  }

  /** An answer came late: what it tells is known already, or belongs to a call that is over. */
  async #takeBack({ thirdUuid, conferenceName, firstUuid }: Added): Promise<void> {
    const { platform } = this.#options;
    if (this.#knows(thirdUuid)) return;
    await platform
      .cancel(conferenceName, { thirdUuid, firstUuid })
      .catch(() => platform.hangup(thirdUuid))
      .catch(() => {});
  }

  async #cancel(): Promise<void> {
    const { phase } = this.#state;
    if (phase !== 'adding' && phase !== 'dialing')
      throw ThreeWayError.wrongState('cancel', 'nobody is being called');
    this.#dispatch({ type: 'request-sent', request: 'cancel' });
    if (phase === 'adding') await this.#afterAdding();
    if (this.#state.phase !== 'dialing') return;
    const failure = await this.#reader.cancelThird('canceled');
    await this.#watch.now();
    this.#dispatch({ type: 'request-settled' });
    if (failure !== null && this.#isDialing())
      throw explained(failure, this.#options.platform.verdictOf(failure), 'cancel');
  }

  #swap(keep: Member, hold: Member): Promise<void> {
    return this.#request('swap', {
      run: ({ name }) => this.#options.platform.swap(name, keep.uuid, hold.uuid),
      isDone: ({ members }) => {
        const now = (member: Member) => members.find(({ uuid }) => uuid === member.uuid);
        return now(keep)?.held === false && now(hold)?.held === true;
      },
    });
  }

  async #end(): Promise<void> {
    if (this.#state.phase === 'none') return;
    this.#dispatch({ type: 'request-sent', request: 'end' });
    const { clock } = this.#options;
    await within(
      clock,
      GOODBYE_MS,
      this.#afterAdding().then(() => this.#sendAllAway()),
    );
    this.#call?.hangup();
    this.#dispatch({ type: 'ended', outcome: { reason: 'hangup', who: null } });
  }

  async #sendAllAway(): Promise<void> {
    const { platform } = this.#options;
    const state = this.#state;
    if (state.phase === 'none' || state.room === null) return;
    const { room } = state;
    // Whoever rings first: an answer in this moment would join them to a conference that ends.
    if (state.phase === 'dialing')
      await platform.cancel(room.name, state).catch(() => platform.hangup(state.thirdUuid).catch(() => {}));
    await Promise.allSettled(othersIn(room).map(({ uuid }) => platform.kick(room.name, uuid)));
  }

  async #leave(): Promise<void> {
    const state = this.#state;
    if (state.phase !== 'holding' && state.phase !== 'active')
      throw ThreeWayError.wrongState('leave', 'there are not two others who can go on talking');
    this.#dispatch({ type: 'request-sent', request: 'leave' });
    try {
      if (state.phase === 'holding') await this.mergeThreeWay();
    } catch (error) {
      this.#dispatch({ type: 'request-settled' });
      throw error;
    }
    this.#call?.hangup();
    this.#dispatch({ type: 'ended', outcome: { reason: 'handed-over', who: null } });
  }

  /** One wish after the other; the look at the end says what became of it. */
  #request(name: RequestName, wish: Wish): Promise<void> {
    const { platform } = this.#options;
    const run = async (): Promise<void> => {
      const room = this.#room();
      this.#dispatch({ type: 'request-sent', request: name, uuid: wish.uuid });
      const failure = await wish.run(room).then(
        () => null,
        (error: unknown) => ({ error }),
      );
      await this.#watch.now();
      this.#dispatch({ type: 'request-settled' });
      const state = this.#state;
      const isDone = state.phase === 'none' || (state.room !== null && wish.isDone(state.room));
      if (failure && !isDone) throw explained(failure.error, platform.verdictOf(failure.error), name);
    };
    const turn = this.#queue.then(run);
    this.#queue = turn.catch(() => {});
    return turn;
  }

  #begin(call: OwnCall): void {
    if (this.#state.phase !== 'none') return;
    if (this.#call?.channelUuid !== call.channelUuid) this.#handles = new Handles();
    this.#call = call;
    this.#watch.start();
    this.#stopFollowing = this.#options.platform.follow({
      answered: (uuid) => void (this.#knows(uuid) && this.#hurry()),
      ended: (uuid, reason) => {
        if (!this.#knows(uuid)) return;
        this.#dispatch({ type: 'third-ended', uuid, reason });
        this.#hurry();
      },
    });
  }

  #hurry(): void {
    this.#watch.hurry();
    void this.#watch.now();
  }

  #dispatch(event: ThreeWayEvent): void {
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
    this.#watch.stop();
    this.#stopFollowing();
    if (outcome === null || !hadBegun) return;
    const isAlone = remaining === null && !['call-ended', 'hangup', 'handed-over'].includes(outcome.reason);
    const isOther = remaining !== null && !isSameNumber(remaining.number, call?.pair.other.number ?? '');
    this.emit('end', {
      outcome,
      session,
      remaining: isOther ? { number: remaining.number, name: remaining.name } : null,
    });
    // A conference of one is a call with nobody.
    if (isAlone) call?.hangup();
  }

  #show(): void {
    const { isStale } = this.#reader;
    const session = sessionOf(this.#state, this.#handles, { pair: this.#call?.pair ?? null, isStale });
    if (session === null && this.#session === null) return;
    this.#session = session;
    this.emit('change', session);
  }

  /** The same wish twice is one: a double click, or two elements that ask for the same. */
  #once(key: string, run: () => Promise<void>): Promise<void> {
    const known = this.#pending.get(key);
    if (known) return known;
    const promise = Promise.resolve()
      .then(run)
      .finally(() => this.#pending.delete(key));
    this.#pending.set(key, promise);
    return promise;
  }

  #afterAdding(): Promise<void> {
    if (this.#state.phase !== 'adding') return Promise.resolve();
    return new Promise((resolve) => void this.#leftAdding.push(resolve));
  }

  #isAdding(third: ThirdParty): boolean {
    return this.#state.phase === 'adding' && this.#state.third === third;
  }

  /** The channel is part of this three-way call, or was until now. */
  #knows(uuid: string): boolean {
    const state = this.#state;
    if (state.phase === 'none') return false;
    if (state.phase === 'dialing' && state.thirdUuid === uuid) return true;
    if (state.phase === 'releasing' && state.addition?.thirdUuid === uuid) return true;
    return state.room?.members.some((member) => member.uuid === uuid) ?? false;
  }

  #isDialing(): boolean {
    return this.#state.phase === 'dialing';
  }

  #room(): Room {
    if (this.#state.phase === 'none' || this.#state.room === null)
      throw ThreeWayError.wrongState('do this', 'there is no three-way call');
    return this.#state.room;
  }

  #memberOf(handle: string): Member {
    const room = this.#room();
    const uuid = this.#handles.uuidOf(handle);
    const member = othersIn(room).find((one) => one.uuid === uuid);
    if (!member) throw ThreeWayError.noSuchParticipant();
    return member;
  }

  #otherThan(member: Member): Member {
    const others = othersIn(this.#room()).filter(({ uuid }) => uuid !== member.uuid);
    const other = others.find(({ held }) => !held) ?? others[0];
    if (!other) throw ThreeWayError.wrongState('hold or swap', 'only two are in the call');
    return other;
  }
}

interface Wish {
  readonly uuid?: string;
  readonly run: (room: Room) => Promise<void>;
  /** Whether the conference shows that it was fulfilled. */
  readonly isDone: (room: Room) => boolean;
}

/** Waits for the task, but no longer than this. */
async function within(clock: Clock, ms: number, task: Promise<void>): Promise<void> {
  let cancel = (): void => {};
  await Promise.race([task, new Promise<void>((resolve) => (cancel = clock.after(ms, resolve)))]);
  cancel();
}

function explained(error: unknown, verdict: 'refused' | 'failed' | 'unanswered', what: string): unknown {
  if (error instanceof ThreeWayError) return error;
  return verdict === 'unanswered' ? ThreeWayError.notReached(what, error) : ThreeWayError.refused(what, error);
}

/** `+1 555 123-4567` and `15551234567` are one number; short ones must be the same to the digit. */
function isSameNumber(one: string, other: string): boolean {
  const [first, second] = [one.replace(/\D/g, ''), other.replace(/\D/g, '')];
  if (first === second) return first !== '';
  const shorter = Math.min(first.length, second.length);
  return shorter >= 9 && (first.endsWith(second) || second.endsWith(first));
}
