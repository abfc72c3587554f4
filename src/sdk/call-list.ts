import type { VoIPClient } from '../api/client.js';
import type { ActiveCall, CallRecord, CallStats } from '../api/types/calls.js';
import type { CallStart } from '../api/types/events.js';
import type { CancelTimer, Clock } from '../shared/clock.js';
import type { Unsubscribe } from '../shared/emitter.js';
import { ApiError } from '../shared/errors.js';
import { Board } from './board.js';

/** What is going on and what has been. */
export interface CallListState {
  readonly activeCalls: readonly ActiveCall[];
  readonly activeCount: number;
  /** The latest calls of the history, newest first; empty where this client may not read it. */
  readonly recentCalls: readonly CallRecord[];
  /** Totals of today; null before they are known, and where this client may not read them. */
  readonly stats: CallStats | null;
  /** Whether changes arrive as they happen; otherwise they are asked for every 15 s. */
  readonly isRealtime: boolean;
}

/** Before anything is known, and on a server. */
export const unknownCalls: CallListState = Object.freeze({
  activeCalls: [],
  activeCount: 0,
  recentCalls: [],
  stats: null,
  isRealtime: false,
});

const RECENT = 20;
/** Time between two questions to REST while events do not arrive. */
const POLL_MS = 15_000;
/** A record follows the end of its call: a burst of ends is one question. */
const SETTLE_MS = 300;

/** The calls that a client may see: by events, and by REST at the beginning, after a call, and while events do not arrive. */
export class CallList extends Board<CallListState> {
  #active = new Map<string, ActiveCall>();
  #recent: readonly CallRecord[] = [];
  #stats: CallStats | null = null;
  /** Calls that events have told of since REST was asked: its answer is older. */
  #told = new Set<string>();
  /** Questions that this client may not ask. */
  readonly #refused = new Set<string>();
  #asking: AbortController | null = null;
  #cancelQuestion: CancelTimer = () => {};

  constructor(client: VoIPClient, clock?: Clock) {
    super(client, unknownCalls, clock);
  }

  protected override start(): Unsubscribe[] {
    const { client } = this;
    void this.#ask();
    return [
      client.onWsEvent('call_start', ({ data, timestamp }) => {
        this.#tell(data.callUuid, begun(data, timestamp));
        // The names.
        this.#askSoon();
      }),
      client.onWsEvent('call_answer', ({ data: { callUuid }, timestamp }) => {
        const call = this.#active.get(callUuid);
        if (call) this.#tell(callUuid, { ...call, status: 'answered', answeredAt: timestamp });
      }),
      client.onWsEvent('call_end', ({ data: { callUuid } }) => {
        this.#tell(callUuid, null);
        // Its record, and the totals.
        this.#askSoon();
      }),
      client.onWsEvent('gap', () => this.#askSoon()),
      client.onWsEvent('realtime_change', () => {
        this.moved();
        this.#askSoon();
      }),
      client.followEvents(),
      () => this.#askNoMore(),
    ];
  }

  #askSoon(): void {
    this.#cancelQuestion();
    this.#cancelQuestion = this.clock.after(SETTLE_MS, () => void this.#ask());
  }

  #askNoMore(): void {
    this.#refused.clear();
    this.#cancelQuestion();
    this.#asking?.abort();
    this.#asking = null;
  }

  async #ask(): Promise<void> {
    if (this.#asking) return this.#askSoon();
    const asking = (this.#asking = new AbortController());
    this.#cancelQuestion();
    await this.#load(asking.signal);
    if (asking !== this.#asking) return;
    this.#asking = null;
    this.moved();
    if (!this.client.isRealtime) this.#cancelQuestion = this.clock.after(POLL_MS, () => void this.#ask());
  }

  async #load(signal: AbortSignal): Promise<void> {
    const { client } = this;
    this.#told.clear();
    const [active, recent] = await Promise.all([
      this.#answer('active', async () => rowsOf((await client.getActiveCalls({ signal })).calls, 'callUuid')),
      this.#answer('recent', async () =>
        rowsOf((await client.listCalls({ limit: RECENT }, { signal })).calls, 'id'),
      ),
    ]);
    if (active) this.#take(active);
    if (recent) this.#recent = recent;
    // Now there is a token to look at. What it does not allow is not asked: browsers print each refusal.
    if (!client.allows('reports:read')) return;
    const stats = await this.#answer('stats', async () => (await client.getCallStats('today', { signal })).stats);
    if (stats) this.#stats = stats;
  }

  /** Null without an answer: what was known stays. What this client may not ask is not asked again. */
  async #answer<Answer>(name: string, ask: () => Promise<Answer>): Promise<Answer | null> {
    if (this.#refused.has(name)) return null;
    try {
      return await ask();
    } catch (error) {
      if (ApiError.of(error).reason === 'forbidden') this.#refused.add(name);
      return null;
    }
  }

  /** The list as it was when REST was asked, with what has happened since. */
  #take(calls: readonly ActiveCall[]): void {
    const others = calls.filter(({ callUuid }) => !this.#told.has(callUuid));
    const told = [...this.#active].filter(([uuid]) => this.#told.has(uuid));
    this.#active = new Map([...others.map((call) => [call.callUuid, call] as const), ...told]);
  }

  protected override draw(): CallListState {
    const activeCalls = [...this.#active.values()];
    return {
      activeCalls,
      activeCount: activeCalls.length,
      recentCalls: this.#recent,
      stats: this.#stats,
      isRealtime: this.client.isRealtime,
    };
  }

  #tell(callUuid: string, call: ActiveCall | null): void {
    this.#told.add(callUuid);
    if (call) this.#active.set(callUuid, call);
    else this.#active.delete(callUuid);
    this.moved();
  }
}

/** Rows that say what they are about; throws where there is no list. */
function rowsOf<Row extends object>(rows: readonly (Row | null)[], id: keyof Row): readonly Row[] {
  return rows.filter((row): row is Row => typeof row?.[id] === 'string');
}

/** What an event tells of a call; REST tells the names with the next question. */
function begun({ callUuid, caller, destination, direction }: CallStart, startedAt: string): ActiveCall {
  return {
    callUuid,
    direction,
    destination,
    startedAt,
    peerUuid: null,
    callerIdNumber: caller,
    callerIdName: '',
    destinationName: '',
    status: 'ringing',
    answeredAt: null,
    duration: 0,
  };
}

const lists = new WeakMap<VoIPClient, CallList>();

/** The list of this client: the same for everyone who asks. */
export function callList(client: VoIPClient): CallList {
  const list = lists.get(client) ?? new CallList(client);
  lists.set(client, list);
  return list;
}
