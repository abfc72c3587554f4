import { ApiError } from '../shared/errors.js';
import type { Grant, TokenGrant, VisitorGrant } from './token.js';

/**
 * Checks that an answer of the token endpoint has the shape of a `TokenGrant` or a `VisitorGrant`. Throws `ApiError` with
 * reason `invalid-response` that names the first field that is wrong, never its value.
 */
export function readTokenGrant(answer: unknown): Grant {
  const grant = answer as Grant;
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

function fieldProblem(grant: Grant): string | null {
  if (typeof grant !== 'object' || grant === null) return '(whole body)';
  const { token, apiUrl, eventsUrl, expiresAt, permissions } = grant;
  const problem = firstEmpty({ token, apiUrl, eventsUrl });
  if (problem) return problem;
  if (Number.isNaN(Date.parse(expiresAt))) return 'expiresAt';
  if (!Array.isArray(permissions)) return 'permissions';
  return isVisitor(grant) ? visitorProblem(grant) : personProblem(grant);
}

function visitorProblem({ presenceOf }: VisitorGrant): string | null {
  return Array.isArray(presenceOf) ? null : 'presenceOf';
}

function personProblem({ extension, sip, iceServers, destinations }: TokenGrant): string | null {
  const problem = firstEmpty({
    'extension.id': extension?.id,
    'extension.number': extension?.number,
    'sip.username': sip?.username,
    'sip.password': sip?.password,
    'sip.domain': sip?.domain,
    'sip.registrar': sip?.registrar,
  });
  if (problem) return problem;
  if (typeof extension.displayName !== 'string') return 'extension.displayName';
  if (!isSocketUrl(sip.wsUri)) return 'sip.wsUri';
  if (destinations !== undefined && !arePrefixes(destinations)) return 'destinations';
  return Array.isArray(iceServers) ? null : 'iceServers';
}

/** From backends of many kinds: a list that is missing would fail only at a call. */
function arePrefixes(destinations: unknown): boolean {
  const { allow, deny } = (destinations ?? {}) as { allow?: unknown; deny?: unknown };
  return Array.isArray(deny) && (allow === undefined || Array.isArray(allow));
}

/** Name of the first that is no text. */
function firstEmpty(texts: Readonly<Record<string, unknown>>): string | null {
  for (const [name, value] of Object.entries(texts)) if (typeof value !== 'string' || value === '') return name;
  return null;
}

/** Whether the token belongs to a visitor, who has no phone. */
function isVisitor(grant: Grant): grant is VisitorGrant {
  return 'visitor' in grant && grant.visitor === true;
}

function isSocketUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !/^wss?:\/\//i.test(value)) return false;
  try {
    return new URL(value).host !== '';
  } catch {
    return false;
  }
}
