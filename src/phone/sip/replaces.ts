import type { URI, UserAgent } from 'sip.js';
import type { DialogId } from '../leg.js';
import { randomToken } from './random-token.js';

/** Value of a Replaces header (RFC 3891 section 6.1): to-tag is that of whoever receives it. */
export function replacesValue({ callId, localTag, remoteTag }: DialogId): string {
  return `${callId};to-tag=${remoteTag};from-tag=${localTag}`;
}

/**
 * Whom an INVITE with Replaces dials. The name is nobody's: where the dialog is unknown, FreeSWITCH calls whoever has
 * it, and finds no one.
 */
export function nobodyAt({ configuration }: UserAgent): URI {
  const nobody = configuration.uri.clone();
  nobody.user = `resume-${randomToken(16)}`;
  return nobody;
}
