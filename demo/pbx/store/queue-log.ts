import type { QueueStats } from '../../../src/api/types/routing.js';

type Traffic = Pick<QueueStats, 'waiting' | 'today'>;

interface Entry {
  readonly queueId: string;
  readonly joinedAt: number;
  /** Seconds that answered callers may have waited to count into the service level. */
  readonly serviceLevelSec: number;
  answeredAt: number | null;
  endedAt: number | null;
}

/** Who waited in which queue today. Whoever puts a call into a queue tells it. */
export class QueueLog {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  joined(callUuid: string, queue: { readonly id: string; readonly serviceLevelSec: number }): void {
    const { id: queueId, serviceLevelSec } = queue;
    const fresh = { queueId, serviceLevelSec, joinedAt: this.#now(), answeredAt: null, endedAt: null };
    this.#entries.set(callUuid, fresh);
  }

  answered(callUuid: string): void {
    const entry = this.#entries.get(callUuid);
    if (entry !== undefined) entry.answeredAt ??= this.#now();
  }

  /** The caller hung up, or the conversation is over. */
  ended(callUuid: string): void {
    const entry = this.#entries.get(callUuid);
    if (entry !== undefined) entry.endedAt ??= this.#now();
  }

  of(queueId: string): Traffic {
    const now = this.#now();
    const today = new Date(now).toISOString().slice(0, 10);
    const own = [...this.#entries.values()].filter((entry) => entry.queueId === queueId);
    const waiting = own.filter(({ answeredAt, endedAt }) => answeredAt === null && endedAt === null);
    const offered = own.filter(({ joinedAt }) => new Date(joinedAt).toISOString().startsWith(today));
    return {
      waiting: {
        count: waiting.length,
        longestWaitSec: Math.round(Math.max(0, ...waiting.map(({ joinedAt }) => now - joinedAt)) / 1000),
      },
      today: dayOf(offered, now),
    };
  }
}

function dayOf(offered: readonly Entry[], now: number): Traffic['today'] {
  const answered = offered.filter(({ answeredAt }) => answeredAt !== null);
  const waits = answered.map(({ joinedAt, answeredAt }) => ((answeredAt ?? joinedAt) - joinedAt) / 1000);
  const talks = answered.map(({ answeredAt, endedAt }) => ((endedAt ?? now) - (answeredAt ?? now)) / 1000);
  const inTime = answered.filter((entry, index) => (waits[index] ?? 0) <= entry.serviceLevelSec);
  return {
    offered: offered.length,
    answered: answered.length,
    abandoned: offered.filter(({ answeredAt, endedAt }) => answeredAt === null && endedAt !== null).length,
    averageWaitSec: average(waits),
    averageTalkSec: average(talks),
    serviceLevel: answered.length === 0 ? 100 : Math.round((inTime.length / answered.length) * 100),
  };
}

function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}
