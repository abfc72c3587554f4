import type { Clock } from '../shared/clock.js';
import type { GatewayKey } from './keys.js';
import type { GatewayLog } from './gateway-log.js';
import type { GatewayLimits } from './limits.js';
import type { GatewayStore } from './store.js';

/** Who sent a request, as the host's own session says. */
export interface Identity {
  /** Short number of the extension this person may be, such as `1001`. */
  readonly extension: string;
  /** What the token allows, such as `calls:originate`. No spaces inside one permission. */
  readonly permissions: readonly string[];
}

/**
 * A visitor of the site without an extension, who may see whether certain people are available and nothing else:
 * no phone, no names, no calls, no directory.
 */
export interface VisitorIdentity {
  /**
   * Tells visitors apart for limits and logs, such as the id of an anonymous session: 1 to 64 letters, digits and
   * `_ . : % -`. Visitors with the same one share its limits.
   */
  readonly visitor: string;
  /** Short numbers of the extensions whose status this visitor may see, 1 to 50. */
  readonly presenceOf: readonly string[];
}

/**
 * Settings of the gateway. `Context` are the further arguments that the runtime hands to `fetch`
 * (the Node adapter: the `IncomingMessage`), passed on to `identify`.
 */
export interface GatewayOptions<Context extends readonly unknown[] = []> {
  /** Base address of the platform, without `/api`. https, or http to this machine. */
  readonly apiUrl: string;
  /** The platform's API key. It is sent to `apiUrl` only and never reaches an answer or a log. */
  readonly apiKey: string;
  /**
   * Decides from the host's own session who is asking. `null` means not signed in and is answered with 401.
   * The body of the request has been read already.
   */
  identify(
    request: Request,
    ...context: Context
  ): Identity | VisitorIdentity | null | Promise<Identity | VisitorIdentity | null>;
  /**
   * Signing keys: the first one signs, all verify. To rotate, add the new key last on every gateway,
   * then move it to the front, then drop the old one after a token's life. See `generateKeys`.
   */
  readonly keys: readonly GatewayKey[];
  /** Exact origins of the same site whose pages may ask, besides the gateway's own origin. */
  readonly allowedOrigins?: readonly string[];
  /** Path in front of `/token`. Default `/voip`. */
  readonly mount?: string;
  /** Origin as browsers see it. Set it behind a proxy that ends TLS; default: the origin of the request's URL. */
  readonly publicOrigin?: string;
  /** Life of a token in seconds, 300 to 900. Default 600. */
  readonly tokenLifetimeSeconds?: number;
  /** `iss` of the tokens. Gateways that share keys but not their users need different ones. */
  readonly issuer?: string;
  /** Milliseconds the platform may take for one answer. Default 5000. */
  readonly platformTimeoutMs?: number;
  /** Milliseconds the platform may take to begin a proxied answer. Default 15000. */
  readonly proxyTimeoutMs?: number;
  /** Most bytes of an upload (greetings, menus). Default 16 MiB. */
  readonly maxUploadBytes?: number;
  /**
   * Conferences that everyone with `conferences:control` may bring the own calls into, by name. Others only who is
   * in them already, or holds `calls:supervise`. Default none.
   */
  readonly openConferences?: readonly string[];
  /** Limits per extension; each has a default. */
  readonly limits?: GatewayLimits;
  /** Where tickets, limits and revoked tokens are kept. Default: in memory. Several gateways share a `RedisStore`. */
  readonly store?: GatewayStore;
  /** Milliseconds the store may take for one answer. Default 1000. */
  readonly storeTimeoutMs?: number;
  /** Receives one entry per request and one per failure. Default: warnings and errors on the console. */
  readonly log?: GatewayLog;
  /** For tests. */
  readonly clock?: Pick<Clock, 'now' | 'monotonic'>;
}
