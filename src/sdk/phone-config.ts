import type { RequestGrant } from '../api/token-source.js';
import type { SipCredentials, TokenGrant } from '../api/token.js';

/** What a `WebRTCPhone` registers with: the fields of `getSipCredentials…`, so that its answer can be spread in here. */
export interface WebRTCPhoneConfig {
  /** Short number, such as `1001`; also the SIP user. */
  readonly extension: string;
  readonly password: string;
  /** Shown to the people called; the extension when absent. */
  readonly displayName?: string | undefined;
  readonly sipDomain: string;
  /** `wss://` address of the SIP server. */
  readonly wsUri: string;
  /** SIP URI that REGISTER goes to; `sip:` and the domain when absent. */
  readonly registrar?: string | undefined;
  /** STUN and TURN servers, as `getTurnCredentials()` answers them. */
  readonly iceServers?: readonly RTCIceServer[] | undefined;
}

/** Where the platform's API is, for a phone that has it beside its SIP account. */
export interface PlatformAccess {
  readonly apiUrl: string;
  readonly eventsUrl: string;
  readonly token: string;
}

const DAY_MS = 24 * 3_600_000;

/** Whoever has the SIP password or an API key may do what the platform lets them. */
const permissions = ['calls:originate', 'calls:control', 'conferences:read', 'presence:read', 'presence:write'];

/** A core gets its one grant from these, over and over. */
export function grantOfConfig(config: WebRTCPhoneConfig): RequestGrant {
  return async () => ({ grant: grantOf(config), lifeMs: DAY_MS });
}

/** The same shape as the answer of a token endpoint, made of SIP credentials. */
export function grantOf(config: WebRTCPhoneConfig, lifeMs = DAY_MS, access?: PlatformAccess): TokenGrant {
  const { extension, displayName = extension, iceServers = [] } = config;
  const ends = new Date(Date.now() + lifeMs).toISOString();
  return {
    token: access?.token ?? '',
    apiUrl: access?.apiUrl ?? '',
    eventsUrl: access?.eventsUrl ?? '',
    expiresAt: ends,
    extension: { id: extension, number: extension, displayName },
    sip: sipOf(config),
    iceServers,
    iceExpiresAt: ends,
    permissions,
  };
}

function sipOf({ extension, password, sipDomain, wsUri, registrar }: WebRTCPhoneConfig): SipCredentials {
  return {
    username: extension,
    password,
    domain: sipDomain,
    wsUri,
    registrar: registrar ?? `sip:${sipDomain}`,
  };
}
