import { systemClock } from '../shared/clock.js';
import { ApiError } from '../shared/errors.js';
import { consoleLogger } from '../shared/logger.js';
import { keyAuthorization, tokenAuthorization, type Authorization, type TokenProvider } from './authorization.js';
import { isBrowser } from './environment.js';
import type { ReconnectPolicy, WebSocketConstructor } from './event-socket-options.js';
import type { HttpOptions } from './http.js';
import { TokenSource } from './token-source.js';

/** One of the three ways to prove who asks. */
export type Credentials =
  /** On a server: the platform's address and an API key. */
  | { readonly apiUrl: string; readonly apiKey: string; readonly tokenUrl?: never; readonly tokens?: never }
  /** In a browser: the token endpoint of the page's own backend; its answer says where the gateway is. */
  | { readonly tokenUrl: string; readonly apiKey?: never; readonly apiUrl?: never; readonly tokens?: never }
  /** In a browser: a source of tokens that other parts of the page use too. */
  | {
      readonly tokens: TokenProvider;
      readonly apiKey?: never;
      readonly apiUrl?: never;
      readonly tokenUrl?: never;
    };

/** How the client proves who it is, waits and reconnects. */
export type VoIPClientOptions = Credentials &
  HttpOptions & {
    /** How the event socket comes back; 10 tries between 3 s and 60 s when absent. */
    readonly reconnect?: Partial<ReconnectPolicy> | undefined;
    /** Where there is no global one, as in Node 20: `WebSocket` of the package `ws`. */
    readonly WebSocket?: WebSocketConstructor | undefined;
    /** Address of the file `microphone-worklet.js` where a bundler or a policy moves it; beside the module otherwise. */
    readonly workletUrl?: string | URL | undefined;
  };

/** What the client works with, made of its options. */
export interface ClientParts {
  readonly authorization: Authorization;
  readonly tokens: TokenProvider | null;
}

/** Reads the credentials. An API key in a browser works, and says loudly that it is public there. */
export function readCredentials(options: VoIPClientOptions): ClientParts {
  if (options.apiKey !== undefined) {
    if (isBrowser()) warnAboutKey();
    return { authorization: keyAuthorization(options.apiUrl, options.apiKey), tokens: null };
  }
  const tokens = options.tokens ?? tokensFrom(options.tokenUrl, options);
  return { authorization: tokenAuthorization(tokens), tokens };
}

function tokensFrom(url: string | undefined, { clock = systemClock }: HttpOptions): TokenProvider {
  if (url) return new TokenSource(url, clock);
  throw new ApiError('rejected', 'The client was given nothing to prove who it is.', {
    advice: 'Pass apiUrl and apiKey on a server, or tokenUrl in a browser.',
  });
}

function warnAboutKey(): void {
  consoleLogger('error').log(
    'error',
    'An API key is used in a browser: everybody who opens this page can read it and use the whole account. ' +
      'Revoke it, keep the next one on your server, answer a token endpoint there with createGateway from ' +
      '@cemscale-voip/softphone/server, and create the client with { tokenUrl } instead.',
  );
}
