import { RefusedRequest } from './answers.js';
import type { DestinationRules } from './destinations.js';
import type { GatewayStore } from './store.js';

/** Limits per extension, but for `newSocketsAtOnce`. They hold across all gateways that share a store. */
export interface GatewayLimits {
  /** Token requests. Default 30 a minute. */
  readonly tokensPerMinute?: number;
  /** Proxied requests. Default 600 a minute. */
  readonly requestsPerMinute?: number;
  /** Tickets for sockets and media. Default 120 a minute. */
  readonly ticketsPerMinute?: number;
  /** Requests to addresses of audio and downloads; a player asks for each part it plays. Default 600 a minute. */
  readonly mediaRequestsPerMinute?: number;
  /** New calls. Default 15 a minute. */
  readonly callsPerMinute?: number;
  /** Calls at the same time that were started through the gateway. Default 4. */
  readonly callsAtOnce?: number;
  /** A call is counted no longer than this when nobody sees its end. Default 240. */
  readonly longestCallMinutes?: number;
  /** Event sockets of one extension on one gateway. Default 20. */
  readonly socketsAtOnce?: number;
  /** Sockets on one gateway, of all together, whose first message has not come. Default 1000. */
  readonly newSocketsAtOnce?: number;
  /** Numbers that may be called. Default: any but premium ones. */
  readonly destinations?: DestinationRules;
}

/** All limits with their defaults filled in. */
export type Limits = Required<GatewayLimits>;

export const defaultLimits: Limits = {
  tokensPerMinute: 30,
  requestsPerMinute: 600,
  ticketsPerMinute: 120,
  mediaRequestsPerMinute: 600,
  callsPerMinute: 15,
  callsAtOnce: 4,
  longestCallMinutes: 240,
  socketsAtOnce: 20,
  newSocketsAtOnce: 1000,
  destinations: {},
};

/** Fills in the defaults, also for limits that are there and undefined: compared with those, nothing is too many. */
export function withDefaults(limits: GatewayLimits = {}): Limits {
  const given = Object.entries(limits).filter(([, value]) => value !== undefined);
  return { ...defaultLimits, ...Object.fromEntries(given) };
}

/** Counts one more of something a person may do so often a minute. Throws `RefusedRequest` with Retry-After. */
export async function countUse(
  store: GatewayStore,
  what: 'token' | 'request' | 'ticket' | 'media' | 'call',
  extension: string,
  perMinute: number,
): Promise<void> {
  const { allowed, retryAfterMs } = await store.hit(`${what}:${extension}`, perMinute, 60_000);
  if (!allowed) throw tooMany(`More than ${perMinute} ${what} requests a minute.`, 'rate-limited', retryAfterMs);
}

/** 429 as the page sees it. */
export function tooMany(message: string, code: string, retryAfterMs: number): RefusedRequest {
  const headers = { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) };
  return new RefusedRequest({ status: 429, code, message, headers });
}
