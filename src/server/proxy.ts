import { access } from './access.js';
import { jsonAnswer } from './answers.js';
import type { RefusedRequest } from './answers.js';
import type { CallSlot, CallSlots } from './call-slots.js';
import type { DestinationRules } from './destinations.js';
import type { EndpointMatch } from './endpoint-match.js';
import { hiddenFrom, requireOwnPath, requirePermission } from './ownership.js';
import { withoutOthers } from './own-calls.js';
import { PlatformFailure } from './platform.js';
import type { PlatformContext, PlatformOptions } from './platform.js';
import type { PlatformLookups } from './platform-lookups.js';
import { makeBody } from './proxy-body.js';
import { makeQuery } from './proxy-query.js';
import { readSmall, sendUpstream } from './upstream.js';
import type { TokenClaims } from './token-signing.js';
import { visiblePresence } from './visitor.js';

export interface ProxyOptions {
  readonly platform: PlatformOptions;
  readonly lookups: PlatformLookups;
  readonly slots: CallSlots;
  readonly destinations: DestinationRules;
  readonly maxUploadBytes: number;
}

/** A request of the page that is one of the endpoint table, from someone whose token was checked. */
export interface ProxiedRequest {
  readonly request: Request;
  readonly match: EndpointMatch;
  readonly query: URLSearchParams;
  readonly claims: TokenClaims;
  readonly context: PlatformContext;
}

/**
 * Forwards what the token allows: address from the table, query and body judged, API key instead of the page's
 * credentials. Throws `RefusedRequest`, `PlatformFailure` or `StoreUnavailable`.
 */
export class ApiProxy {
  readonly #options: ProxyOptions;

  constructor(options: ProxyOptions) {
    this.#options = options;
  }

  /** Path with query on the platform, after all that can be said without a body. For tickets, too. */
  async admit({ match, query, claims, context }: Omit<ProxiedRequest, 'request'>): Promise<string> {
    requirePermission(match, claims);
    await requireOwnPath(match, claims, this.#options.lookups, context);
    return match.path + makeQuery(match, query, claims);
  }

  async answer(proxied: ProxiedRequest): Promise<Response> {
    const path = await this.admit(proxied);
    return this.#forward(proxied, path);
  }

  /** Sends on what a media ticket opened; `path` is the ticket's, with its query. */
  forwardMedia(
    { request, context }: Pick<ProxiedRequest, 'request' | 'context'>,
    path: string,
  ): Promise<Response> {
    return sendUpstream(this.#options.platform, { request, path, body: { content: null, type: null }, context });
  }

  async #forward({ request, match, claims, context }: ProxiedRequest, path: string): Promise<Response> {
    const { platform, lookups, destinations, maxUploadBytes: maxBytes, slots } = this.#options;
    let tooLarge: RefusedRequest | null = null;
    const onTooLarge = (refusal: RefusedRequest): void => void (tooLarge = refusal);
    const body = await makeBody(request, { match, claims, destinations, lookups, context, maxBytes, onTooLarge });
    const send = (): Promise<Response> =>
      sendUpstream(platform, { request, path, body, context }).catch((error: unknown) => {
        throw tooLarge ?? error;
      });
    const { starts } = access[match.name];
    if (starts !== undefined) {
      const slot = await slots.take(claims.extension, () => lookups.activeCalls(context));
      return startCall(send, slot, starts);
    }
    const answer = await send();
    // The call is over either way; a store that is away must not turn that into a failure.
    if (match.name === 'hangup' && answer.ok)
      await slots.ended(claims.extension, match.values[0] ?? '').catch(() => {});
    if (claims.presenceOf && answer.ok)
      return jsonAnswer(answer.status, visiblePresence(await readSmall(answer), claims.presenceOf));
    const hides = hiddenFrom(match, claims);
    if (hides === undefined || !answer.ok) return answer;
    return jsonAnswer(answer.status, withoutOthers(hides, await readSmall(answer), claims.extension));
  }
}

/** Failures after which the platform may have made the call all the same. */
const mayHaveActed: ReadonlySet<PlatformFailure['kind']> = new Set(['timeout', 'unreachable', 'invalid-answer']);

async function startCall(send: () => Promise<Response>, slot: CallSlot, field: string): Promise<Response> {
  let callUuid: unknown;
  let exists = true;
  try {
    const answer = await send();
    exists = answer.ok;
    if (!answer.ok) return answer;
    const fields = await readSmall(answer);
    callUuid = fields[field];
    return jsonAnswer(answer.status, fields);
  } catch (error) {
    if (error instanceof PlatformFailure) exists = mayHaveActed.has(error.kind);
    throw error;
  } finally {
    // A call whose id is unknown stays counted for its set-up time: it may exist.
    if (typeof callUuid === 'string') await slot.keep(callUuid).catch(() => {});
    else if (!exists) await slot.free().catch(() => {});
  }
}
