import { ApiError } from '../shared/errors.js';
import type { TokenGrant } from './token.js';

/**
 * Checks that an answer of the token endpoint has the shape of a `TokenGrant`. Throws `ApiError` with
 * reason `invalid-response` that names the first field that is wrong, never its value.
 */
export function readTokenGrant(answer: unknown): TokenGrant {
  const grant = answer as TokenGrant;
  const problem = fieldProblem(grant);
  if (problem) throw invalidGrant(`its field "${problem}" is missing or wrong`);
  return grant;
}

/** The answer was no token grant at all, or one with a wrong field. */
export function invalidGrant(detail: string, cause?: unknown): ApiError {
  return new ApiError('invalid-response', `The token endpoint answered, but ${detail}.`, {
    advice: 'Check the address in token-url and compare the answer with the token endpoint guide.',
    cause,
  });
}

function fieldProblem(grant: TokenGrant): string | null {
  if (typeof grant !== 'object' || grant === null) return '(whole body)';
  const texts: Record<string, unknown> = {
    token: grant.token,
    apiUrl: grant.apiUrl,
    eventsUrl: grant.eventsUrl,
    'extension.id': grant.extension?.id,
    'extension.number': grant.extension?.number,
    'sip.username': grant.sip?.username,
    'sip.password': grant.sip?.password,
    'sip.domain': grant.sip?.domain,
    'sip.registrar': grant.sip?.registrar,
  };
  for (const [name, value] of Object.entries(texts)) if (typeof value !== 'string' || value === '') return name;
  if (typeof grant.extension.displayName !== 'string') return 'extension.displayName';
  if (!isSocketUrl(grant.sip.wsUri)) return 'sip.wsUri';
  if (Number.isNaN(Date.parse(grant.expiresAt))) return 'expiresAt';
  if (!Array.isArray(grant.iceServers)) return 'iceServers';
  return Array.isArray(grant.permissions) ? null : 'permissions';
}

function isSocketUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !/^wss?:\/\//i.test(value)) return false;
  try {
    return new URL(value).host !== '';
  } catch {
    return false;
  }
}
