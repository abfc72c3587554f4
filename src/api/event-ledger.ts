import type { MissedFacts } from './missed-events.js';
import type { IsoTime } from './types/common.js';
import type { CallStart, PlatformEvent, PlatformEventOf } from './types/events.js';
import type { PresenceStatus } from './types/presence.js';

interface KnownCall {
  /** False for a call that was there before this client: nobody has been told of its start. */
  announced: boolean;
  answered: boolean;
}

interface KnownPresence {
  status: PresenceStatus;
  /** Undefined while only a snapshot has told of it. */
  callUuid?: string | null;
}

/** As many ended calls are remembered, to know an event that comes a second time, and as many that go on. */
const CALLS_KEPT = 2000;
/** No company has more; whoever sends more numbers than this makes them up. */
const EXTENSIONS_KEPT = 100_000;

/**
 * What listeners have been told: lets each event through once, and tells what they have missed. A call only ever
 * goes on: an event that does not move it is a repetition.
 */
export class EventLedger {
  readonly #calls = new Map<string, KnownCall>();
  readonly #ended = new Set<string>();
  readonly #presence = new Map<string, KnownPresence>();
  readonly #registered = new Map<string, PlatformEventOf<'registration_change'>['data']>();
  #hasSnapshot = false;

  /** Calls that have not ended as far as is known. */
  get openCalls(): readonly string[] {
    return [...this.#calls.keys()];
  }

  /** Whether anybody has been told of a registration. */
  get knowsRegistrations(): boolean {
    return this.#registered.size > 0;
  }

  /** The events to tell for one that came: itself, more (a snapshot after a gap), or none (a repetition). */
  accept(event: PlatformEvent): readonly PlatformEvent[] {
    switch (event.type) {
      case 'call_start':
      case 'call_answer':
      case 'call_end':
        return this.#moves(event) ? [event] : [];
      case 'presence_change':
        return this.#presenceMoves(event.data) ? [event] : [];
      case 'presence_snapshot':
        return [event, ...this.#differences(event)];
      case 'registration_change':
        return this.#registrationMoves(event.data) ? [event] : [];
      default:
        return [event];
    }
  }

  /** Takes note of calls that were there before the first connection. */
  baseline({ active }: Pick<MissedFacts, 'active'>): void {
    for (const { callUuid, status } of active ?? []) {
      if (this.#calls.has(callUuid) || this.#ended.has(callUuid)) continue;
      this.#calls.set(callUuid, { announced: false, answered: status === 'answered' });
    }
  }

  /** What happened before `until` and was not told, in the order it happened; it counts as told. */
  recover(facts: MissedFacts, until: IsoTime): readonly PlatformEvent[] {
    const end = Date.parse(until);
    const missed = [...this.#callEvents(facts, until), ...this.#registrationEvents(facts, until)]
      .filter(({ timestamp }) => !(Date.parse(timestamp) >= end) || timestamp === until)
      .sort((one, other) => Date.parse(one.timestamp) - Date.parse(other.timestamp));
    return missed.flatMap((event) => this.accept(event));
  }

  #moves({ type, data: { callUuid } }: PlatformEventOf<'call_start' | 'call_answer' | 'call_end'>): boolean {
    if (this.#ended.has(callUuid)) return false;
    if (type === 'call_end') {
      this.#end(callUuid);
      return true;
    }
    const call = this.#calls.get(callUuid) ?? { announced: false, answered: false };
    this.#calls.set(callUuid, call);
    forgetOldest(this.#calls, CALLS_KEPT);
    const field = type === 'call_start' ? 'announced' : 'answered';
    const isNews = !call[field];
    call[field] = true;
    return isNews;
  }

  #end(callUuid: string): void {
    this.#calls.delete(callUuid);
    this.#ended.add(callUuid);
    forgetOldest(this.#ended, CALLS_KEPT);
  }

  #presenceMoves({ extension, status, callUuid }: PlatformEventOf<'presence_change'>['data']): boolean {
    const known = this.#presence.get(extension);
    if (!known) this.#presence.set(extension, { status, callUuid });
    else if (known.status === status && known.callUuid === callUuid) return false;
    else {
      known.status = status;
      known.callUuid = callUuid;
    }
    forgetOldest(this.#presence, EXTENSIONS_KEPT);
    return true;
  }

  #differences({ timestamp, data }: PlatformEventOf<'presence_snapshot'>): PlatformEvent[] {
    const changes: PlatformEvent[] = [];
    for (const [extension, status] of Object.entries(data.presence)) {
      if (this.#presence.get(extension)?.status === status) continue;
      this.#presence.set(extension, { status });
      forgetOldest(this.#presence, EXTENSIONS_KEPT);
      const change = { extension, status, callUuid: null };
      if (this.#hasSnapshot) changes.push({ type: 'presence_change', timestamp, data: change, recovered: true });
    }
    this.#hasSnapshot = true;
    return changes;
  }

  #registrationMoves(data: PlatformEventOf<'registration_change'>['data']): boolean {
    const known = this.#registered.get(data.extension);
    this.#registered.set(data.extension, data);
    forgetOldest(this.#registered, EXTENSIONS_KEPT);
    return known?.registered !== data.registered || known.timestamp !== data.timestamp;
  }

  #callEvents({ active, ended }: MissedFacts, until: IsoTime): PlatformEvent[] {
    const events: PlatformEvent[] = [];
    const tell = (
      callUuid: string,
      start: CallStart | null,
      startedAt: IsoTime,
      answeredAt: IsoTime | null,
    ): void => {
      const call = this.#calls.get(callUuid);
      if (start && (call === undefined || call.announced)) {
        events.push({ type: 'call_start', timestamp: startedAt, data: start, recovered: true });
      }
      if (answeredAt)
        events.push({ type: 'call_answer', timestamp: answeredAt, data: { callUuid }, recovered: true });
    };
    for (const call of active ?? []) {
      const { callUuid, callerIdNumber: caller, destination, direction } = call;
      tell(callUuid, { callUuid, caller, destination, direction }, call.startedAt, call.answeredAt);
    }
    for (const { id, caller_id_number, destination, direction, ...call } of ended) {
      tell(
        id,
        { callUuid: id, caller: caller_id_number, destination, direction },
        call.started_at,
        call.answered_at,
      );
      const data = { callUuid: id, duration: call.billsec, hangupCause: call.hangup_cause };
      events.push({ type: 'call_end', timestamp: call.ended_at, data, recovered: true });
    }
    return [...events, ...this.#vanished({ active, ended }, until)];
  }

  /** Calls that are neither active nor in the history: all that is known is that they ended. */
  #vanished({ active, ended }: Pick<MissedFacts, 'active' | 'ended'>, until: IsoTime): PlatformEvent[] {
    if (active === null) return [];
    const found = new Set([...active.map(({ callUuid }) => callUuid), ...ended.map(({ id }) => id)]);
    return this.openCalls
      .filter((callUuid) => !found.has(callUuid))
      .map((callUuid) => {
        const data = { callUuid, duration: 0, hangupCause: 'NORMAL_UNSPECIFIED' };
        return { type: 'call_end', timestamp: until, data, recovered: true };
      });
  }

  #registrationEvents({ registered }: MissedFacts, timestamp: IsoTime): PlatformEvent[] {
    return [...this.#registered].flatMap(([extension, known]): PlatformEvent[] => {
      const isRegistered = registered?.get(extension) ?? known.registered;
      if (isRegistered === known.registered) return [];
      const data = { extension, registered: isRegistered, ip: '', timestamp };
      return [{ type: 'registration_change', timestamp, data, recovered: true }];
    });
  }
}

function forgetOldest(known: Map<string, unknown> | Set<string>, most: number): void {
  if (known.size <= most) return;
  for (const oldest of known.keys()) return void known.delete(oldest);
}
