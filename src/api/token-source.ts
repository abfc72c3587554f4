import { Backoff } from '../shared/backoff.js';
import type { CancelTimer, Clock } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import { ApiError } from '../shared/errors.js';
import { requestToken, type ReceivedGrant } from './token-request.js';
import type { Grant } from './token.js';

/** Part of a token's life after which it is replaced. */
const REFRESH_AT = 0.75;
/** The same of its TURN credentials: calls through a relay move to another one then. */
const RENEW_ICE_AT = 0.8;
/** Shortest and longest time between two refreshes, whatever the server claims. */
const MIN_REFRESH_MS = 10_000;
const MAX_REFRESH_MS = 24 * 3_600_000;
/** A refusal that only a person or a deployment can repair is asked again this slowly. */
const REFUSED_RETRY_MS = 15_000;

/** Gets one grant. Rejects with `ApiError`; gives up when the signal says so. */
export type RequestGrant = (signal: AbortSignal) => Promise<ReceivedGrant>;

interface TokenSourceEvents {
  grant: Grant;
  error: ApiError;
}

/**
 * The current token and its successor: one request at a time, refreshed at 75 % of its life on a clock that
 * does not jump, retried for ever until stopped. The token lives in memory only.
 */
export class TokenSource extends Emitter<TokenSourceEvents> {
  readonly #request: RequestGrant;
  readonly #clock: Clock;
  readonly #backoff = new Backoff({ first: 300, cap: 30_000 });
  #abort = new AbortController();
  #pending: Promise<Grant> | null = null;
  #cancelTimer: CancelTimer = () => {};
  #grant: Grant | null = null;
  #grantEnds = 0;
  #iceLifeMs = Infinity;
  #refreshDue = { monotonic: Infinity, now: Infinity };
  #running = false;

  /** `source`: the address of a token endpoint, or another way to a grant. */
  constructor(source: string | RequestGrant, clock: Clock) {
    super();
    this.#request = typeof source === 'string' ? (signal) => requestToken(source, signal) : source;
    this.#clock = clock;
  }

  /** The token in force, null before the first and after the end of the last. */
  get current(): Grant | null {
    return this.#clock.monotonic() < this.#grantEnds ? this.#grant : null;
  }

  /** How long the TURN credentials of the newest token are good from its arrival on, milliseconds. */
  get iceLifeMs(): number {
    return this.#iceLifeMs;
  }

  /** Fetches a token and keeps it fresh. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.refresh().catch(() => {});
  }

  stop(): void {
    this.#running = false;
    this.#cancelTimer();
    this.#abort.abort();
    this.#pending = null;
  }

  /** A new token now; everyone who asks meanwhile waits for the same request. Rejects with `ApiError`. */
  refresh(): Promise<Grant> {
    this.#cancelTimer();
    if (this.#abort.signal.aborted) this.#abort = new AbortController();
    if (this.#pending) return this.#pending;
    const request = this.#fetchGrant().finally(() => {
      // After stop() and start() a newer request may be the pending one.
      if (this.#pending === request) this.#pending = null;
    });
    this.#pending = request;
    return request;
  }

  /** Makes up for timers that slept: refreshes when it is due, or retries at once after a failure. */
  wake(): void {
    if (!this.#running || this.#pending) return;
    const { monotonic, now } = this.#refreshDue;
    // The monotonic clock of some systems stands still while the computer sleeps; the wall clock then tells.
    if (this.#clock.monotonic() >= monotonic || this.#clock.now() >= now) this.refresh().catch(() => {});
  }

  async #fetchGrant(): Promise<Grant> {
    const { signal } = this.#abort;
    try {
      const received = await this.#request(signal);
      if (!signal.aborted) this.#onGrant(received);
      return received.grant;
    } catch (error) {
      if (!signal.aborted && error instanceof ApiError) this.#onFailure(error);
      throw error;
    }
  }

  #onGrant({ grant, lifeMs, iceLifeMs = Infinity }: ReceivedGrant): void {
    this.#backoff.reset();
    this.#grant = grant;
    this.#grantEnds = this.#clock.monotonic() + lifeMs;
    this.#iceLifeMs = iceLifeMs;
    const due = Math.min(lifeMs * REFRESH_AT, iceLifeMs * RENEW_ICE_AT);
    const wait = Math.min(Math.max(due, MIN_REFRESH_MS), MAX_REFRESH_MS);
    this.#schedule(wait, wait);
    this.emit('grant', grant);
  }

  #onFailure(error: ApiError): void {
    const passing = ['unreachable', 'timeout', 'server', 'rate-limited'].includes(error.reason);
    this.#schedule(passing ? this.#backoff.next() : REFUSED_RETRY_MS, 0);
    this.emit('error', error);
  }

  #schedule(ms: number, dueMs: number): void {
    this.#refreshDue = { monotonic: this.#clock.monotonic() + dueMs, now: this.#clock.now() + dueMs };
    this.#cancelTimer();
    if (this.#running) this.#cancelTimer = this.#clock.after(ms, () => void this.refresh().catch(() => {}));
  }
}
