import { Emitter } from '../../shared/emitter.js';
import { Addition } from './addition.js';
import { Conversation, type ThreeWayChanges, type ThreeWayOptions } from './conversation.js';
import type { ConferenceNote } from '../resume/record.js';
import { ThreeWayError, explained } from './errors.js';
import { findAgain } from './find-again.js';
import type { ThreeWaySession } from './session.js';
import { othersIn } from './state.js';
import type { Member, RequestName, Room, ThreeWayState } from './state.js';
import { within } from './within.js';

export type { OwnCall, ThreeWayEnd, ThreeWayOptions } from './conversation.js';

/** How long the end of a call waits for the platform to let the others go. */
const GOODBYE_MS = 1000;

/**
 * Takes a third person into a call: one state, moved by `transition` alone. What is shown is what the platform
 * says: every wish is followed by a look at the conference, so that a lost answer is no lost truth, and nobody stays
 * on hold by an error.
 */
export class ThreeWay extends Emitter<ThreeWayChanges> {
  readonly #conversation: Conversation;
  readonly #addition: Addition;
  readonly #pending = new Map<string, Promise<void>>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: ThreeWayOptions) {
    super();
    this.#conversation = new Conversation(options);
    this.#addition = new Addition(this.#conversation);
    this.#conversation.on('start', (session) => this.emit('start', session));
    this.#conversation.on('again', (session) => this.emit('again', session));
    this.#conversation.on('change', (session) => this.emit('change', session));
    this.#conversation.on('end', (end) => this.emit('end', end));
  }

  /** How many people a call may have, ourselves included; a platform allows three unless it says otherwise. */
  get maxPeople(): number {
    return this.#conversation.maxPeople;
  }
  set maxPeople(limit: number) {
    this.#conversation.maxPeople = limit;
  }

  /** What pages see; null without a three-way call. */
  get session(): ThreeWaySession | null {
    return this.#conversation.session;
  }

  /**
   * Calls a third person, while the first one waits with music. Resolves when they ring. The same number twice is one
   * wish. Rejects with `CallError` (`invalid-number`) or `ThreeWayError` before anybody is put on hold, or when the
   * platform could not call; the call with the first one goes on then.
   */
  addParticipant(target: string): Promise<void> {
    return this.#once(`add ${target}`, () => this.#addition.add(target));
  }

  /** Stops calling: their phone rings no more, the first one is taken off hold. */
  cancelAddParticipant(): Promise<void> {
    return this.#once('cancel', () => this.#addition.cancel());
  }

  /** Everybody hears everybody. While the third rings: takes the first one off hold. */
  mergeThreeWay(): Promise<void> {
    return this.#once('merge', () =>
      this.#request('merge', {
        run: ({ name }) => this.#conversation.options.platform.merge(name),
        isDone: (room) => othersIn(room).every(({ held }) => !held),
      }),
    );
  }

  /** Talks with `keepUuid` while `holdUuid` hears music. Our own uuid as the second stands for whoever talks. */
  swapParticipant(keepUuid: string, holdUuid: string): Promise<void> {
    return this.#once(`swap ${keepUuid} ${holdUuid}`, () => {
      const keep = this.#conversation.memberOf(keepUuid);
      const hold =
        this.#conversation.uuidOf(holdUuid) === this.#conversation.room.agentUuid
          ? this.#conversation.otherThan(keep)
          : this.#conversation.memberOf(holdUuid);
      if (keep === hold) throw ThreeWayError.noSuchParticipant();
      return this.#swap(keep, hold);
    });
  }

  /** Lets one of them wait with music. */
  holdParticipant(uuid: string): Promise<void> {
    return this.#once(`hold ${uuid}`, () => {
      const hold = this.#conversation.memberOf(uuid);
      return this.#swap(this.#conversation.otherThan(hold), hold);
    });
  }

  /** Sends somebody away: their call ends. Whoever still rings is canceled. */
  dropParticipant(memberUuid: string): Promise<void> {
    const uuid = this.#conversation.uuidOf(memberUuid);
    if (this.#conversation.state.phase === 'dialing' && uuid === this.#conversation.state.thirdUuid)
      return this.cancelAddParticipant();
    return this.#once(`drop ${memberUuid}`, () => {
      const member = this.#conversation.memberOf(memberUuid);
      return this.#request('drop', {
        uuid: member.uuid,
        run: ({ name }) => this.#conversation.options.platform.kick(name, member.uuid),
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

  /**
   * Goes on with the conference that another page has made of the active call. Resolves with false when the call is in
   * none; asks for as long as the platform does not say.
   */
  goOn(note: ConferenceNote): Promise<boolean> {
    return findAgain(this.#conversation, note);
  }

  /** Another page goes on with it. */
  letGo(): void {
    this.#conversation.letGo();
  }

  /** Our own call is over. */
  callEnded(): void {
    const state = this.#conversation.state;
    this.#conversation.dispatch({ type: 'ended', outcome: { reason: 'call-ended', who: null } });
    if (state.phase === 'dialing') this.#conversation.options.platform.hangup(state.thirdUuid).catch(() => {});
  }

  #swap(keep: Member, hold: Member): Promise<void> {
    return this.#request('swap', {
      run: ({ name }) => this.#conversation.options.platform.swap(name, keep.uuid, hold.uuid),
      isDone: ({ members }) => {
        const now = (member: Member) => members.find(({ uuid }) => uuid === member.uuid);
        return now(keep)?.held === false && now(hold)?.held === true;
      },
    });
  }

  /** The screen and the microphone do not wait for the others to be sent away; our BYE does, for a moment. */
  async #end(): Promise<void> {
    const { state, call, options } = this.#conversation;
    if (state.phase === 'none') return;
    this.#conversation.dispatch({ type: 'ended', outcome: { reason: 'hangup', who: null } });
    const added = state.phase === 'adding' ? this.#addition.done : Promise.resolve();
    const goodbye = within(
      options.clock,
      GOODBYE_MS,
      added.then(() => this.#sendAllAway(state)),
    );
    call?.hangup(goodbye);
    await goodbye;
  }

  async #sendAllAway(state: Exclude<ThreeWayState, { phase: 'none' }>): Promise<void> {
    const { platform } = this.#conversation.options;
    const { room } = state;
    if (room === null) return;
    // Whoever rings first: an answer in this moment would join them to a conference that ends.
    if (state.phase === 'dialing') {
      await platform
        .cancel(room.name, state)
        .catch(() => platform.hangup(state.thirdUuid))
        .catch(() => {});
    }
    await Promise.allSettled(othersIn(room).map(({ uuid }) => platform.kick(room.name, uuid)));
  }

  async #leave(): Promise<void> {
    const state = this.#conversation.state;
    if (state.phase !== 'holding' && state.phase !== 'active')
      throw ThreeWayError.wrongState('leave', 'there are not two others who can go on talking');
    this.#conversation.dispatch({ type: 'request-sent', request: 'leave' });
    try {
      if (state.phase === 'holding') await this.mergeThreeWay();
      await this.#conversation.watch.now();
      this.#requireTalkOfOthers();
    } catch (error) {
      this.#conversation.dispatch({ type: 'request-settled', request: 'leave' });
      throw error;
    }
    const { call } = this.#conversation;
    this.#conversation.dispatch({ type: 'ended', outcome: { reason: 'handed-over', who: null } });
    call?.hangup();
  }

  /** Whoever is left has to have somebody to talk to. */
  #requireTalkOfOthers(): void {
    const { state } = this.#conversation;
    const others = state.phase === 'active' ? othersIn(state.room) : [];
    if (others.length < 2)
      throw ThreeWayError.wrongState('leave', 'there are not two others who can go on talking');
  }

  /** One wish after the other; the look at the end says what became of it. */
  #request(name: RequestName, wish: Wish): Promise<void> {
    const { platform } = this.#conversation.options;
    const run = async (): Promise<void> => {
      const room = this.#conversation.room;
      this.#conversation.dispatch({ type: 'request-sent', request: name, uuid: wish.uuid });
      const failure = await wish.run(room).then(
        () => null,
        (error: unknown) => ({ error }),
      );
      await this.#conversation.watch.now();
      this.#conversation.dispatch({ type: 'request-settled', request: name });
      const state = this.#conversation.state;
      const isDone = state.phase === 'none' || (state.room !== null && wish.isDone(state.room));
      if (failure && !isDone) throw explained(failure.error, platform.verdictOf(failure.error), name);
    };
    const turn = this.#queue.then(run);
    this.#queue = turn.catch(() => {});
    return turn;
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
}

interface Wish {
  readonly uuid?: string;
  readonly run: (room: Room) => Promise<void>;
  /** Whether the conference shows that it was fulfilled. */
  readonly isDone: (room: Room) => boolean;
}
