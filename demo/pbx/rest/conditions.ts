import type { Clock } from '../../../src/shared/clock.js';
import { HttpError, type ApiRequest } from './http.js';
import type { Router } from './router.js';
import { readTroubles, Troubles } from './troubles.js';

/** Requests per minute that one API key may make. High enough for any test that does not ask for less. */
export const usualRequestsPerMinute = 60_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/**
 * What may go wrong with REST on purpose: a rate limit per API key (a bucket that refills steadily and
 * holds one minute's worth; 429 with Retry-After), answers that fail, and answers that are slow or lost.
 */
export class Conditions {
  readonly troubles = new Troubles();
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();
  #perMinute = usualRequestsPerMinute;
  #failure: { readonly status: number; readonly retryAfter: number | null; times: number } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts a request to the API. Throws when it is to fail; returns the headers that tell how many are left. */
  admit(keyId: string): Record<string, string> {
    this.#fail();
    const now = this.#clock.monotonic();
    const perMs = this.#perMinute / 60_000;
    const bucket = this.#buckets.get(keyId) ?? { tokens: this.#perMinute, filledAt: now };
    bucket.tokens = Math.min(this.#perMinute, bucket.tokens + (now - bucket.filledAt) * perMs);
    bucket.filledAt = now;
    this.#buckets.set(keyId, bucket);
    const limit = { 'ratelimit-limit': String(this.#perMinute) };
    if (bucket.tokens < 1) {
      const seconds = Math.max(1, Math.ceil((1 - bucket.tokens) / perMs / 1000));
      throw new HttpError(429, 'rate_limited', `This key may make ${this.#perMinute} requests a minute.`, {
        ...limit,
        'retry-after': String(seconds),
      });
    }
    bucket.tokens -= 1;
    return { ...limit, 'ratelimit-remaining': String(Math.floor(bucket.tokens)) };
  }

  limitTo(requestsPerMinute: number): void {
    this.#perMinute = requestsPerMinute;
    this.#buckets.clear();
  }

  /** The next `times` requests to the API get this status. */
  failNext(times: number, status: number, retryAfter: number | null = null): void {
    this.#failure = times > 0 ? { status, retryAfter, times } : null;
  }

  clear(): void {
    this.limitTo(usualRequestsPerMinute);
    this.#failure = null;
    this.troubles.set([]);
  }

  #fail(): void {
    const failure = this.#failure;
    if (failure === null) return;
    failure.times -= 1;
    if (failure.times === 0) this.#failure = null;
    const headers = failure.retryAfter === null ? {} : { 'retry-after': String(failure.retryAfter) };
    throw new HttpError(failure.status, 'fault', 'The platform fails on purpose.', headers);
  }
}

/** Control of the API itself, which no customer has. */
export function addConditionRoutes(router: Router, conditions: Conditions): void {
  router
    .add('PUT', '/control/api', ({ body }) => {
      const { requestsPerMinute, fail, troubles } = body;
      if (requestsPerMinute === null) conditions.limitTo(usualRequestsPerMinute);
      else if (requestsPerMinute !== undefined) conditions.limitTo(count(requestsPerMinute, 'requestsPerMinute'));
      if (fail !== undefined) setFailure(conditions, fail);
      if (troubles !== undefined) conditions.troubles.set(readTroubles(troubles));
      return { success: true };
    })
    .add('DELETE', '/control/api', () => conditions.clear());
}

function setFailure(conditions: Conditions, fail: unknown): void {
  if (fail === null) return conditions.failNext(0, 500);
  const { status, times, retryAfter } = fail as { status?: unknown; times?: unknown; retryAfter?: unknown };
  if (typeof status !== 'number' || status < 400 || status > 599)
    throw HttpError.badRequest('status must be 400 to 599.');
  conditions.failNext(
    times === undefined ? 1 : count(times, 'times'),
    status,
    retryAfter === undefined ? null : count(retryAfter, 'retryAfter'),
  );
}

function count(value: ApiRequest['body'][string], name: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw HttpError.badRequest(`${name} must be a whole number above 0.`);
}
