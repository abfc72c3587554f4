import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SignJWT, UnsecuredJWT, exportJWK, exportSPKI, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JWTHeaderParameters, JWTPayload } from 'jose';
import { TokenError } from '../../src/server/errors.js';
import { generateKeys, importKeys } from '../../src/server/keys.js';
import type { GatewayKey } from '../../src/server/keys.js';
import { TokenSigning } from '../../src/server/token-signing.js';

const start = Date.parse('2026-05-01T10:00:00Z');
const holder = { extensionId: 'ext-1', extension: '1001', permissions: ['calls:originate'] };

function makeSigning(
  keys: readonly GatewayKey[],
  now = (): number => start,
  issuer = 'cemscale-gateway',
): TokenSigning {
  return new TokenSigning({ keyRing: importKeys(keys), issuer, lifetimeSeconds: 600, now });
}

async function oneKey(): Promise<GatewayKey & { kid: string }> {
  const [key] = await generateKeys();
  assert.ok(key?.kid);
  return { ...key, kid: key.kid };
}

const claims: JWTPayload = {
  iss: 'cemscale-gateway',
  aud: 'cemscale-gateway',
  sub: 'ext-1',
  jti: 'one',
  ext: '1001',
  scope: '',
  iat: start / 1000,
  nbf: start / 1000,
  exp: start / 1000 + 600,
};
const header = { alg: 'ES256', typ: 'cemscale-gateway+jwt' };

interface Forgery {
  readonly what: string;
  readonly header?: Partial<JWTHeaderParameters>;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly reason: string;
}

/** Signed with the right key; only one thing is wrong. */
const forgeries: readonly Forgery[] = [
  { what: 'another audience', claims: { aud: 'billing' }, reason: 'invalid' },
  { what: 'another issuer', claims: { iss: 'somebody' }, reason: 'invalid' },
  { what: 'another type', header: { typ: 'JWT' }, reason: 'invalid' },
  { what: 'an end in the past', claims: { exp: start / 1000 - 6 }, reason: 'expired' },
  { what: 'a start in the future', claims: { nbf: start / 1000 + 60 }, reason: 'not-yet-valid' },
  { what: 'a birth too long ago', claims: { iat: start / 1000 - 3600 }, reason: 'expired' },
  { what: 'no end', claims: { exp: undefined }, reason: 'invalid' },
  { what: 'no id', claims: { jti: undefined }, reason: 'invalid' },
  { what: 'no scope', claims: { scope: undefined }, reason: 'invalid' },
  { what: 'a scope that is no text', claims: { scope: ['*'] }, reason: 'invalid' },
  { what: 'a critical extension we do not know', header: { crit: ['x'], x: 1 }, reason: 'invalid' },
];

async function forge(
  key: GatewayKey,
  { header: extra, claims: changed }: Pick<Forgery, 'header' | 'claims'> = {},
): Promise<string> {
  const payload = Object.fromEntries(
    Object.entries({ ...claims, ...changed }).filter(([, value]) => value !== undefined),
  );
  const privateKey = await importJWK(key as unknown as Parameters<typeof importJWK>[0], 'ES256');
  return new SignJWT(payload)
    .setProtectedHeader({ ...header, ...(key.kid === undefined ? {} : { kid: key.kid }), ...extra })
    .sign(privateKey, { crit: { x: true } });
}

async function refuses(signing: TokenSigning, token: string, reason: string): Promise<void> {
  await assert.rejects(signing.verify(token), (error) => error instanceof TokenError && error.reason === reason);
}

