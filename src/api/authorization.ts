import type { Grant } from './token.js';

/** Where requests go and what proves who asks, at this moment. */
export interface Access {
  readonly apiUrl: string;
  /** WebSocket address of the event socket. */
  readonly eventsUrl: string;
  /** Value of the bearer header. */
  readonly token: string;
}

/** Source of `Access`: an API key on a server, tokens in a browser. */
export interface Authorization {
  /** An API key opens WebSockets itself; a token buys a ticket for each. */
  readonly kind: 'key' | 'token';
  /** Access that may stand in an address, as only that of a key on a server may; null with tokens. */
  readonly direct: Access | null;
  current(): Promise<Access>;
  /** What to use instead of an access that was refused; null when there is nothing else. */
  renew(refused: Access): Promise<Access | null>;
}

/** Where tokens come from: a `TokenSource`, or an object of the application that does the same. */
export interface TokenProvider {
  /** The token that is valid now, null before the first. */
  readonly current: Grant | null;
  /** A new one; callers that ask meanwhile share the request. */
  refresh(): Promise<Grant>;
  /** Tells of each new token, so that a socket can be kept open beyond the life of the old one. */
  on?(event: 'grant', listener: (grant: Grant) => void): () => void;
}

/** A platform key and the platform's own address. */
export function keyAuthorization(apiUrl: string, apiKey: string): Authorization {
  const base = apiUrl.replace(/\/+$/, '');
  const access = { apiUrl: base, eventsUrl: `${socketUrl(base)}/ws`, token: apiKey };
  return { kind: 'key', direct: access, current: async () => access, renew: async () => null };
}

/** Tokens of the page's own backend, which also says where the gateway is. */
export function tokenAuthorization(tokens: TokenProvider): Authorization {
  const access = ({ apiUrl, eventsUrl, token }: Grant): Access => ({
    apiUrl: apiUrl.replace(/\/+$/, ''),
    eventsUrl,
    token,
  });
  return {
    kind: 'token',
    direct: null,
    current: async () => access(tokens.current ?? (await tokens.refresh())),
    async renew(refused) {
      const grant = tokens.current;
      // Somebody else's refusal has brought a new one already.
      return access(grant && grant.token !== refused.token ? grant : await tokens.refresh());
    },
  };
}

/** The `ws:` address for an `http:` one. */
export function socketUrl(url: string): string {
  return url.replace(/^http/i, 'ws');
}
