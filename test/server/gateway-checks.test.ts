import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GatewayConfigError, createGateway, generateKeys } from '../../src/server/index.js';
import type { GatewayKey, GatewayOptions } from '../../src/server/index.js';
import { startFakePlatform } from './support/fake-platform.js';
import { makeGateway, tokenRequest } from './support/gateway.js';

const [key] = await generateKeys();
assert.ok(key);
const good: GatewayOptions = {
  apiUrl: 'https://voip-api.example.com',
  apiKey: 'csk_live_something',
  identify: () => null,
  keys: [key],
};
const { d: _private, ...publicKey } = key;
const { kid: _kid, ...nameless } = key;
const secret: GatewayKey = { kty: 'oct', kid: 'a' };

const refused: readonly [string, Partial<Record<keyof GatewayOptions, unknown>>, string][] = [
  ['no identify', { identify: undefined }, 'identify'],
  ['http to another machine', { apiUrl: 'http://voip-api.example.com' }, 'api-url'],
  ['http to a host that only begins like this machine', { apiUrl: 'http://127.0.0.1.evil.example' }, 'api-url'],
  ['an address that is none', { apiUrl: 'voip' }, 'api-url'],
  ['no address', { apiUrl: undefined }, 'api-url'],
  ['another scheme', { apiUrl: 'file:///etc' }, 'api-url'],
  ['a password in the address', { apiUrl: 'https://u:p@voip-api.example.com' }, 'api-url'],
  ['a key in the query', { apiUrl: 'https://voip-api.example.com?apiKey=1' }, 'api-url'],
  ['no API key', { apiKey: undefined }, 'api-key'],
  ['an empty API key', { apiKey: ' ' }, 'api-key'],
  ['an API key with a line break', { apiKey: 'csk_live\n' }, 'api-key'],
  ['no keys', { keys: undefined }, 'keys'],
  ['an empty list of keys', { keys: [] }, 'keys'],
  ['a shared secret', { keys: [secret] }, 'keys'],
  ['a password for a key', { keys: ['secret'] }, 'keys'],
  ['another curve', { keys: [{ ...key, crv: 'P-384' }] }, 'keys'],
  ['a cut private part', { keys: [{ ...key, d: 'AA' }] }, 'keys'],
  ['a key without kid', { keys: [nameless] }, 'keys'],
  ['a public key first', { keys: [publicKey] }, 'keys'],
  ['two keys of one kid', { keys: [key, key] }, 'keys'],
  ['every origin', { allowedOrigins: ['*'] }, 'allowed-origins'],
  ['every subdomain', { allowedOrigins: ['https://*.example.com'] }, 'allowed-origins'],
  ['the null origin', { allowedOrigins: ['null'] }, 'allowed-origins'],
  ['a path for an origin', { allowedOrigins: ['https://app.example.com/'] }, 'allowed-origins'],
  ['an http origin', { allowedOrigins: ['http://app.example.com'] }, 'allowed-origins'],
  ['an http public origin', { publicOrigin: 'http://app.example.com' }, 'public-origin'],
  ['a mount with a trailing slash', { mount: '/voip/' }, 'mount'],
  ['a mount that climbs', { mount: '/../x' }, 'mount'],
  ['a token for an hour', { tokenLifetimeSeconds: 3600 }, 'token-lifetime'],
  ['a life that is no number', { tokenLifetimeSeconds: Number.NaN }, 'token-lifetime'],
  ['a misspelt limit', { limits: { callAtOnce: 1 } }, 'limits'],
  ['a limit every object has', { limits: { toString: 1 } }, 'limits'],
  ['a misspelt destination rule', { limits: { destinations: { denied: ['+1876'] } } }, 'limits'],
  ['another word for premium', { limits: { destinations: { premium: 'refuse' } } }, 'limits'],
  ['a single prefix for a list', { limits: { destinations: { allow: '+1' } } }, 'limits'],
  ['a text for the internal numbers', { limits: { destinations: { internal: '1...' } } }, 'limits'],
  ['a three-way call open to all', { openConferences: ['3way_1'] }, 'open-conferences'],
  ['no time for the platform', { platformTimeoutMs: 0 }, 'platform-timeout'],
];

describe('createGateway', () => {
  for (const [what, change, reason] of refused) {
    it(`refuses ${what}, saying why and what to do`, () => {
      assert.throws(
        () => createGateway({ ...good, ...change } as GatewayOptions),
        (error) => {
          assert.ok(error instanceof GatewayConfigError);
          assert.equal(error.reason, reason);
          assert.ok(error.advice.length > 5 && error.message.includes(error.advice));
          return true;
        },
      );
    });
  }

  it('never quotes a key that it refuses', () => {
    const marked = { ...key, d: 'MARKED-private-part' };
    assert.throws(
      () => createGateway({ ...good, keys: [marked], apiKey: 'x' }),
      (error) => !String(error).includes('MARKED'),
    );
    assert.throws(
      () => createGateway({ ...good, apiKey: 'MARKED key' }),
      (error) => !String(error).includes('MARKED'),
    );
  });

  for (const apiUrl of [
    'http://localhost:8080/platform',
    'http://127.0.0.1:1',
    'http://[::1]:1',
    'http://voip.localhost',
    'https://x.example/base/',
  ]) {
    it(`accepts ${apiUrl}`, () => {
      assert.equal(createGateway({ ...good, apiUrl }).mount, '/voip');
    });
  }

  it('answers 500 and names the cause in the log when a key of the right form is no point of the curve', async (t) => {
    const platform = await startFakePlatform(t);
    const { gateway, log } = await makeGateway(platform.apiUrl, { keys: [{ ...key, x: key.y ?? '' }] });
    assert.equal((await gateway.fetch(tokenRequest())).status, 500);
    assert.match(log[0]?.message ?? '', /key is damaged/);
    await assert.rejects(gateway.verifyToken('x'), GatewayConfigError);
  });
});
