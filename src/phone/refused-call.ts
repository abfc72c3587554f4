import type { CallSnapshot } from './call-state.js';
import { randomUuid } from './sip/random-token.js';
import type { IncomingOffer } from './sip/signalling.js';

/** What the person missed while on another call. */
export function refusedAsBusy({ remote }: IncomingOffer, at: number): CallSnapshot {
  return Object.freeze<CallSnapshot>({
    id: randomUuid(),
    direction: 'inbound',
    remote,
    startedAt: at,
    quality: null,
    digits: '',
    state: { phase: 'ended', reason: 'busy', answered: false, durationSeconds: 0, endedAt: at, statusCode: 486 },
  });
}
