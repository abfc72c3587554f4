import type { DestinationRules } from './destinations.js';
import { GatewayConfigError } from './errors.js';
import type { GatewayConfigErrorReason } from './errors.js';
import type { GatewayOptions } from './gateway-options.js';
import { checkKeys } from './keys.js';
import { defaultLimits } from './limits.js';
import type { GatewayLimits } from './limits.js';
import type { GatewayStore } from './store.js';

/** Refuses settings that are unsafe or cannot work, each with the reason and the remedy. Throws `GatewayConfigError`. */
export function checkOptions<Context extends readonly unknown[]>(options: GatewayOptions<Context>): void {
  checkApiUrl(options.apiUrl);
  checkApiKey(options.apiKey);
  if (typeof options.identify !== 'function') {
    fail(
      'identify',
      'There is no identify function, so anyone could be anyone',
      'Pass identify(request): read your own session, return { extension, permissions } or null.',
    );
  }
  checkKeys(options.keys);
  for (const origin of options.allowedOrigins ?? [])
    checkOrigin('allowed-origins', `allowedOrigins: "${origin}"`, origin);
  if (options.publicOrigin !== undefined)
    checkOrigin('public-origin', `publicOrigin: "${options.publicOrigin}"`, options.publicOrigin);
  checkMount(options.mount);
  checkRange('token-lifetime', 'tokenLifetimeSeconds', options.tokenLifetimeSeconds, 300, 900);
  checkRange('platform-timeout', 'platformTimeoutMs', options.platformTimeoutMs, 100, 30_000);
  checkRange('platform-timeout', 'proxyTimeoutMs', options.proxyTimeoutMs, 100, 120_000);
  checkRange('limits', 'maxUploadBytes', options.maxUploadBytes, 1, 1_073_741_824);
  checkRange('store', 'storeTimeoutMs', options.storeTimeoutMs, 10, 10_000);
  checkStore(options.store);
  checkLimits(options.limits);
  checkOpenConferences(options.openConferences);
}

/** Whether a host name means this machine, where http cannot be listened to on the way. */
function isLoopback(hostname: string): boolean {
  return /^(localhost|[\w.-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

function checkApiUrl(apiUrl: string): void {
  const url = parseUrl(apiUrl);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return fail(
      'api-url',
      'apiUrl is no http address',
      'Pass the base address of the platform, such as https://voip-api.example.com.',
    );
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    fail('api-url', 'apiUrl is http to another machine, which would send the API key unprotected', 'Use https.');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    fail(
      'api-url',
      'apiUrl carries a user, a query or a fragment',
      'Pass the bare address; the key belongs into apiKey.',
    );
  }
}

function checkApiKey(apiKey: string): void {
  if (typeof apiKey !== 'string' || apiKey.trim() === '') {
    fail(
      'api-key',
      'apiKey is empty',
      'Read it from the environment or the secret store; it is made on the API Keys page of the platform.',
    );
  }
  // Runtimes quote a header value that they cannot send in their error message: the key would reach a log.
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    fail('api-key', 'apiKey has spaces, line breaks or non-ASCII characters', 'Trim it.');
}

function checkOrigin(reason: 'allowed-origins' | 'public-origin', name: string, origin: string): void {
  if (origin.includes('*'))
    fail(reason, `${name} would let every page fetch credentials`, 'List each origin exactly.');
  const url = parseUrl(origin);
  if (url === null || url.origin !== origin || url.origin === 'null') {
    return fail(
      reason,
      `${name} is no origin`,
      'Write scheme, host and port only, such as https://app.example.com.',
    );
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return;
  fail(reason, `${name} is not https`, 'Credentials go to https pages only, or to this machine while developing.');
}

function checkMount(mount = '/voip'): void {
  if (/^(\/(?!\.)[\w.~-]+)*$/.test(mount)) return;
  fail(
    'mount',
    `mount: "${mount}" is no path`,
    'Write it with a leading and without a trailing slash, such as /voip.',
  );
}

function checkRange(
  reason: GatewayConfigErrorReason,
  name: string,
  value: number | undefined,
  least: number,
  most: number,
): void {
  if (value === undefined || (typeof value === 'number' && value >= least && value <= most)) return;
  fail(reason, `${name} is ${value}`, `Choose between ${least} and ${most}.`);
}

const storeMethods = ['put', 'get', 'take', 'hit', 'acquire', 'release', 'holders', 'ping'] as const;

function checkStore(store: GatewayStore | undefined): void {
  const missing = storeMethods.find((name) => store !== undefined && typeof store[name] !== 'function');
  if (missing !== undefined) fail('store', `store has no method ${missing}`, 'Pass new RedisStore(client).');
}

function checkLimits(limits: GatewayLimits = {}): void {
  const { destinations, ...numbers } = limits;
  for (const [name, value] of Object.entries(numbers)) {
    // A limit that is no number would compare false for ever, and so be none.
    if (!Object.hasOwn(defaultLimits, name)) fail('limits', `limits.${name} is no limit`, 'Check its spelling.');
    checkRange('limits', `limits.${name}`, value, 0, 1_000_000);
  }
  if (destinations !== undefined) checkDestinations(destinations);
}

const destinationRules: ReadonlySet<string> = new Set<keyof DestinationRules>([
  'allow',
  'deny',
  'premium',
  'internal',
]);

/** A rule that is misspelt would be no rule at all. */
function checkDestinations(rules: DestinationRules): void {
  const unknown = Object.keys(rules).find((name) => !destinationRules.has(name));
  if (unknown !== undefined) fail('limits', `destinations.${unknown} is no rule`, 'Check its spelling.');
  if (rules.premium !== undefined && !['allow', 'deny'].includes(rules.premium))
    fail('limits', `destinations.premium is ${String(rules.premium)}`, 'Write allow or deny.');
  if (rules.internal !== undefined && !(rules.internal instanceof RegExp))
    fail('limits', 'destinations.internal is no regular expression', 'Write one such as /^[1-4]\\d{3}$/.');
  for (const name of ['allow', 'deny'] as const) checkPrefixes(name, rules[name]);
}

function checkPrefixes(name: 'allow' | 'deny', prefixes: readonly string[] = []): void {
  if (!Array.isArray(prefixes)) fail('limits', `destinations.${name} is no list`, 'Write it as [].');
  for (const prefix of prefixes)
    if (typeof prefix !== 'string' || !/^\+[1-9]\d{0,14}$/.test(prefix))
      fail(
        'limits',
        `destinations.${name}: "${prefix}" is no prefix`,
        'Write it in E.164 form, such as +1 or +4989.',
      );
}

function checkOpenConferences(names: readonly string[] = []): void {
  if (!Array.isArray(names) || names.some((name) => typeof name !== 'string' || name === ''))
    fail('open-conferences', 'openConferences is no list of names', "Write it as ['lobby'].");
  if (names.some((name) => name.startsWith('3way_')))
    fail('open-conferences', 'openConferences has the room of a three-way call', 'List only rooms of all.');
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function fail(reason: GatewayConfigErrorReason, what: string, advice: string): never {
  throw new GatewayConfigError(reason, `${what}.`, { advice });
}
