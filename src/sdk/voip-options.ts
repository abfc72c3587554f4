import type { RequestGrant } from '../api/token-source.js';
import type { VoIPClient } from '../api/client.js';
import type { PlatformSipCredentials } from '../api/types/extensions.js';
import { ApiError } from '../shared/errors.js';
import { grantOf } from './phone-config.js';

/** Recommended: the page's own backend hands out short-lived tokens, and no secret stands in the page. */
export interface TokenOptions {
  /** Address of the token endpoint. Relative ones are resolved against the page. */
  readonly tokenUrl: string;
  /** `manual`: goes online with `startPhone()` rather than at once. */
  readonly connect?: 'auto' | 'manual' | undefined;
  readonly apiUrl?: never;
  readonly apiKey?: never;
  readonly sipDomain?: never;
  readonly wsUri?: never;
}

/** As the platform's SDK takes them. An API key in a page can be read by everybody who opens it. */
export interface KeyOptions {
  readonly apiUrl: string;
  /** Without it there is a phone, but nothing that needs the platform's API. */
  readonly apiKey?: string | undefined;
  /** With `wsUri`: the SIP server, so that it need not be asked for. */
  readonly sipDomain?: string | undefined;
  readonly wsUri?: string | undefined;
  readonly tokenUrl?: never;
  readonly connect?: never;
}

/** Where a phone and its platform are. The same options anywhere in a page mean the same phone. */
export type VoIPOptions = TokenOptions | KeyOptions;

/** Whose phone. */
export interface Account {
  readonly extension: string;
  /** Asked for by the API key when absent. */
  readonly password?: string | undefined;
  readonly displayName?: string | undefined;
}

const DAY_MS = 24 * 3_600_000;

/**
 * Grants for an account of the documented way: the SIP server from the options or from the platform, relays from the
 * platform, renewed before they end.
 */
export function accountGrants(options: KeyOptions, account: Account, client: VoIPClient | null): RequestGrant {
  return async (signal) => {
    const [sip, turn] = await Promise.all([
      sipCredentials(options, account, client, signal),
      // Whoever may not have relays can still call where none is needed.
      client?.getTurnCredentials({ signal }).catch(() => null),
    ]);
    const lifeMs = turn ? turn.ttl * 1000 : DAY_MS;
    const { apiUrl, apiKey = '' } = options;
    const access = { apiUrl, eventsUrl: '', token: apiKey };
    return { grant: grantOf({ ...sip, iceServers: turn?.iceServers ?? [] }, lifeMs, access), lifeMs };
  };
}

async function sipCredentials(
  { sipDomain, wsUri }: KeyOptions,
  { extension, password, displayName }: Account,
  client: VoIPClient | null,
  signal: AbortSignal,
): Promise<PlatformSipCredentials> {
  if (sipDomain && wsUri && password) {
    const registrar = `sip:${sipDomain}`;
    return { extension, displayName: displayName ?? extension, password, sipDomain, wsUri, registrar };
  }
  if (!client) throw unknownServer();
  const found = (await client.getSipCredentialsByNumber(extension, { signal })).sipCredentials;
  return {
    ...found,
    displayName: displayName ?? found.displayName,
    password: password || found.password,
    sipDomain: sipDomain ?? found.sipDomain,
    wsUri: wsUri ?? found.wsUri,
  };
}

function unknownServer(): ApiError {
  return new ApiError('rejected', 'The phone does not know its SIP server.', {
    advice: 'Give sipDomain, wsUri and the password, or an apiKey that may ask the platform for them.',
  });
}

/** Whether two accounts are the same phone. */
export function sameAccount(one: Account, other: Account): boolean {
  return (['extension', 'password', 'displayName'] as const).every((key) => one[key] === other[key]);
}