describe('token verification', () => {
  it('accepts a token made by hand to the same rules, so that each forgery below fails for its own reason', async () => {
    const key = await oneKey();
    assert.equal((await makeSigning([key]).verify(await forge(key))).extension, '1001');
  });

  for (const forgery of forgeries) {
    it(`refuses ${forgery.what}`, async () => {
      const key = await oneKey();
      await refuses(makeSigning([key]), await forge(key, forgery), forgery.reason);
    });
  }

  it('refuses a token without a signature', async () => {
    const key = await oneKey();
    const bare = new UnsecuredJWT(claims).encode();
    await refuses(makeSigning([key]), bare, 'invalid');
    const [, payload] = (await forge(key)).split('.');
    const none = Buffer.from(JSON.stringify({ ...header, alg: 'none', kid: key.kid })).toString('base64url');
    await refuses(makeSigning([key]), `${none}.${payload}.`, 'invalid');
  });

  it('refuses HS256 signed with our public key as the secret', async () => {
    const key = await oneKey();
    const publicKey = (await importJWK({ kty: 'EC', crv: 'P-256', x: key.x ?? '', y: key.y ?? '' }, 'ES256', {
      extractable: true,
    })) as CryptoKey;
    for (const secret of [await exportSPKI(publicKey), JSON.stringify(await exportJWK(publicKey))]) {
      const token = await new SignJWT(claims)
        .setProtectedHeader({ ...header, alg: 'HS256', kid: key.kid })
        .sign(new TextEncoder().encode(secret));
      await refuses(makeSigning([key]), token, 'invalid');
    }
  });

  it('refuses RS256 with our kid', async () => {
    const key = await oneKey();
    const { privateKey } = await generateKeyPair('RS256');
    const token = await new SignJWT(claims)
      .setProtectedHeader({ ...header, alg: 'RS256', kid: key.kid })
      .sign(privateKey);
    await refuses(makeSigning([key]), token, 'invalid');
  });

  it('refuses a stranger’s key under our kid, even when the header brings or points to it', async (t) => {
    const fetched = t.mock.method(globalThis, 'fetch', () => Promise.reject(new Error('nothing may be fetched')));
    const key = await oneKey();
    const stranger = await oneKey();
    const { d: _private, ...jwk } = stranger;
    const hints = {
      kid: key.kid,
      jwk: jwk as unknown as NonNullable<JWTHeaderParameters['jwk']>,
      jku: 'https://evil.example/keys',
      x5u: 'https://evil.example/cert',
    };
    await refuses(makeSigning([key]), await forge(stranger, { header: hints }), 'invalid');
    assert.equal(fetched.mock.callCount(), 0);
  });

  it('refuses an unknown kid and no kid', async () => {
    const key = await oneKey();
    await refuses(makeSigning([key]), await forge(key, { header: { kid: 'other' } }), 'unknown-key');
    const { kid: _kid, ...nameless } = key;
    await refuses(makeSigning([key]), await forge(nameless), 'unknown-key');
  });

  it('refuses a changed payload, garbage and a flood', async () => {
    const key = await oneKey();
    const signing = makeSigning([key]);
    const [head, , signature] = (await signing.sign(holder)).token.split('.');
    const payload = Buffer.from(JSON.stringify({ ...claims, ext: '1002' })).toString('base64url');
    await refuses(signing, `${head}.${payload}.${signature}`, 'invalid');
    for (const garbage of ['', '.', 'a.b.c', 'Bearer x', 'x'.repeat(1_000_000)])
      await refuses(signing, garbage, 'invalid');
  });

  it('gives each token its own id and ends it on the second', async () => {
    let now = start;
    const signing = makeSigning([await oneKey()], () => now);
    const first = await signing.sign(holder);
    const second = await signing.sign(holder);
    assert.equal(first.expiresAt, start + 600_000);
    assert.notEqual((await signing.verify(first.token)).tokenId, (await signing.verify(second.token)).tokenId);
    now = start + 604_000;
    await signing.verify(first.token);
    now = start + 606_000;
    await refuses(signing, first.token, 'expired');
  });
});

describe('key rotation', () => {
  it('keeps every token valid while two keys overlap, on every gateway', async () => {
    const old = await oneKey();
    const fresh = await oneKey();
    const before = makeSigning([old]);
    const announced = makeSigning([old, fresh]);
    const switched = makeSigning([fresh, old]);
    const after = makeSigning([fresh]);
    const oldToken = (await before.sign(holder)).token;
    const newToken = (await switched.sign(holder)).token;
    for (const gateway of [before, announced, switched]) await gateway.verify(oldToken);
    for (const gateway of [announced, switched, after]) await gateway.verify(newToken);
    await refuses(after, oldToken, 'unknown-key');
    await refuses(before, newToken, 'unknown-key');
  });

  it('verifies with a public half', async () => {
    const old = await oneKey();
    const { d: _private, ...publicHalf } = old;
    const { token } = await makeSigning([old]).sign(holder);
    await makeSigning([await oneKey(), publicHalf]).verify(token);
  });
});
