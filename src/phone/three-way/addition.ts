import { ThreeWayError, explained } from './errors.js';
import type { Conversation, OwnCall } from './conversation.js';
import type { Added, FoundConference } from './platform.js';
import { POLL_MS } from './room-watch.js';
import { isSameNumber } from './same-number.js';
import type { ThirdParty } from './state.js';
import { within } from './within.js';

/** How long an unanswered wish to add somebody is looked for on the platform. */
const SEARCH_MS = 10_000;
/** The search goes on for as long while the platform does not answer at all. */
const LONGEST_SEARCH_MS = 60_000;

/** Calls a third person, or stops calling. A lost or slow answer is made up for by reading the conference. */
export class Addition {
  readonly #conversation: Conversation;
  #done: Promise<void> = Promise.resolve();

  constructor(conversation: Conversation) {
    this.#conversation = conversation;
  }

  /** Resolves when the platform has answered the last wish, and what came too late is taken back. */
  get done(): Promise<void> {
    return this.#done;
  }

  /** Resolves when the third rings. */
  add(target: string): Promise<void> {
    const adding = this.#add(target);
    this.#done = adding.catch(() => {});
    return adding;
  }

  async #add(target: string): Promise<void> {
    const { platform } = this.#conversation.options;
    const call = this.#conversation.options.call();
    if (!call) throw ThreeWayError.noActiveCall();
    const agentUuid = call.channelUuid;
    if (agentUuid === null) throw ThreeWayError.uuidUnknown();
    const third = this.#thirdOf(target, call);
    this.#conversation.begin(call);
    this.#conversation.dispatch({ type: 'add-sent', third });
    await this.#resume(call);
    try {
      const added = await platform.add(agentUuid, third);
      if (!this.#isAdding(third)) return await this.#takeBack(added);
      const room = { name: added.conferenceName, agentUuid, members: added.members };
      this.#conversation.dispatch({
        type: 'add-answered',
        room,
        thirdUuid: added.thirdUuid,
        firstUuid: added.firstUuid,
      });
    } catch (error) {
      await this.#addFailed(error, third);
    }
    this.#conversation.watch.hurry();
  }

  /** On hold we would neither hear nor be heard by whoever comes. */
  async #resume(call: OwnCall): Promise<void> {
    try {
      await call.resume();
    } catch (error) {
      this.#conversation.dispatch({ type: 'add-refused', room: null, at: this.#conversation.options.clock.now() });
      throw error;
    }
  }

  /** The number is looked at before anybody is put on hold. */
  #thirdOf(target: string, { pair }: OwnCall): ThirdParty {
    const { check, nameOf } = this.#conversation.options;
    if (this.#conversation.state.phase === 'adding' || this.#conversation.state.phase === 'dialing')
      throw ThreeWayError.wrongState('add somebody', 'somebody else is being called');
    if (this.#conversation.state.phase === 'releasing')
      throw ThreeWayError.wrongState('add somebody', 'the first one is coming back');
    const number = check(target);
    if (/[*#]/.test(number)) throw ThreeWayError.notAPerson(number);
    const limit = this.#conversation.maxPeople;
    const members = this.#conversation.state.phase === 'none' ? [] : this.#conversation.state.room.members;
    const here = members.length > 0 ? members : [pair.self, pair.other];
    if (here.length >= limit) throw ThreeWayError.tooMany(limit);
    if (here.some((one) => isSameNumber(one.number, number))) throw ThreeWayError.alreadyInCall(number);
    return Object.freeze({ number, name: nameOf?.(number) ?? null });
  }

  async #addFailed(error: unknown, third: ThirdParty): Promise<void> {
    const { platform, clock } = this.#conversation.options;
    const verdict = platform.verdictOf(error);
    const found = verdict === 'refused' ? null : await this.#search(verdict === 'failed' ? 0 : SEARCH_MS);
    const agentUuid = this.#conversation.call?.channelUuid ?? '';
    if (this.#conversation.state.phase === 'none') {
      if (verdict !== 'refused') await this.#findAndTakeBack(agentUuid, third);
      throw explained(error, verdict, `call ${third.number}`);
    }
    // Found meanwhile: it was carried out and only the answer is missing.
    if (!this.#isAdding(third)) return;
    const room = found ? { name: found.conferenceName, agentUuid, members: found.members } : null;
    this.#conversation.dispatch({ type: 'add-refused', room, at: clock.now() });
    if (found === undefined) void this.#makeUp(agentUuid, third);
    await this.#conversation.watch.now();
    throw explained(error, verdict, `call ${third.number}`);
  }

  /**
   * Looks for what became of an unanswered wish, at least this long and until the platform has answered once.
   * Undefined when it never did.
   */
  async #search(ms: number): Promise<FoundConference | null | undefined> {
    const { clock } = this.#conversation.options;
    const start = clock.monotonic();
    for (;;) {
      await this.#conversation.watch.now();
      const { found } = this.#conversation.reader;
      if (this.#conversation.state.phase !== 'adding') return null;
      const searched = clock.monotonic() - start;
      if (found !== undefined && searched >= ms) return found;
      if (searched >= LONGEST_SEARCH_MS) return undefined;
      await within(clock, POLL_MS, this.#conversation.afterAdding());
    }
  }

  /** The platform was silent for a minute. As soon as it is not, whatever it has done of the wish is undone. */
  async #makeUp(agentUuid: string, third: ThirdParty): Promise<void> {
    const { clock, call, platform } = this.#conversation.options;
    while (call()?.channelUuid === agentUuid && this.#conversation.state.phase === 'none') {
      await within(clock, 2 * POLL_MS, new Promise(() => {}));
      const found = await platform.find(agentUuid, third.number).catch(() => undefined);
      if (found === undefined) continue;
      if (found?.thirdUuid) await platform.hangup(found.thirdUuid).catch(() => {});
      if (found) await platform.merge(found.conferenceName).catch(() => {});
      return;
    }
  }

  /** The call was ended for all while the answer was missing: our own leg is there for a moment yet. */
  async #findAndTakeBack(agentUuid: string, third: ThirdParty): Promise<void> {
    const { platform } = this.#conversation.options;
    const found = await platform.find(agentUuid, third.number).catch(() => null);
    if (!found) return;
    const { conferenceName, members, thirdUuid } = found;
    const others = members.filter(({ uuid }) => uuid !== agentUuid);
    const firstUuid = others[0]?.uuid ?? '';
    await this.#takeBack({ conferenceName, members, firstUuid, thirdUuid: thirdUuid ?? others[1]?.uuid ?? '' });
  }

  /** An answer came late: what it tells is known already, or belongs to a call that is over. */
  async #takeBack({ thirdUuid, conferenceName, firstUuid }: Added): Promise<void> {
    const { platform } = this.#conversation.options;
    if (this.#conversation.knows(thirdUuid)) return;
    await platform
      .cancel(conferenceName, { thirdUuid, firstUuid })
      .catch(() => platform.hangup(thirdUuid))
      .catch(() => {});
    const { state } = this.#conversation;
    // We have ended the call for everybody before it was known where the first one is.
    if (state.phase === 'none' && state.outcome?.reason === 'hangup')
      await platform.kick(conferenceName, firstUuid).catch(() => {});
  }

  /** Resolves when nobody is called any more and the first one is back. */
  async cancel(): Promise<void> {
    const { phase } = this.#conversation.state;
    if (phase !== 'adding' && phase !== 'dialing')
      throw ThreeWayError.wrongState('cancel', 'nobody is being called');
    this.#conversation.dispatch({ type: 'request-sent', request: 'cancel' });
    if (phase === 'adding') await this.#conversation.afterAdding();
    if (this.#conversation.state.phase !== 'dialing') return;
    const failure = await this.#conversation.reader.cancelThird('canceled');
    await this.#conversation.watch.now();
    this.#conversation.dispatch({ type: 'request-settled', request: 'cancel' });
    if (failure !== null && this.#isDialing())
      throw explained(failure, this.#conversation.options.platform.verdictOf(failure), 'cancel');
  }

  #isAdding(third: ThirdParty): boolean {
    return this.#conversation.state.phase === 'adding' && this.#conversation.state.third === third;
  }

  #isDialing(): boolean {
    return this.#conversation.state.phase === 'dialing';
  }
}
