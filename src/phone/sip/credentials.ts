/**
 * What the SIP server needs to know about this phone. Same shape as the token's `sip` field, declared
 * here because the phone layer does not know the platform client.
 */
export interface SipCredentials {
  readonly username: string;
  readonly password: string;
  readonly domain: string;
  /** `wss://` address of the SIP server (RFC 7118). May carry a token in its query: never logged. */
  readonly wsUri: string;
  /** SIP URI that REGISTER is sent to. */
  readonly registrar: string;
}
