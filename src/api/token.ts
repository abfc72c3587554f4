/** What the token endpoint answers with status 200. The one contract between the host's backend and the page. */
export interface TokenGrant {
  /** Bearer token for the gateway, opaque to the page. */
  readonly token: string;
  /** End of the token, ISO 8601. Its life is measured against the answer's `Date` header, not the page's clock. */
  readonly expiresAt: string;
  /** Base address of the API as the browser may reach it (the gateway's mount). */
  readonly apiUrl: string;
  /** Address of the event socket as the browser may reach it. */
  readonly eventsUrl: string;
  readonly extension: ExtensionIdentity;
  readonly sip: SipCredentials;
  readonly iceServers: readonly RTCIceServer[];
  /** End of the TURN credentials, ISO 8601. */
  readonly iceExpiresAt: string;
  /** What this person may do, such as `calls:originate` or `presence:write`. */
  readonly permissions: readonly string[];
}

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
