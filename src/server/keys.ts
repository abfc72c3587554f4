import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey } from 'jose';
import { GatewayConfigError } from './errors.js';

/** The one algorithm of the tokens (RFC 7518 section 3.4). A token that names another is refused. */
export const tokenAlgorithm = 'ES256';

/** A P-256 key as JWK (RFC 7517). Without `d` it only verifies. */
export interface GatewayKey {
  readonly kty: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  /** The private part. */
  readonly d?: string;
  /** Tells the keys apart; goes into the header of each token. */
  readonly kid?: string;
}

/** Imported keys: who signs, and who verifies by `kid`. */
export interface KeyRing {
  readonly signing: { readonly kid: string; readonly key: CryptoKey };
  readonly verifying: ReadonlyMap<string, CryptoKey>;
}

/**
 * Makes a fresh key for `createGateway({ keys })`. Tokens die with it at a restart, which is fine on a
 * developer's machine. For production run it once, keep the JSON in the secret store and read it from there:
 * `node -e "import('@cemscale-voip/softphone/server').then(async s => console.log(JSON.stringify(await s.generateKeys())))"`
 */
export async function generateKeys(): Promise<GatewayKey[]> {
  const { privateKey } = await generateKeyPair(tokenAlgorithm, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const { x, y, d } = jwk;
  if (x === undefined || y === undefined || d === undefined) throw new Error('The runtime exported no P-256 key.');
  return [{ kty: 'EC', crv: 'P-256', x, y, d, kid: await calculateJwkThumbprint(jwk) }];
}

/** Refuses keys that are missing, symmetric, of another curve, without `kid` or without a private part to sign with. */
export function checkKeys(keys: readonly GatewayKey[] | undefined): void {
  if (!Array.isArray(keys) || keys.length === 0) throw keyError('There is no signing key', makeOne);
  const kids = new Set<string>();
  for (const [index, key] of (keys as readonly GatewayKey[]).entries()) {
    checkKey(key, `keys[${index}]`);
    if (kids.has(key.kid ?? ''))
      throw keyError(`Two keys share the kid of keys[${index}]`, 'Give each key its own kid.');
    kids.add(key.kid ?? '');
  }
  if ((keys[0] as GatewayKey).d === undefined) {
    throw keyError('keys[0] has no private part (d), so it cannot sign', 'Put the private key first.');
  }
}

/** Imports checked keys. Rejects when the numbers in a key are no point of the curve. */
export async function importKeys(keys: readonly GatewayKey[]): Promise<KeyRing> {
  const [first] = keys;
  if (first === undefined) throw keyError('There is no signing key', makeOne);
  const verifying = new Map<string, CryptoKey>();
  for (const { kty, crv, x, y, kid } of keys) verifying.set(kid ?? '', await importKey({ kty, crv, x, y }));
  return { signing: { kid: first.kid ?? '', key: await importKey(first) }, verifying };
}

const makeOne = 'Make one with generateKeys() and keep it in your secret store.';
const coordinate = /^[\w-]{43}$/;

function checkKey(key: GatewayKey, name: string): void {
  if (typeof key !== 'object' || key === null) throw keyError(`${name} is not a JWK object`, makeOne);
  if (key.kty === 'oct')
    throw keyError(`${name} is a shared secret, which whoever verifies could sign with`, makeOne);
  if (key.kty !== 'EC' || key.crv !== 'P-256')
    throw keyError(`${name} is not an EC key on the curve P-256`, makeOne);
  for (const part of ['x', 'y', 'd'] as const) {
    const value = key[part];
    if (value === undefined && part === 'd') continue;
    if (typeof value !== 'string' || !coordinate.test(value)) {
      throw keyError(`${name}.${part} is not a base64url number of 32 bytes`, makeOne);
    }
  }
  if (typeof key.kid !== 'string' || key.kid === '') {
    throw keyError(`${name} has no kid`, 'Give each key a short unique kid: rotation needs it.');
  }
}

async function importKey(jwk: {
  kty: string;
  crv?: string | undefined;
  x?: string | undefined;
  y?: string | undefined;
  d?: string | undefined;
}): Promise<CryptoKey> {
  const { kty, crv = '', x = '', y = '', d } = jwk;
  const parts = { kty, crv, x, y, ...(d === undefined ? {} : { d }) };
  try {
    return (await importJWK(parts, tokenAlgorithm)) as CryptoKey;
  } catch {
    // The cause is left out: runtimes quote the key in it.
    throw keyError('A key is damaged: its numbers are no point of the curve', makeOne);
  }
}

function keyError(what: string, advice: string): GatewayConfigError {
  return new GatewayConfigError('keys', `${what}.`, { advice });
}
