import type { EndReason } from '../call-state.js';
import type { LegEnd } from '../leg.js';

/** `Reason` header of a SIP message (RFC 3326), as headers.ts reads it. */
export interface ReasonHeader {
  readonly protocol: string;
  readonly cause: number | undefined;
}

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

/** Why an INVITE of ours was refused. A 3xx is never followed: it ends the call as `redirected`. */
export function endOfRefusal(statusCode: number, reason?: ReasonHeader): LegEnd {
  if (statusCode >= 300 && statusCode < 400) return { reason: 'redirected', statusCode };
  const refined = statusCode === 480 && reason?.protocol.toUpperCase() === 'Q.850' ? byQ850[reason.cause ?? -1] : undefined;
  return { reason: refined ?? byStatus[statusCode] ?? 'failed', statusCode };
}

/** Why a call that rang here stopped ringing. Cause 200 means that another phone of the same person took it. */
export function endOfCancel(reasons: readonly ReasonHeader[]): LegEnd {
  if (saysElsewhere(reasons)) return { reason: 'answered-elsewhere', statusCode: 200 };
  return { reason: 'missed', statusCode: 487 };
}

/** Why the far end hung up. Cause 200 in a BYE means that the dialog went on elsewhere. */
export function endOfBye(reasons: readonly ReasonHeader[]): LegEnd {
  return saysElsewhere(reasons) ? { reason: 'answered-elsewhere', statusCode: 200 } : { reason: 'remote-hangup' };
}

function saysElsewhere(reasons: readonly ReasonHeader[]): boolean {
  return reasons.some(({ protocol, cause }) => protocol.toUpperCase() === 'SIP' && cause === 200);
}
