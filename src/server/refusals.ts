import { RefusedRequest } from './answers.js';
import type { Refusal } from './answers.js';
import type { GatewayLogEntry } from './gateway-log.js';
import { PlatformFailure } from './platform.js';
import { StoreUnavailable } from './store.js';
import { refusalOf } from './token-route.js';

/** What a failed request is told, and what the operator is told about it. */
export interface Explained {
  readonly refusal: Refusal;
  readonly entry?: Pick<GatewayLogEntry, 'level' | 'event' | 'code' | 'message'>;
}

export const notFound: Refusal = { status: 404, code: 'not-found', message: 'There is no such route.' };
export const notSignedIn: Refusal = { status: 401, code: 'not-signed-in', message: 'Sign in first.' };
export const failed: Refusal = {
  status: 500,
  code: 'gateway-failed',
  message: 'The gateway failed. Its log says more.',
};
const clientGone: Refusal = { status: 499, code: 'client-gone', message: 'The page has gone.' };
const storeUnavailable: Refusal = {
  status: 503,
  code: 'store-unavailable',
  message: 'Calls and tickets cannot be counted at the moment, so none are given. Try again.',
  headers: { 'Retry-After': '5' },
};

/** Turns whatever ended a request into an answer. */
export function explain(error: unknown, signal: AbortSignal): Explained {
  if (error instanceof RefusedRequest) return { refusal: error.refusal };
  if (signal.aborted) return { refusal: clientGone };
  if (error instanceof StoreUnavailable) {
    const entry = { level: 'error', event: 'store-unavailable', message: error.message } as const;
    return { refusal: storeUnavailable, entry };
  }
  if (error instanceof PlatformFailure) {
    const { kind: code, message } = error;
    return {
      refusal: refusalOf(error),
      entry: { level: levelOf(error), event: 'platform-failed', code, message },
    };
  }
  const message = error instanceof Error ? error.message : 'Unknown failure.';
  return { refusal: failed, entry: { level: 'error', event: 'failed', message } };
}

/** A key that the platform refuses stops every phone; a platform that is down for a moment does not. */
function levelOf({ kind }: PlatformFailure): 'error' | 'warn' {
  return kind === 'refused' || kind === 'invalid-answer' ? 'error' : 'warn';
}
