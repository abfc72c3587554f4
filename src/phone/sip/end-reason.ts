import type { EndReason } from '../call-state.js';
import type { LegEnd } from '../leg.js';
import { reasonHeaders, type HeaderSource } from './headers.js';

const byStatus: Readonly<Record<number, EndReason>> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
  407: 'forbidden',
  408: 'no-answer',
  410: 'not-found',
  415: 'media-failed',
  480: 'unavailable',
  484: 'not-found',
  486: 'busy',
  487: 'no-answer',
  488: 'media-failed',
  503: 'unavailable',
  600: 'busy',
  603: 'rejected',
  604: 'not-found',
  606: 'media-failed',
  607: 'rejected',
  608: 'rejected',
};

/** ITU-T Q.850 causes that say more than the status: user busy, no user responding, no answer, call rejected, unallocated number. */
const byQ850: Readonly<Record<number, EndReason>> = {
  1: 'not-found',
  17: 'busy',
  18: 'no-answer',
  19: 'no-answer',
  21: 'rejected',
  28: 'not-found',
};

/**
 * Why an INVITE of ours was refused. A 3xx is never followed: it ends the call as `redirected`.
 * A 480 is refined by its Q.850 `Reason` (RFC 3326), which is where FreeSWITCH tells no answer from unreachable.
 */
export function endOfRefusal(statusCode: number, message: HeaderSource): LegEnd {
  if (statusCode >= 300 && statusCode < 400) return { reason: 'redirected', statusCode };
  const cause = reasonHeaders(message).find(({ protocol }) => protocol === 'Q.850')?.cause ?? -1;
  const refined = statusCode === 480 ? byQ850[cause] : undefined;
  return { reason: refined ?? byStatus[statusCode] ?? 'failed', statusCode };
}

/** Why a call that rang here stopped ringing. Cause 200 means that another phone of the same person took it. */
export function endOfCancel(message: HeaderSource): LegEnd {
  return isAnsweredElsewhere(message)
    ? { reason: 'answered-elsewhere', statusCode: 200 }
    : { reason: 'missed', statusCode: 487 };
}

/** Why the far end hung up. Cause 200 in a BYE means that the dialog went on elsewhere. */
export function endOfBye(message: HeaderSource): LegEnd {
  return isAnsweredElsewhere(message)
    ? { reason: 'answered-elsewhere', statusCode: 200 }
    : { reason: 'remote-hangup' };
}

function isAnsweredElsewhere(message: HeaderSource): boolean {
  return reasonHeaders(message).some(({ protocol, cause }) => protocol === 'SIP' && cause === 200);
}

/** The server knows no such dialog: nobody is there any more. */
export function isGone(statusCode: number): boolean {
  return statusCode === 481 || statusCode === 404;
}
