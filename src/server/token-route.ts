import type { GrantedDestinations, TokenGrant, VisitorGrant } from '../api/token.js';
import { RefusedRequest, jsonAnswer } from './answers.js';
import type { Refusal } from './answers.js';
import type { Identity, VisitorIdentity } from './gateway-options.js';
import { PlatformFailure } from './platform.js';
import type { PlatformContext, PlatformOptions } from './platform.js';
import { fetchSipCredentials, fetchTurnCredentials, findExtension } from './platform-resources.js';
import type { TokenSigning } from './token-signing.js';
import { holderOf, visitorPermissions } from './visitor.js';

/** What the token route stands on. */
export interface TokenRoute {
  readonly platform: PlatformOptions;
  readonly signing: TokenSigning;
  /** Address of the gateway as browsers reach it, such as `https://app.example.com/voip`. */
  readonly gatewayUrl: string;
  readonly destinations: GrantedDestinations;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Answers a guarded and identified request with a `TokenGrant`. Throws `RefusedRequest` or `PlatformFailure`. */
export async function answerToken(
  route: TokenRoute,
  identity: Identity,
  context: PlatformContext,
): Promise<Response> {
  const { platform, signing, gatewayUrl, destinations, now } = route;
  const [extension, sip, turn] = await Promise.all([
    findExtension(platform, identity.extension, context),
    fetchSipCredentials(platform, identity.extension, context).catch(nullWhenMissing),
    fetchTurnCredentials(platform, now(), context),
  ]);
  if (extension === null || sip === null) throw new RefusedRequest(noExtension);
  const { permissions } = identity;
  const { token, expiresAt } = await signing.sign({
    extensionId: extension.id,
    extension: extension.number,
    permissions,
  });
  const grant: TokenGrant = {
    token,
    expiresAt: new Date(expiresAt).toISOString(),
    apiUrl: gatewayUrl,
    eventsUrl: eventsUrlOf(gatewayUrl),
    extension,
    sip,
    iceServers: turn.iceServers,
    iceExpiresAt: new Date(turn.expiresAt ?? expiresAt).toISOString(),
    permissions,
    destinations,
  };
  return jsonAnswer(200, grant);
}

/** The same for a visitor, about whom the platform has nothing to say. */
export async function answerVisitor(
  { signing, gatewayUrl }: Pick<TokenRoute, 'signing' | 'gatewayUrl'>,
  visitor: VisitorIdentity,
): Promise<Response> {
  const { presenceOf } = visitor;
  const [holder, permissions] = [holderOf(visitor), visitorPermissions];
  const { token, expiresAt } = await signing.sign({
    extensionId: holder,
    extension: holder,
    permissions,
    presenceOf,
  });
  const grant: VisitorGrant = {
    visitor: true,
    token,
    expiresAt: new Date(expiresAt).toISOString(),
    apiUrl: gatewayUrl,
    eventsUrl: eventsUrlOf(gatewayUrl),
    permissions,
    presenceOf,
  };
  return jsonAnswer(200, grant);
}

function eventsUrlOf(gatewayUrl: string): string {
  return `${gatewayUrl.replace(/^http/, 'ws')}/ws`;
}

/** What a page is told about a failure of the platform: whose fault it is, never what the platform said. */
export function refusalOf(failure: PlatformFailure): Refusal {
  switch (failure.kind) {
    case 'timeout':
      return {
        status: 504,
        code: 'platform-timeout',
        message: 'The phone platform did not answer in time. Try again.',
      };
    case 'rate-limited':
      return {
        status: 429,
        code: 'rate-limited',
        message: 'The phone platform asks to slow down.',
        ...(failure.retryAfter === undefined ? {} : { headers: { 'Retry-After': failure.retryAfter } }),
      };
    case 'busy':
      return {
        status: 503,
        code: 'platform-busy',
        message: 'The phone platform asks to wait.',
        ...(failure.retryAfter === undefined ? {} : { headers: { 'Retry-After': failure.retryAfter } }),
      };
    case 'unreachable':
      return {
        status: 502,
        code: 'platform-unreachable',
        message: 'The phone platform cannot be reached. Try again.',
      };
    case 'refused':
    case 'not-found':
    case 'failed':
    case 'invalid-answer':
      return {
        status: 502,
        code: 'platform-failed',
        message: 'The phone platform did not answer as it should. The log of the gateway says more.',
      };
  }
}

const noExtension: Refusal = {
  status: 403,
  code: 'no-extension',
  message: 'This person has no extension on the phone platform.',
};

function nullWhenMissing(error: unknown): null {
  if (error instanceof PlatformFailure && error.kind === 'not-found') return null;
  throw error;
}
