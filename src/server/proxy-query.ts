import type { EndpointMatch } from './endpoint-match.js';
import { bindingOf } from './ownership.js';
import type { TokenClaims } from './token-signing.js';

/** Every query the documentation knows. Others are dropped: credentials in addresses first of all. */
const known = new Set([
  ...['page', 'limit', 'offset', 'direction', 'status', 'extension', 'dateFrom', 'dateTo', 'search', 'forwarded'],
  ...['forwardedTo', 'period', 'unreadOnly', 'number', 'agent_id'],
]);

const maxValueLength = 200;

/** The query to send on: known names, each once, in one order, bound to the own extension where the token is. */
export function makeQuery(match: EndpointMatch, given: URLSearchParams, claims: TokenClaims): string {
  const query = new URLSearchParams();
  for (const [name, value] of given)
    if ((known.has(name) || mayLookAcross(name, claims)) && value.length <= maxValueLength) query.set(name, value);
  if (bindingOf(match, claims) === 'query') query.set('extension', claims.extension);
  query.sort();
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

function mayLookAcross(name: string, { permissions }: TokenClaims): boolean {
  return name === 'tenantId' && permissions.includes('tenants:read');
}
