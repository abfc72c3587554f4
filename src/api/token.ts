/** What every token has. */
interface AnyGrant {
  /** Bearer token for the gateway, opaque to the page. */
  readonly token: string;
  /** End of the token, ISO 8601. Its life is measured against the answer's `Date` header, not the page's clock. */
  readonly expiresAt: string;
  /** Base address of the API as the browser may reach it (the gateway's mount). */
  readonly apiUrl: string;
  /** Address of the event socket as the browser may reach it. */
  readonly eventsUrl: string;
  /** What this person may do, such as `calls:originate`. */
  readonly permissions: readonly string[];
}

/**
 * What the token endpoint answers with status 200 to somebody with an extension. The one contract between the host's
 * backend and the page.
 */
export interface TokenGrant extends AnyGrant {
  readonly extension: ExtensionIdentity;
  readonly sip: SipCredentials;
  readonly iceServers: readonly RTCIceServer[];
  /** End of the TURN credentials, ISO 8601. */
  readonly iceExpiresAt: string;
  /** Which numbers may be called, so that a page can say no before it dials. The gateway holds to it by itself. */
  readonly destinations?: GrantedDestinations;
}

/** Prefixes of numbers in E.164 form with plus, such as `+1` or `+4989`. */
export interface GrantedDestinations {
  /** When given, only numbers that begin with one of these. */
  readonly allow?: readonly string[];
  /** Numbers that begin with one of these are refused even when `allow` has them. */
  readonly deny: readonly string[];
}

/** What it answers to a visitor of the site: no phone, only the statuses of the extensions that the host named. */
export interface VisitorGrant extends AnyGrant {
  readonly visitor: true;
  readonly presenceOf: readonly string[];
  readonly extension?: undefined;
}

/** Either of the two. */
export type Grant = TokenGrant | VisitorGrant;

export interface ExtensionIdentity {
  /** The platform's id (UUID). */
  readonly id: string;
  /** Short number, such as `1001`. */
  readonly number: string;
  readonly displayName: string;
}

export interface SipCredentials {
  readonly username: string;
  readonly password: string;
  readonly domain: string;
  /** `wss://` address of the SIP server (RFC 7118). */
  readonly wsUri: string;
  /** SIP URI that REGISTER is sent to. */
  readonly registrar: string;
}
