import { systemClock } from '../shared/clock.js';
import { Bearer } from './bearer.js';
import { CallSlots } from './call-slots.js';
import { consoleLog, safeLog } from './gateway-log.js';
import type { GatewayLog } from './gateway-log.js';
import type { GatewayOptions } from './gateway-options.js';
import { importKeys } from './keys.js';
import type { KeyRing } from './keys.js';
import { withDefaults } from './limits.js';
import type { Limits } from './limits.js';
import { MemoryStore } from './memory-store.js';
import type { PlatformOptions } from './platform.js';
import { PlatformLookups } from './platform-lookups.js';
import { ApiProxy } from './proxy.js';
import type { OriginPolicy } from './request-guards.js';
import { GuardedStore } from './store.js';
import { Tickets } from './tickets.js';
import { TokenSigning } from './token-signing.js';

/** Everything the routes and the sockets of one gateway stand on. */
export interface GatewayServices {
  readonly mount: string;
  readonly limits: Limits;
  readonly clock: NonNullable<GatewayOptions['clock']>;
  readonly log: GatewayLog;
  readonly platform: PlatformOptions;
  readonly keyRing: Promise<KeyRing>;
  readonly store: GuardedStore;
  readonly signing: TokenSigning;
  readonly bearer: Bearer;
  readonly lookups: PlatformLookups;
  readonly proxy: ApiProxy;
  readonly tickets: Tickets;
  policyFor(url: URL): OriginPolicy;
}

/** Builds the parts from checked options. */
export function makeServices<Context extends readonly unknown[]>(
  options: GatewayOptions<Context>,
): GatewayServices {
  const { apiUrl, apiKey, issuer = 'cemscale-gateway', platformTimeoutMs: timeoutMs = 5000 } = options;
  const clock = options.clock ?? systemClock;
  const now = (): number => clock.now();
  const limits = withDefaults(options.limits);
  const platform = { apiUrl, apiKey, timeoutMs };
  const keyRing = importKeys(options.keys);
  // A damaged key fails each request, with its reason in the log; it must not end the process before the first.
  keyRing.catch(() => {});
  const store = new GuardedStore(options.store ?? new MemoryStore(clock), {
    prefix: `${issuer}:`,
    timeoutMs: options.storeTimeoutMs ?? 1000,
  });
  const signing = new TokenSigning({ keyRing, issuer, lifetimeSeconds: options.tokenLifetimeSeconds ?? 600, now });
  const bearer = new Bearer(signing, store, now);
  const lookups = new PlatformLookups(platform, options.openConferences);
  const proxy = new ApiProxy({
    platform: { ...platform, timeoutMs: options.proxyTimeoutMs ?? 15_000 },
    lookups,
    slots: new CallSlots(store, limits),
    destinations: limits.destinations,
    maxUploadBytes: options.maxUploadBytes ?? 16 * 1024 * 1024,
  });
  return {
    mount: options.mount ?? '/voip',
    limits,
    clock,
    log: safeLog(options.log ?? consoleLog),
    platform,
    keyRing,
    store,
    signing,
    bearer,
    lookups,
    proxy,
    tickets: new Tickets({ store, signing, bearer, proxy, now }),
    policyFor: ({ origin }) => ({
      ownOrigin: options.publicOrigin ?? origin,
      allowedOrigins: options.allowedOrigins ?? [],
    }),
  };
}

const servicesByGateway = new WeakMap<object, GatewayServices>();

/** Lets the adapters of this package reach what the public side of a gateway does not show. */
export function rememberServices(gateway: object, services: GatewayServices): void {
  servicesByGateway.set(gateway, services);
}

/** Throws for an object that `createGateway` did not make. */
export function servicesOf(gateway: object): GatewayServices {
  const services = servicesByGateway.get(gateway);
  if (services === undefined) throw new TypeError('Pass the object that createGateway() returned.');
  return services;
}
