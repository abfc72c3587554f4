import type { Clock } from '../../shared/clock.js';
import type { FoundConference, ThreeWayPlatform } from './platform.js';
import {
  othersIn,
  type DialingState,
  type ReleasingState,
  type ThirdEndReason,
  type ThreeWayState,
} from './state.js';
import type { ThreeWayEvent } from './transition.js';

export interface RoomReaderOptions {
  readonly platform: ThreeWayPlatform;
  readonly clock: Clock;
  readonly state: () => ThreeWayState;
  /** Channel of our own leg; null without a call. */
  readonly agentUuid: () => string | null;
  readonly dispatch: (event: ThreeWayEvent) => void;
  /** `isStale` has changed. */
  readonly onStale: () => void;
  /** Our own leg was not found where it should be: worth another look soon. */
  readonly onMissed: () => void;
}

/** Looks in a row that may fail before what is shown is called stale. */
const PATIENCE = 2;
/**
 * Looks in a row that must miss our own leg before that is believed: one may come too early, or meet a platform that
 * starts anew, and a real end is told by our own call.
 */
const MISSES = 3;
/** Nobody rings longer than this: the platform's own limit is shorter. */
const LONGEST_RING_MS = 90_000;

/** One look at the platform: what is true there becomes events, and whoever was forgotten on hold is taken off. */
export class RoomReader {
  readonly #options: RoomReaderOptions;
  #failures = 0;
  /** Looks in a row that did not find our own leg. */
  #missed = 0;
  /** This look has missed it. */
  #hasMissed = false;
  #found: FoundConference | null | undefined;
  #dialing: { readonly uuid: string; readonly since: number } | null = null;

  constructor(options: RoomReaderOptions) {
    this.#options = options;
  }

  /** The platform could not be asked lately. */
  get isStale(): boolean {
    return this.#failures >= PATIENCE;
  }

  /** What the last look while adding has found; undefined when the platform did not answer it. */
  get found(): FoundConference | null | undefined {
    return this.#found;
  }

  /** Never rejects: what could not be read is read again later. */
  async look(): Promise<void> {
    const before = this.isStale;
    this.#found = undefined;
    this.#hasMissed = false;
    try {
      await this.#look();
      this.#failures = 0;
    } catch {
      this.#failures += 1;
    }
    if (before !== this.isStale) this.#options.onStale();
  }

  /** Ends the call to the third, and says so when the platform agrees or the call is gone. Resolves with the failure. */
  async cancelThird(reason: ThirdEndReason): Promise<unknown> {
    const { platform, dispatch, state } = this.#options;
    const now = state();
    if (now.phase !== 'dialing') return null;
    const { room, thirdUuid } = now;
    const failure = await platform.cancel(room.name, now).then(
      () => null,
      (error: unknown) => error,
    );
    const isGone = failure === null || (await platform.isAlive(thirdUuid).catch(() => null)) === false;
    if (isGone) dispatch({ type: 'third-ended', uuid: thirdUuid, reason });
    return isGone ? null : failure;
  }

  async #look(): Promise<void> {
    const state = this.#options.state();
    if (state.phase === 'none') return;
    if (state.phase === 'adding') return this.#search(state.third.number, state.room?.members.length ?? 2);
    await this.#read(state.room.name);
    await this.#checkThird();
    const now = this.#options.state();
    if (now.phase === 'releasing') await this.#release(now);
  }

  async #read(conferenceName: string): Promise<void> {
    const { platform, dispatch, clock } = this.#options;
    const members = await platform.members(conferenceName);
    const isHere = members?.some(({ uuid }) => uuid === this.#options.agentUuid()) ?? false;
    if (isHere) this.#missed = 0;
    else if (!this.#hasMissed) this.#missed += 1;
    this.#hasMissed = !isHere;
    if (!isHere && this.#missed < MISSES) return this.#options.onMissed();
    if (members === null) dispatch({ type: 'room-gone' });
    else dispatch({ type: 'room-read', members, at: clock.now() });
  }

  /** The answer to the wish has not come: perhaps it was carried out. */
  async #search(number: string, known: number): Promise<void> {
    const { platform, dispatch, state } = this.#options;
    const agentUuid = this.#options.agentUuid();
    const found = agentUuid === null ? null : await platform.find(agentUuid, number);
    this.#found = found;
    if (!found || agentUuid === null || state().phase !== 'adding') return;
    const room = { name: found.conferenceName, agentUuid, members: found.members };
    const others = othersIn({ ...room, gone: null });
    const newcomer = found.members.length > known ? (others.at(-1)?.uuid ?? null) : null;
    const thirdUuid = found.thirdUuid ?? newcomer;
    if (thirdUuid === null) return;
    const firstUuid = others.find(({ uuid }) => uuid !== thirdUuid)?.uuid ?? '';
    dispatch({ type: 'add-answered', room, thirdUuid, firstUuid });
    await this.#read(room.name);
  }

  async #checkThird(): Promise<void> {
    const { platform, dispatch, state } = this.#options;
    const now = state();
    if (now.phase !== 'dialing') return;
    const { thirdUuid } = now;
    if (this.#isOverdue(thirdUuid)) await this.cancelThird('no-answer');
    else if (await this.#isGone(now))
      dispatch({ type: 'third-ended', uuid: thirdUuid, reason: await platform.endReason(thirdUuid) });
  }

  /** Where calls may not be read, the platform tells by taking the first one off hold. */
  async #isGone({ thirdUuid, firstUuid, room, hasWaited, isResumed }: DialingState): Promise<boolean> {
    const isAlive = await this.#options.platform.isAlive(thirdUuid);
    if (isAlive !== null) return !isAlive;
    const first = room.members.find(({ uuid }) => uuid === firstUuid);
    return first !== undefined && !first.held && hasWaited && !isResumed;
  }

  #isOverdue(uuid: string): boolean {
    const now = this.#options.clock.monotonic();
    if (this.#dialing?.uuid !== uuid) this.#dialing = { uuid, since: now };
    return now - this.#dialing.since > LONGEST_RING_MS;
  }

  /** Somebody left or did not come: the platform takes the others off hold, and where it does not, we do. */
  async #release({ room, addition }: ReleasingState): Promise<void> {
    const { platform, state } = this.#options;
    const { name } = room;
    // Whoever is refused here is still seen by the next look.
    if (addition) await platform.cancel(name, addition).catch(() => {});
    await this.#read(name);
    if (state().phase !== 'releasing') return;
    await platform.merge(name).catch(() => {});
    await this.#read(name);
  }
}
