import { ApiError } from '../../../../src/shared/errors.js';

/** What happens to the next request on its way: it, or its answer, is lost, or either takes a while. */
export type Trouble =
  /** `blind`: a look that finds nobody, whoever is there. */
  | { readonly kind: 'lost-request' | 'lost-answer' | 'refused' | 'failed' | 'blind' }
  | { readonly kind: 'slow-request' | 'slow-answer'; readonly ms: number };

/** What happens to the next event: it is lost, or comes late. */
export type EventTrouble = { readonly kind: 'lost' } | { readonly kind: 'late'; readonly ms: number };

/** The error of each trouble as the client would throw it. */
export const troubles = {
  'lost-request': () => new ApiError('unreachable', 'No server was reached.', { advice: '' }),
  'lost-answer': () => new ApiError('timeout', 'No answer.', { advice: '' }),
  refused: () => new ApiError('rejected', 'Refused.', { advice: '', status: 409 }),
  blind: () => new ApiError('not-found', 'Nothing is there.', { advice: '', status: 404 }),
  failed: () => new ApiError('server', 'Could not be called.', { advice: '', status: 500 }),
};

/** What a failure says of the wish; see `ThreeWayPlatform`. */
export function verdictOf(error: unknown): 'refused' | 'failed' | 'unanswered' {
  const status = (error instanceof ApiError && error.status) || null;
  return status === null ? 'unanswered' : status >= 500 ? 'failed' : 'refused';
}
