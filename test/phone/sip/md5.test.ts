import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { md5 } from '../../../src/phone/sip/md5.js';

describe('md5', () => {
  it('gives what RFC 1321 lists', () => {
    assert.equal(md5(''), 'd41d8cd98f00b204e9800998ecf8427e');
    assert.equal(md5('message digest'), 'f96b697d7cb7938d525a2f31aaf161d0');
  });

  it('agrees with OpenSSL on any text', () => {
    const openssl = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => md5(text) === openssl(text)),
      { numRuns: 300 },
    );
    for (let length = 0; length < 200; length += 1)
      assert.equal(md5('x'.repeat(length)), openssl('x'.repeat(length)));
  });
});
