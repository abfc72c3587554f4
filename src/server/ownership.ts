import { access } from './access.js';
import type { Hidden } from './access.js';
import { RefusedRequest } from './answers.js';
import type { EndpointMatch } from './endpoint-match.js';
import { seesAllCalls } from './own-calls.js';
import type { PlatformContext } from './platform.js';
import type { PlatformLookups } from './platform-lookups.js';
import type { TokenClaims } from './token-signing.js';
import { visitorMay } from './visitor.js';

/** Looks a thing up for one extension; true when the extension takes part in it. */
type Lookup = (extension: string, id: string, context: PlatformContext) => Promise<boolean>;

/** Throws `RefusedRequest` (403) unless the token has what the endpoint needs. */
export function requirePermission({ name }: EndpointMatch, { permissions, presenceOf }: TokenClaims): void {
  const { needs, ownNeeds } = access[name];
  const isGranted = permissions.includes(needs) || (ownNeeds !== undefined && permissions.includes(ownNeeds));
  if (isGranted && (presenceOf === undefined || visitorMay(name))) return;
  const message =
    presenceOf === undefined
      ? `The token does not allow this; identify() would have to grant ${ownNeeds ?? needs}.`
      : 'A visitor may see who is available and nothing else.';
  throw new RefusedRequest({ status: 403, code: 'not-allowed', message });
}

/** How this token is bound to its own extension at this endpoint; undefined when it is free. */
export function bindingOf(
  { name }: EndpointMatch,
  { permissions }: TokenClaims,
): (typeof access)[typeof name]['own'] {
  const { needs, ownNeeds, own, unless = ownNeeds && needs } = access[name];
  return unless !== undefined && permissions.includes(unless) ? undefined : own;
}

/** What the answer of this endpoint loses for this token; undefined when nothing. */
export function hiddenFrom({ name }: EndpointMatch, claims: TokenClaims): Hidden | undefined {
  const { needs, hides } = access[name];
  if (hides === 'calls' || hides === 'call-ids') return seesAllCalls(claims) ? undefined : hides;
  return claims.permissions.includes(needs) ? undefined : hides;
}

/**
 * Checks that what the path names belongs to the token's extension. Things of others are "not found", like things
 * that do not exist. Throws `RefusedRequest`, or `PlatformFailure` when the platform cannot be asked.
 */
export async function requireOwnPath(
  match: EndpointMatch,
  claims: TokenClaims,
  lookups: PlatformLookups,
  context: PlatformContext,
): Promise<void> {
  const id = match.values[0] ?? '';
  const own = bindingOf(match, claims);
  const lookup: Lookup | null =
    own === 'live-call' || own === 'call-room'
      ? (...args) => lookups.isInCall(...args)
      : own === 'cdr'
        ? (...args) => lookups.wasInCall(...args)
        : own === 'voicemail'
          ? (...args) => lookups.hasVoicemail(...args)
          : own === 'conference'
            ? (...args) => lookups.isInConference(...args)
            : own === 'room-call'
              ? (...args) => lookups.mayEnter(...args)
              : own === 'queue'
                ? (...args) => lookups.isInQueue(...args)
                : null;
  if (lookup !== null && !(await lookup(claims.extension, id, context))) throw notYours();
  if (own === 'path-id' && id !== claims.extensionId) throw notYours();
  if (own === 'path-number' && id !== claims.extension) throw notYours();
  const agent = match.values[1];
  if (own === 'path-agent' && agent !== claims.extensionId && agent !== claims.extension) throw notYours();
}

/** The refusal for things of others. */
export function notYours(): RefusedRequest {
  return new RefusedRequest({
    status: 404,
    code: 'not-found',
    message: 'There is no such thing, or it belongs to someone else.',
  });
}
