import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { DigestGuard } from '../../../../demo/pbx/sip/digest.js';

const who = { method: 'REGISTER', realm: 'localhost', username: '1001', password: 'right' };
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** What a phone answers to a challenge. */
function credentials(challenge: string, password: string): string {
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? '';
  const ha1 = md5(`1001:localhost:${password}`);
  const response = md5(`${ha1}:${nonce}:00000001:abc:auth:${md5('REGISTER:sip:localhost')}`);
  return `Digest username="1001", realm="localhost", nonce="${nonce}", uri="sip:localhost", response="${response}", cnonce="abc", nc=00000001, qop=auth`;
}

describe('DigestGuard', () => {
  it('accepts the right password and refuses another', () => {
    const guard = new DigestGuard();
    const challenge = guard.challenge('localhost', false);
    assert.equal(guard.check(credentials(challenge, 'right'), who), 'right');
    assert.equal(guard.check(credentials(challenge, 'guess'), who), 'wrong');
    assert.equal(guard.check(undefined, who), 'missing');
  });

  it('refuses the right answer for another method or user', () => {
    const guard = new DigestGuard();
    const header = credentials(guard.challenge('localhost', false), 'right');
    assert.equal(guard.check(header, { ...who, method: 'INVITE' }), 'wrong');
    assert.equal(guard.check(header, { ...who, username: '1002' }), 'wrong');
  });

  it('asks again after five minutes, and only whoever knows the password', () => {
    let now = 1_000_000;
    const guard = new DigestGuard(() => now);
    const challenge = guard.challenge('localhost', false);
    now += 300_001;
    assert.equal(guard.check(credentials(challenge, 'right'), who), 'stale');
    assert.equal(guard.check(credentials(challenge, 'guess'), who), 'wrong');
    assert.match(guard.challenge('localhost', true), /stale=true/);
  });

  it('knows its own nonces from those of others', () => {
    const foreign = new DigestGuard().challenge('localhost', false);
    assert.equal(new DigestGuard().check(credentials(foreign, 'right'), who), 'stale');
  });
});
