const table = {
  NORMAL_CLEARING: [16, 480, 'Temporarily Unavailable'],
  UNALLOCATED_NUMBER: [1, 404, 'Not Found'],
  USER_BUSY: [17, 486, 'Busy Here'],
  NO_USER_RESPONSE: [18, 408, 'Request Timeout'],
  NO_ANSWER: [19, 480, 'Temporarily Unavailable'],
  CALL_REJECTED: [21, 603, 'Decline'],
  NORMAL_TEMPORARY_FAILURE: [41, 503, 'Service Unavailable'],
  OUTGOING_CALL_BARRED: [52, 403, 'Forbidden'],
  INCOMPATIBLE_DESTINATION: [88, 488, 'Not Acceptable Here'],
  RECOVERY_ON_TIMER_EXPIRE: [102, 504, 'Server Time-out'],
  REDIRECTION_TO_NEW_DESTINATION: [23, 302, 'Moved Temporarily'],
  ORIGINATOR_CANCEL: [487, 487, 'Request Terminated'],
  LOSE_RACE: [502, 487, 'Request Terminated'],
  USER_NOT_REGISTERED: [606, 480, 'Temporarily Unavailable'],
  MEDIA_TIMEOUT: [604, 504, 'Server Time-out'],
  MANAGER_REQUEST: [503, 480, 'Temporarily Unavailable'],
} as const satisfies Record<string, readonly [number: number, status: number, phrase: string]>;

/** Why a leg ended, by FreeSWITCH's names; they appear in events and records as `hangupCause`. */
export type HangupCause = keyof typeof table;

/** The final answer that tells a caller about the cause, as FreeSWITCH maps it. */
export function finalResponse(cause: HangupCause): {
  statusCode: number;
  reasonPhrase: string;
  extraHeaders: string[];
} {
  const [, statusCode, reasonPhrase] = table[cause];
  return { statusCode, reasonPhrase, extraHeaders: [`Reason: ${reasonHeader(cause)}`] };
}

/** Value of the Reason header (RFC 3326) for a BYE, a CANCEL or a final answer. */
export function reasonHeader(cause: HangupCause): string {
  // Codes above 127 are FreeSWITCH's own and not Q.850; a lost race means that somebody else answered.
  if (cause === 'LOSE_RACE') return 'SIP;cause=200;text="Call completed elsewhere"';
  const [number] = table[cause];
  return `${number < 128 ? 'Q.850' : 'FreeSWITCH'};cause=${number};text="${cause}"`;
}

/** The cause behind the final answer of a called phone. */
export function causeOfStatus(status: number): HangupCause {
  if (status === 486 || status === 600) return 'USER_BUSY';
  if (status === 603 || status === 403) return 'CALL_REJECTED';
  if (status === 404) return 'UNALLOCATED_NUMBER';
  if (status === 408) return 'NO_USER_RESPONSE';
  if (status === 480) return 'NO_ANSWER';
  if (status === 488 || status === 606) return 'INCOMPATIBLE_DESTINATION';
  if (status >= 300 && status < 400) return 'CALL_REJECTED';
  return 'NORMAL_TEMPORARY_FAILURE';
}
